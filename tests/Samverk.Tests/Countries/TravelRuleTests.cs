using NodaTime;
using Samverk.Countries;
using Samverk.Kernel;

namespace Samverk.Tests.Countries;

public sealed class TravelRuleTests
{
    private static readonly MealShares SwedishMeals = new(Rate.OfPerCent(20), Rate.OfPerCent(35), Rate.OfPerCent(35), MealBasis.Day);

    private static readonly PerDiemRule Swedish = new(Kronor(300), needsNight: true, Rate.OfPerCent(50), Rate.OfPerCent(50), SwedishMeals, wholeUnits: true, "12:00", "19:00");

    private static readonly PerDiemRule German = new(
        Euro(28), needsNight: false, Rate.OfPerCent(50), Rate.OfPerCent(50), new(Rate.OfPerCent(20), Rate.OfPerCent(40), Rate.OfPerCent(40), MealBasis.FullDay), wholeUnits: false,
        dayTrips: [new(8, Rate.OfPerCent(50))]);

    [Fact]
    public void Kilometres_are_paid_by_the_exact_rate_and_rounded_once()
    {
        Assert.Equal(Euro(117.45m), new KilometreRate(0.4449m, Currency.EUR).For(264));
        Assert.Equal(Kronor(1.25m), new KilometreRate(2.50m, Currency.SEK).For(0.5m));
    }

    [Theory]
    [InlineData("2026-03-02T11:59", "2026-03-04T19:01", 300, 300, 300)]
    [InlineData("2026-03-02T12:00", "2026-03-04T19:00", 150, 300, 150)]
    public void The_first_and_the_last_day_are_paid_by_their_hour(string left, string back, int first, int second, int third) =>
        Assert.Equal([Kronor(first), Kronor(second), Kronor(third)], Swedish.Reckon(At(left), At(back), []).Select(day => day.Amount));

    [Fact]
    public void A_meal_that_somebody_else_has_paid_is_taken_off_the_amount_of_its_day_in_whole_kronor()
    {
        var days = Swedish.Reckon(At("2026-03-02T13:00"), At("2026-03-03T20:00"), [new(new(2026, 3, 2), false, false, true), new(new(2026, 3, 3), true, true, true)]);
        // 35 % of 150 is 52.50: 53 kronor. Of the whole day 60 + 105 + 105.
        Assert.Equal([(Kronor(53), Kronor(97)), (Kronor(270), Kronor(30))], days.Select(day => (day.Meals, day.Amount)));
    }

    [Fact]
    public void Meals_by_the_full_day_never_make_a_short_day_less_than_nothing()
    {
        var days = German.Reckon(At("2026-03-02T09:00"), At("2026-03-03T15:00"), [new(new(2026, 3, 2), false, true, true), new(new(2026, 3, 3), true, false, false)]);
        Assert.Equal([(Euro(14), Euro(0)), (Euro(5.60m), Euro(8.40m))], days.Select(day => (day.Meals, day.Amount)));
    }

    [Fact]
    public void A_journey_without_a_night_is_paid_only_where_the_rule_says_so_and_only_beyond_its_hours()
    {
        Assert.Equal(Kronor(0), Assert.Single(Swedish.Reckon(At("2026-03-02T06:00"), At("2026-03-02T22:00"), [])).Amount);
        Assert.Equal(Euro(0), Assert.Single(German.Reckon(At("2026-03-02T08:00"), At("2026-03-02T16:00"), [])).Amount);
        Assert.Equal(Euro(14), Assert.Single(German.Reckon(At("2026-03-02T08:00"), At("2026-03-02T16:01"), [])).Amount);
    }

    [Fact]
    public void What_nobody_has_verified_is_refused_and_what_was_verified_ends_when_its_source_ends()
    {
        Assert.Equal("regime-not-verified", FactBook.Embedded.Find<KilometreRate>("SE", FactNames.MileageOwnCar, new(2026, 3, 2)).Refusal?.Code);
        Assert.Equal(0.4449m, FactBook.Embedded.Find<KilometreRate>("BE", FactNames.MileageOwnCar, new(2026, 6, 30)).Value.Value.PerKilometre);
        Assert.Equal("parameter-missing", FactBook.Embedded.Find<KilometreRate>("BE", FactNames.MileageOwnCar, new(2026, 7, 1)).Refusal?.Code);
        Assert.Equal("regime-not-verified", FactBook.Embedded.Find<PerDiemRule>("SE", FactNames.PerDiem + "se", new(2026, 3, 2)).Refusal?.Code);
    }

    [Theory]
    [InlineData("""{"perKilometre":"0","currency":"EUR"}""")]
    [InlineData("""{"perKilometre":"0.4449"}""")]
    [InlineData("""{"perKilometre":"2.5","currency":"SEK","per":10}""")]
    public void A_rate_that_makes_no_sense_is_no_rate(string value) => Assert.Equal("field-invalid", FactBook.Embedded.With(
        $$"""{"operatorValues":[{"id":"se.mileage.own-car","validFrom":"2026-01-01","value":{{value}},"releasedBy":"x","releasedOn":"2026-01-02","reason":"board"}]}""", "own.json").Refusal?.Code);

    private static LocalDateTime At(string text) => NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm").Parse(text).Value;

    private static Money Kronor(decimal amount) => Money.Of(amount, Currency.SEK, Rounding.HalfAwayFromZero);

    private static Money Euro(decimal amount) => Money.Of(amount, Currency.EUR, Rounding.HalfAwayFromZero);
}
