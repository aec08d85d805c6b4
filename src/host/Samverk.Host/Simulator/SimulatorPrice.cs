using NodaTime;
using Samverk.Countries;
using Samverk.Kernel;
using Samverk.Wages;

namespace Samverk.Host;

/// <summary>The cooperative's price in a simulation.</summary>
/// <param name="OnTop">False: a share of the client's price. True: added to what the member keeps.</param>
/// <param name="Source">Where it is confirmed; null = the reader's own percentage.</param>
public sealed record SimulatorPrice(Rate Rate, bool OnTop, SimulatedSource? Source)
{
    internal SimulatedFee Fee => new(Rate, OnTop);

    /// <summary>The confirmed rule of a country, or why there is none. A rule with an amount a month is no percentage of one invoice.</summary>
    internal static Outcome<SimulatorPrice> Confirmed(FactBook book, SimulatorCountry country, LocalDate date)
    {
        var found = book.Find<FeeRule>(country.Code, FactNames.Fee, date);
        if (found.Refusal is not null || found.Value.Value is { Monthly: not null } or { Kind: FeeKind.FixedMonthly })
            return new Refusal("regime-not-verified", ("regime", $"{country.Code.ToLowerInvariant()}.{FactNames.Fee}")) { Field = "fee" };
        // Without production costs the margin is the net.
        return new SimulatorPrice(found.Value.Value.Rate, found.Value.Value.Kind is FeeKind.OnTop, SimulatedSource.Of(found.Value.Use));
    }

    /// <summary>The reader's own percentage where one is given, else the confirmed rule.</summary>
    internal static Outcome<SimulatorPrice> Of(FactBook book, SimulatorCountry country, LocalDate date, string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed)) return Confirmed(book, country, date);
        if (typed.Length > 20) return new Refusal("field-invalid") { Field = "fee" };
        return Rate.Read(typed) is { Refusal: null } rate && rate.Value.PerCent is >= 0 and <= 50
            ? new SimulatorPrice(rate.Value, false, null)
            : new Refusal("out-of-range", ("least", 0), ("most", 50)) { Field = "fee" };
    }
}
