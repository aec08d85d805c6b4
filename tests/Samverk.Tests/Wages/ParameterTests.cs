using System.Text.Json;
using NodaTime;
using Samverk.Wages;

namespace Samverk.Tests.Wages;

public sealed class ParameterTests
{
    private static readonly LocalDate May2027 = new(2027, 5, 25);

    [Fact]
    public void A_newer_file_brings_a_year_without_a_new_release_and_leaves_closed_periods_alone()
    {
        var rules = WageRules.Embedded.With(File("2026-12-20", "2027-12-31", """{"id":"employer.standard","validFrom":"2027-01-01","value":"31.10","status":"verified","source":"the agency"}"""), "2027.json").Value;

        Assert.Equal("31.10", Standard(rules, May2027));
        Assert.Equal("31.42", Standard(rules, new(2026, 12, 31)));
        Assert.Equal("parameter-missing", rules.Parameter("SE", "sink", May2027).Refusal!.Code);
    }

    [Fact]
    public void The_file_with_the_later_date_wins_whatever_the_order()
    {
        var (older, newer) = (Row("2026-11-01", "1"), Row("2026-12-01", "2"));

        Assert.Equal("2", Standard(WageRules.Embedded.With(older, "a").Value.With(newer, "b").Value, May2027));
        Assert.Equal("2", Standard(WageRules.Embedded.With(newer, "b").Value.With(older, "a").Value, May2027));
        Assert.Equal("31.42", Standard(WageRules.Embedded.With(File("2026-11-01", "2027-12-31", """{"id":"employer.standard","validFrom":"2009-01-01","value":"9","status":"verified","source":"s"}"""), "old").Value, new(2026, 5, 1)));

        static string Row(string asOf, string value) => File(asOf, "2027-12-31", $$"""{"id":"employer.standard","validFrom":"2027-01-01","value":"{{value}}","status":"verified","source":"s"}""");
    }

    [Theory]
    [InlineData("""{"id":"sink","validFrom":"2027-01-01","value":"x","status":"verified","source":"s"}""", "sink is not a number")]
    [InlineData("""{"id":"sink","validFrom":"2027-01-01","value":"1","status":"certain","source":"s"}""", "status")]
    [InlineData("""{"id":"sink","validFrom":"1.1.2027","value":"1","status":"verified","source":"s"}""", "not a date")]
    [InlineData("""{"id":"sink","validFrom":"2027-01-01","validTo":"2026-01-01","value":"1","status":"verified","source":"s"}""", "ends before")]
    [InlineData("""{"id":"sink","validFrom":"2027-01-01","value":"1","status":"verified","source":"s","vaildTo":"2027-02-01"}""", "vaildTo")]
    [InlineData("""{"id":"sink","validFrom":"2027-01-01","value":"1","status":"verified"}""", "source")]
    [InlineData("""{"id":"annual_formula","validFrom":"2027-01-01","value":{"pbb":"1"},"status":"verified","source":"s"}""", "ibb")]
    public void A_file_that_cannot_be_read_is_refused_whole_and_the_problem_is_named(string row, string problem)
    {
        var refusal = WageRules.Embedded.With(File("2027-01-01", "2027-12-31", row), "2027.json").Refusal!;

        Assert.Equal("field-invalid", refusal.Code);
        Assert.Contains(problem, refusal.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_operators_value_overrides_from_its_day_until_its_end()
    {
        var rules = WageRules.Embedded.With([new OperatorValue("SE", "employer.standard", new(2026, 3, 1), new(2026, 3, 31), Json("\"20\""), "letter", "Ada")]).Value;

        Assert.Equal(["31.42", "20", "20", "31.42"], new LocalDate[] { new(2026, 2, 28), new(2026, 3, 1), new(2026, 3, 31), new(2026, 4, 1) }.Select(date => Standard(rules, date)));
        Assert.Equal("31.42", Standard(WageRules.Embedded, new(2026, 3, 15)));
    }

    [Fact]
    public void Mileage_works_only_with_the_operators_value()
    {
        Assert.Equal("regime-not-verified", WageRules.Embedded.Parameter("SE", "mileage_own_car", new(2026, 3, 1)).Refusal!.Code);

        var own = WageRules.Embedded.With([new OperatorValue("SE", "mileage_own_car", new(2026, 1, 1), null, Json("\"25\""), "agency's page", "Ada")]).Value;
        Assert.Equal("Ada", own.Parameter("SE", "mileage_own_car", new(2026, 3, 1)).Value.ReleasedBy);
    }

    [Fact]
    public void A_root_is_right_to_twenty_digits()
    {
        Assert.Equal(1.41421356237309504880m, decimal.Round(Rounded.Root(2), 20));
        Assert.Equal(0.5m, Rounded.Root(0.25m));
        Assert.Equal(0, Rounded.Root(0));
    }

    private static string File(string asOf, string until, string row) => $$"""{"country":"SE","asOf":"{{asOf}}","validUntil":"{{until}}","parameters":[{{row}}]}""";

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;

    private static string Standard(WageRules rules, LocalDate date) => rules.Parameter("SE", "employer.standard", date).Value.Json.Trim('"');
}
