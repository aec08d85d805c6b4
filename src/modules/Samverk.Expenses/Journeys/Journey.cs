using System.Text.Json.Serialization;
using NodaTime;
using Samverk.Countries;
using Samverk.Kernel;

namespace Samverk.Expenses;

/// <summary>A claim that is paid by a rate of the country instead of a receipt: either a drive or a stay.</summary>
public sealed record Journey(Drive? Drive, Stay? Stay, Reckoned Reckoned)
{
    /// <summary>"Umeå – Luleå", in every language.</summary>
    [JsonIgnore]
    public string Route => Drive is { } drive ? drive.AndBack ? $"{drive.From} – {drive.To} – {drive.From}" : $"{drive.From} – {drive.To}" : $"{Stay!.Place}, {Stay.Country}";
}

/// <summary>A way by one's own vehicle.</summary>
/// <param name="Vehicle">A kind that the country's facts have a rate for: "own-car".</param>
/// <param name="Kilometres">One way; at most one decimal.</param>
/// <param name="AndBack">The same way back: twice the kilometres.</param>
public sealed record Drive(string Vehicle, string From, string To, decimal Kilometres, bool AndBack)
{
    [JsonIgnore]
    public decimal Whole => AndBack ? 2 * Kilometres : Kilometres;
}

/// <summary>Days away from home and from the usual place of work.</summary>
/// <param name="Country">Two letters: where the night or most of the day was spent.</param>
/// <param name="Left">By the clock of the place.</param>
/// <param name="Meals">What somebody else has paid.</param>
public sealed record Stay(string Country, string Place, LocalDateTime Left, LocalDateTime Back, IReadOnlyList<MealsOn> Meals);

/// <summary>What the rates allow without tax, and which rates.</summary>
/// <param name="Most">The whole; what is asked is never more.</param>
/// <param name="PerKilometre">Of a drive.</param>
/// <param name="Days">Of a stay.</param>
public sealed record Reckoned(Money Most, decimal? PerKilometre, IReadOnlyList<PaidDay> Days, IReadOnlyList<RateUsed> Rates);

/// <summary>A dated rate as it stood when it was used: the facts may be another book tomorrow.</summary>
/// <param name="ReleasedOn">Of the cooperative's own value; null where the country's facts are verified.</param>
public sealed record RateUsed(string Fact, string Source, LocalDate CheckedOn, string Version, LocalDate? ReleasedOn, string? ReleasedBy, string? Why)
{
    public static RateUsed Of(FactUse use) => new(use.Id, use.Source, use.CheckedOn, use.Version, use.Release?.ReleasedOn, use.Release?.ReleasedBy, use.Release?.Reason);
}
