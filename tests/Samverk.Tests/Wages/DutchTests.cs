using System.Text.Json;
using CsCheck;
using NodaTime;
using Samverk.Wages;

namespace Samverk.Tests.Wages;

public sealed class DutchTests
{
    private static readonly LocalDate Summer = new(2026, 6, 30);

    [Fact]
    public void Four_thousand_a_month_gives_the_checked_figures()
    {
        var tax = Ask("nl.wage_tax", Summer, """{"period":"month","wage":"4000.00","class":"under_aow"}""");
        Assert.Equal(["818.67", "461.00", "1442.17"], new[] { "with_credit", "labour_credit", "without_credit" }.Select(key => tax.GetProperty(key).GetString()));
        var premiums = Ask("nl.premiums", Summer, """{"period":"month","wage":"4000.00","awf":"low","aof":"low","whk_rate":"1.16"}""");
        Assert.Equal(
            ["109.60", "250.80", "20.00", "46.40", "244.00", "670.80"],
            new[] { "awf", "aof", "wko", "whk", "zvw", "employer_total" }.Select(key => premiums.GetProperty(key).GetString()));
    }

    [Theory]
    [InlineData("under_aow", "13900", "28752")]
    [InlineData("aow_1946", "6940", "21792")]
    [InlineData("aow_1945", "7340", "21351")]
    public void The_sums_at_the_ends_of_brackets_are_the_published_ones(string age, string first, string second)
    {
        var bracket = DutchLaw.Brackets;
        var brackets = new Reckoning(WageRules.Embedded.Book("NL"), Summer).Get(bracket).Of(Enum.Parse<DutchAge>(age.Replace("_", "", StringComparison.Ordinal), ignoreCase: true));
        var one = decimal.Floor(brackets[0].UpTo!.Value * brackets[0].Rate / 100);
        Assert.Equal([first, second], [$"{one:0}", $"{decimal.Floor(one + ((brackets[1].UpTo!.Value - brackets[0].UpTo!.Value) * brackets[1].Rate / 100)):0}"]);
    }

    [Fact]
    public void A_wage_between_two_rows_takes_the_lower_one()
    {
        Assert.Equal(Tax("3996.00"), Tax("4000.49"));
        Assert.NotEqual(Tax("3996.00"), Tax("4000.50"));

        static string Tax(string wage) => Ask("nl.wage_tax", Summer, $$"""{"wage":"{{wage}}","class":"under_aow"}""").ToString();
    }

    [Fact]
    public void Tax_without_credit_never_falls_and_the_credits_only_lower_it() =>
        Gen.Select(Gen.Int[0, 1_500_000], Gen.Int[1, 5_000], Gen.OneOf(["under_aow", "aow_1946", "aow_1945"]), Gen.OneOf([2025, 2026])).Sample((cents, more, age, year) =>
        {
            var (a, b) = (At(cents), At(cents + more));
            Assert.True(b.Without >= a.Without);
            Assert.InRange(a.With, 0, a.Without);

            (decimal Without, decimal With) At(int wage)
            {
                var tax = Ask("nl.wage_tax", new(year, 3, 25), $$"""{"wage":"{{wage / 100}}.{{wage % 100:00}}","class":"{{age}}"}""");
                return (Number(tax, "without_credit"), Number(tax, "with_credit"));
            }
        }, iter: 400);

    [Fact]
    public void A_payslip_sums_its_lines_and_a_special_reward_is_taxed_by_the_year_before()
    {
        var slip = Slip("""{"class":"under_aow","credit":true,"awf":"low","aof":"low","whk_sector":54,"special_reward":"3840.00","annual_wage_previous_year":"48000.00"}""", 4_000m);
        Assert.Equal(7_840m, slip.Gross);
        Assert.Equal(818.67m, slip.AmountOf("nl.tax"));
        Assert.Equal(Rounded.Cut(3_840m * 50.47m / 100, 2), slip.AmountOf("nl.special_tax"));
        // The ceiling of the month stops the premiums.
        Assert.Equal(6_617.41m, slip.Lines.Single(line => line.Kind.Code is "nl.zvw").Base);
        Assert.Equal(slip.Gross - slip.Tax, slip.Net);
        Assert.Equal(slip.Gross + slip.EmployerContributions, slip.Cost);
        Assert.Contains(slip.Lines, line => line.Kind.Code is "nl.whk" && line.Rate is 1.50m);
    }

    [Fact]
    public void Cost_to_gross_is_exact_to_the_cent() => Gen.Int[50_000, 1_200_000].Sample(cents =>
    {
        var request = new PayslipRequest("NL", "salaried", new(2026, 6), Summer, 0, Json("""{"class":"under_aow","awf":"high","aof":"low","whk_rate":"1.16"}"""));
        var available = cents / 100m;
        var found = WageRules.Embedded.GrossFromCost(request, available).Value;
        Assert.True(found.Cost <= available);
        Assert.True(WageRules.Embedded.Payslip(request with { Gross = found.Gross + 0.01m }).Value.Cost > available);
    }, iter: 100);

    [Theory]
    [InlineData("nl.table_row", "2026-06-30", """{"period":"month","table":"green","table_wage":"999.00"}""", "regime-not-verified green_table")]
    [InlineData("nl.special_rate", "2025-06-30", """{"annual_wage_previous_year":"30000","class":"under_aow","credit":true}""", "parameter-missing special_rewards_under_aow")]
    [InlineData("nl.premiums", "2025-06-30", """{"wage":"4000","awf":"low","aof":"low","whk_rate":"1.16"}""", "regime-not-verified premiums.max_premium_wage")]
    [InlineData("nl.premiums", "2026-06-30", """{"wage":"4000","awf":"low","aof":"low","whk_sector":12}""", "parameter-missing premiums.whk_sector_total.12")]
    [InlineData("nl.premiums", "2026-06-30", """{"wage":"4000","awf":"low","aof":"low"}""", "invalid-input whk_rate")]
    [InlineData("nl.wage_tax", "2026-06-30", """{"wage":"4000","class":"under_aow","regime":"artists_scheme"}""", "regime-not-verified artists_scheme")]
    [InlineData("nl.wage_tax", "2026-06-30", """{"wage":"4000.005","class":"under_aow"}""", "invalid-input wage")]
    [InlineData("nl.wage_tax", "2024-12-31", """{"wage":"4000","class":"under_aow"}""", "parameter-missing table.period_factor")]
    public void What_is_not_verified_is_refused_by_name(string kind, string date, string input, string said) =>
        Assert.Equal(said, WageCase.Said(WageRules.Embedded.Answer("NL", kind, NodaTime.Text.LocalDatePattern.Iso.Parse(date).Value, Json(input)).Refusal!));

    [Fact]
    public void The_artists_scheme_is_no_contract_here() =>
        Assert.Equal("regime-not-verified", WageRules.Embedded.Payslip(new("NL", "artist", new(2026, 6), Summer, 1_000m, Json("{}"))).Refusal?.Code);

    private static Payslip Slip(string facts, decimal gross) => WageRules.Embedded.Payslip(new("NL", "salaried", new(2026, 6), Summer, gross, Json(facts))).Value;

    private static decimal Number(JsonElement json, string key) => decimal.Parse(json.GetProperty(key).GetString()!, System.Globalization.CultureInfo.InvariantCulture);

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;

    private static JsonElement Ask(string kind, LocalDate date, string input) => WageRules.Embedded.Answer("NL", kind, date, Json(input)).Value;
}
