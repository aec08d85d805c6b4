using NodaTime;
using Samverk.Countries;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Expenses;

/// <summary>What a journey may say and what it is paid. Pure.</summary>
internal static class JourneyRules
{
    public const int LongestPlace = 70, LongestStay = 90;

    private const decimal MostKilometres = 5000;

    /// <returns>The drive with its amount; <c>field-missing</c>, <c>field-invalid</c>, <c>journey-in-future</c>, and what <see cref="Ground.Find{T}"/> refuses.</returns>
    public static Outcome<Journey> Reckon(Drive drive, LocalDate date, Ground ground)
    {
        var tidy = drive with { From = drive.From.Trim(), To = drive.To.Trim(), Vehicle = drive.Vehicle.Trim() };
        if ((Place(tidy.From, "from") ?? Place(tidy.To, "to")) is { } wrong) return wrong;
        if (tidy.Kilometres is <= 0 or > MostKilometres || decimal.Round(tidy.Kilometres, 1) != tidy.Kilometres)
            return new Refusal("field-invalid", ("field", "kilometres"), ("text", tidy.Kilometres)) { Field = "kilometres" };
        if (date > ground.Today) return new Refusal("journey-in-future", ("date", ground.Today)) { Field = "date" };
        var name = FactNames.Mileage + tidy.Vehicle;
        if (FactNames.TypeOf($"{ground.Country.ToLowerInvariant()}.{name}") != typeof(KilometreRate)) return new Refusal("unknown-kind", ("kind", tidy.Vehicle)) { Field = "vehicle" };
        var rate = ground.Find<KilometreRate>(name, date);
        if (rate.Refusal is { } unknown) return unknown with { Field = "vehicle" };
        if (rate.Value.Value.Currency != ground.Books) return new Refusal("other-currency", ("currency", ground.Books.Code)) { Field = "vehicle" };
        var most = rate.Value.Value.For(tidy.Whole);
        return most.IsPositive
            ? new Journey(tidy, null, new(most, rate.Value.Value.PerKilometre, [], [RateUsed.Of(rate.Value.Use)]))
            : new Refusal("amount-not-positive", ("amount", most)) { Field = "kilometres" };
    }

    /// <summary>Each day by the rate that held on it: a journey over New Year has two.</summary>
    /// <returns>
    /// The stay with its days; <c>field-missing</c>, <c>field-invalid</c>, <c>journey-in-future</c>, <c>stay-too-long</c>, <c>nothing-to-pay</c> where the rule
    /// pays nothing for such a journey, and what <see cref="Ground.Find{T}"/> refuses.
    /// </returns>
    public static Outcome<Journey> Reckon(Stay stay, Ground ground)
    {
        var tidy = stay with { Place = stay.Place.Trim(), Country = stay.Country.Trim().ToUpperInvariant() };
        if (Place(tidy.Place, "place") is { } wrong) return wrong;
        if (tidy.Country.Length is not 2 || !tidy.Country.All(char.IsAsciiLetterUpper)) return new Refusal("field-invalid", ("field", "country")) { Field = "country" };
        if (tidy.Back <= tidy.Left) return new Refusal("field-invalid", ("field", "back")) { Field = "back" };
        if (tidy.Back.Date > ground.Today) return new Refusal("journey-in-future", ("date", ground.Today)) { Field = "back" };
        if (NodaTime.Period.DaysBetween(tidy.Left.Date, tidy.Back.Date) >= LongestStay) return new Refusal("stay-too-long", ("days", LongestStay)) { Field = "back" };
        if (tidy.Meals.Any(meal => meal.Date < tidy.Left.Date || meal.Date > tidy.Back.Date) || tidy.Meals.DistinctBy(meal => meal.Date).Count() != tidy.Meals.Count)
            return new Refusal("field-invalid", ("field", "meals")) { Field = "meals" };

        var (days, rates, name) = (new List<PaidDay>(), new List<RateUsed>(), FactNames.PerDiem + tidy.Country.ToLowerInvariant());
        for (var date = tidy.Left.Date; date <= tidy.Back.Date; date = date.PlusDays(1))
        {
            var rule = ground.Find<PerDiemRule>(name, date);
            if (rule.Refusal is { } unknown) return unknown with { Field = "country" };
            if (rule.Value.Value.FullDay.Currency != ground.Books) return new Refusal("other-currency", ("currency", ground.Books.Code)) { Field = "country" };
            days.Add(rule.Value.Value.Reckon(tidy.Left, tidy.Back, tidy.Meals).Single(day => day.Date == date));
            if (rates.All(used => used.Version != rule.Value.Use.Version || used.Source != rule.Value.Use.Source)) rates.Add(RateUsed.Of(rule.Value.Use));
        }

        var most = Money.Sum(days.Select(day => day.Amount), ground.Books);
        return most.IsPositive ? new Journey(null, tidy, new(most, null, days, rates)) : new Refusal("nothing-to-pay") { Field = "left" };
    }

    /// <summary>
    /// What is claimed: all that the rates allow, or less where less was agreed. More would be pay, which no rate of journeys knows how to tax.
    /// </summary>
    /// <returns>The amount; <c>above-tax-free</c> with the limit, <c>amount-not-positive</c>, <c>other-currency</c>.</returns>
    public static Outcome<Money> Asked(Journey journey, Money? agreed)
    {
        var most = journey.Reckoned.Most;
        if (agreed is not { } amount) return most;
        if (amount.Currency != most.Currency) return new Refusal("other-currency", ("currency", most.Currency.Code)) { Field = "agreed" };
        if (!amount.IsPositive) return new Refusal("amount-not-positive", ("amount", amount)) { Field = "agreed" };
        return amount > most ? new Refusal("above-tax-free", ("limit", most), ("amount", amount)) { Field = "agreed" } : amount;
    }

    /// <summary>A purpose is kept with every claim: the tax office asks for it.</summary>
    public static Outcome<string> Purpose(string typed)
    {
        var what = typed.Trim();
        if (what.Length is 0) return new Refusal("field-missing", ("field", "what")) { Field = "what" };
        return what.Length <= ClaimRules.LongestWhat && Mail.IsOneLine(what) ? what : new Refusal("field-invalid", ("field", "what")) { Field = "what" };
    }

    private static Refusal? Place(string text, string field) =>
        text.Length is 0 ? new Refusal("field-missing", ("field", field)) { Field = field }
        : text.Length > LongestPlace || !Mail.IsOneLine(text) ? new Refusal("field-invalid", ("field", field)) { Field = field }
        : null;
}

/// <summary>Where and when a journey is reckoned.</summary>
/// <param name="Country">Of the company that pays.</param>
internal sealed record Ground(FactBook Facts, string Country, Currency Books, LocalDate Today)
{
    /// <returns>The rate of the day; <c>parameter-missing</c> or <c>regime-not-verified</c>, each with the fact's id, by which finance finds it.</returns>
    public Outcome<Fact<T>> Find<T>(string name, LocalDate date)
        where T : notnull => Facts.Find<T>(Country, name, date);
}
