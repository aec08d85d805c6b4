using System.Globalization;
using System.Text.Json;
using CsCheck;
using NodaTime;
using Samverk.Wages;

namespace Samverk.Tests.Wages;

public sealed class SwedishTests
{
    private static readonly LocalDate Summer = new(2026, 6, 30);

    [Fact]
    public void The_worked_example_of_the_tax_agency_comes_out_line_by_line()
    {
        var tax = Ask("se.annual_tax", Summer, """{"table":34,"column":1,"annual_income":"216000"}""");

        Assert.Equal(
            ["42400", "173600", "57010", "2013", "15100", "23316", "1002", "1184", "35889"],
            new[] { "basic_allowance", "taxable", "municipal", "burial", "pension_fee", "work_credit", "earned_credit", "public_service", "total" }
                .Select(key => tax.GetProperty(key).GetString()));
    }

    [Fact]
    public void Every_percentage_of_the_official_tables_of_2026_is_reproduced()
    {
        var rows = File.ReadLines(Shared.Path("wages/tables/se-percent-2026.csv")).Skip(1).Select(line => line.Split(';')).ToList();
        foreach (var row in rows)
            foreach (var income in row[2] is "" ? [row[1], "9999999"] : new[] { row[1], row[2] })
            {
                var answer = Ask("se.table_percent", Summer, $$"""{"table":{{row[0]}},"monthly_income":"{{income}}"}""");
                for (var column = 1; column <= 6; column++) Assert.Equal(row[2 + column], answer.GetProperty($"column{column}_percent").GetString());
            }

        Shared.Ran(rows.Count);
    }

    [Theory]
    [InlineData("2000", "2001")]
    [InlineData("10100", "10101")]
    [InlineData("20000", "20001")]
    [InlineData("79800", "79801")]
    public void A_row_ends_with_its_last_krona_and_its_ore(string last, string next)
    {
        Assert.Equal(Table(last), Table($"{last}.99"));
        Assert.NotEqual(Table(last), Table(next));

        static string Table(string income) => Ask("se.table", Summer, $$"""{"table":34,"monthly_income":"{{income}}"}""").ToString();
    }

    [Fact]
    public void Tax_by_table_rises_with_pay_and_leaves_something_in_every_column() =>
        Gen.Select(Gen.Int[29, 42], Gen.Int[0, 800], Gen.OneOf([2025, 2026])).Sample((table, hundreds, year) =>
        {
            var (less, more) = (At(hundreds * 100), At((hundreds + 1) * 100));
            for (var column = 1; column <= 6; column++)
            {
                var (a, b) = (Column(less, column), Column(more, column));
                Assert.InRange(a, 0, hundreds * 100);
                Assert.True(b >= a, $"table {table} column {column}: {a} at {hundreds}00, then {b}");
            }

            JsonElement At(int income) => Ask("se.table", new(year, 3, 25), $$"""{"table":{{table}},"monthly_income":"{{Math.Min(income, 80_000)}}"}""");
        }, iter: 300);

    [Theory]
    [InlineData(1937, "2026-06-30", "0.00")]
    [InlineData(1938, "2026-06-30", "3063.00")]
    [InlineData(1958, "2026-06-30", "3063.00")]
    [InlineData(1959, "2026-06-30", "9426.00")]
    [InlineData(2002, "2026-06-30", "9426.00")]
    [InlineData(2003, "2026-06-30", "6773.50")]
    [InlineData(2007, "2026-04-01", "6773.50")]
    [InlineData(2007, "2026-03-31", "9426.00")]
    [InlineData(2008, "2026-06-30", "9426.00")]
    [InlineData(2004, "2025-06-30", "9426.00")]
    public void The_contribution_follows_the_birth_year_and_the_month(int birthYear, string date, string contribution) =>
        Assert.Equal(contribution, Contribution(date, $$"""{"birth_year":{{birthYear}},"base":"30000"}"""));

    [Theory]
    [InlineData("""{"birth_year":1980,"annual_total":"999.99"}""", "0.00")]
    [InlineData("""{"birth_year":1980,"annual_total":"1000"}""", "314.20")]
    [InlineData("""{"birth_year":1980,"base":"200","annual_total":"1000"}""", "314.20")]
    [InlineData("""{"birth_year":1980,"base":"200","annual_total":"5000"}""", "62.84")]
    [InlineData("""{"birth_year":1980,"cash":"100.01","benefit":"0.02"}""", "31.43")]
    [InlineData("""{"birth_year":1980,"base":"1000","establishment":false}""", "188.00")]
    public void Nothing_is_due_until_the_year_reaches_its_limit_and_then_on_all_of_it(string input, string contribution) =>
        Assert.Equal(contribution, Contribution("2026-06-30", input));

    [Theory]
    [InlineData("side_income", "2026-06-30", "10000", 3000)]
    [InlineData("side_income", "2026-06-30", "99.99", 0)]
    [InlineData("non_resident", "2026-06-30", "10001", 2250)]
    public void Other_forms_of_tax_are_flat(string form, string date, string pay, int tax) =>
        Assert.Equal(tax, Tax(date, $$"""{"withholding":"{{form}}","monthly_income":"{{pay}}","birth_year":1985}"""));

    [Fact]
    public void Without_a_decision_the_tables_tax_is_a_tenth_more()
    {
        Assert.Equal(7134, Tax("2026-06-30", """{"table":33,"column":1,"monthly_income":"35000","birth_year":1985}"""));
        Assert.Equal(7847, Tax("2026-06-30", """{"withholding":"no_decision","table":33,"column":1,"monthly_income":"35000","birth_year":1985}"""));
    }

    [Fact]
    public void A_one_off_payment_beside_the_pay_has_its_own_tax_and_the_same_contribution()
    {
        var slip = WageRules.Embedded.Payslip(Request("""{"table":33,"column":1,"birth_year":1985,"one_off":"5555","annual_income":"425555"}""")).Value;

        Assert.Equal([("se.pay", 35000m), ("se.one_off_pay", 5555m), ("se.tax", 7134m), ("se.one_off_tax", 1444m), ("se.employer", 12742.38m)], slip.Lines.Select(line => (line.Kind.Code, line.Amount)));
        Assert.Equal(40555m - 7134 - 1444, slip.Net);
        Assert.Equal(["one_off"], slip.ParametersOf(slip.Lines[3]).Select(use => use.Id));
    }

    [Fact]
    public void Holiday_and_sick_pay_follow_their_percentages()
    {
        Assert.Equal("36000.00", Ask("se.holiday_pay", Summer, """{"earning_year_pay":"300000"}""").GetProperty("amount").GetString());

        var sick = Ask("se.sick_pay", Summer, """{"lost_pay":"10000","average_week_pay":"7000","days":10}""");
        Assert.Equal(["8000.00", "1120.00", "6880.00"], new[] { "sick_pay", "waiting_deduction", "amount" }.Select(key => sick.GetProperty(key).GetString()));
        Assert.Equal("0.00", Ask("se.sick_pay", Summer, """{"lost_pay":"1000","average_week_pay":"7000","days":1}""").GetProperty("amount").GetString());
    }

    [Theory]
    [InlineData("se.sick_pay", "2026-06-30", """{"lost_pay":"1000","average_week_pay":"7000","days":15}""", "invalid-input days")]
    [InlineData("se.table", "2025-06-30", """{"table":33,"monthly_income":"80001"}""", "parameter-missing percent_tables")]
    [InlineData("se.table", "2024-12-31", """{"table":33,"monthly_income":"30000"}""", "parameter-missing annual_formula")]
    [InlineData("se.table", "2027-01-01", """{"table":33,"monthly_income":"30000"}""", "parameter-missing annual_formula")]
    [InlineData("se.one_off", "2025-06-30", """{"column":2,"annual_income":"30000"}""", "parameter-missing one_off.2")]
    [InlineData("se.payslip", "2026-06-30", """{"withholding":"foreign_artist","monthly_income":"30000","birth_year":1985}""", "regime-not-verified a_sink_artists")]
    [InlineData("se.payslip", "2026-06-30", """{"regime":"occupational_pension","monthly_income":"30000","birth_year":1985}""", "regime-not-verified occupational_pension")]
    [InlineData("se.payslip", "2026-06-30", """{"sector":"film","table":33,"column":1,"monthly_income":"30000","birth_year":1985}""", "sector-table-missing SE")]
    [InlineData("se.table", "2026-06-30", """{"table":28,"monthly_income":"30000"}""", "invalid-input table")]
    [InlineData("se.table", "2026-06-30", """{"table":"33","monthly_income":"30000"}""", "invalid-input table")]
    [InlineData("se.table", "2026-06-30", """{"table":33}""", "invalid-input monthly_income")]
    [InlineData("se.table", "2026-06-30", """{"table":33,"monthly_income":"1e3"}""", "invalid-input monthly_income")]
    [InlineData("se.table", "2026-06-30", """{"table":33,"monthly_income":"-1"}""", "invalid-input monthly_income")]
    [InlineData("se.table", "2026-06-30", """{"table":33,"monthly_income":"100.001"}""", "invalid-input monthly_income")]
    [InlineData("se.table", "2026-06-30", """{"table":33,"monthly_income":"100","church":true}""", "invalid-input church")]
    [InlineData("se.table_percent", "2026-06-30", """{"table":33,"monthly_income":"80000"}""", "invalid-input monthly_income")]
    [InlineData("se.nothing", "2026-06-30", "{}", "unknown-kind se.nothing")]
    public void What_is_not_known_is_refused_and_named(string kind, string date, string input, string said) =>
        Assert.Equal(said, WageCase.Said(WageRules.Embedded.Answer("SE", kind, Date(date), JsonDocument.Parse(input).RootElement).Refusal!));

    private static LocalDate Date(string text) => NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;

    private static PayslipRequest Request(string facts) => new("SE", "salaried", new(2026, 6), Summer, 35_000, JsonDocument.Parse(facts).RootElement);

    private static JsonElement Ask(string kind, LocalDate date, string input) => WageRules.Embedded.Answer("SE", kind, date, JsonDocument.Parse(input).RootElement).Value;

    private static decimal Column(JsonElement answer, int column) => decimal.Parse(answer.GetProperty($"column{column}").GetString()!, CultureInfo.InvariantCulture);

    private static string Contribution(string date, string input) => Ask("se.employer_contribution", Date(date), input).GetProperty("contribution").GetString()!;

    private static int Tax(string date, string input) => int.Parse(Ask("se.payslip", Date(date), input).GetProperty("tax").GetString()!, CultureInfo.InvariantCulture);
}
