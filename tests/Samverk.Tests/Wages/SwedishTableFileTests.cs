using System.Text;
using System.Text.Json;
using NodaTime;
using Samverk.Kernel;
using Samverk.Wages;

namespace Samverk.Tests.Wages;

public sealed class SwedishTableFileTests
{
    private static readonly LocalDate Summer = new(2025, 6, 25);

    [Fact]
    public void The_agencys_amounts_and_percentages_take_the_place_of_formula_and_short_tables()
    {
        var rules = With(File("30B33      1   2000    0    0    0    0    0    0", "30B33   2001  80000  111  222  333  444  555  666", "30%33  80001  90000   30   31   32   33   34   35", "30%33  90001          32   31   32   33   34   36"));

        Assert.Equal(["0", "0", "111", "111"], new[] { "1", "2000.99", "2001", "80000.99" }.Select(income => Column(rules, "se.table", income, "column1")));
        Assert.Equal(["30", "30", "32"], new[] { "80001", "90000", "90001" }.Select(income => Column(rules, "se.table_percent", income, "column1_percent")));
        Assert.Equal(["35", "36"], new[] { "90000", "90001" }.Select(income => Column(rules, "se.table_percent", income, "column6_percent")));
    }

    [Fact]
    public void A_table_that_the_file_lacks_is_missing_and_never_the_formula()
    {
        var rules = With(File("30B33      1  80000    0    0    0    0    0    0"));

        var refusal = rules.Answer("SE", "se.table", Summer, JsonDocument.Parse("""{"table":34,"monthly_income":"100"}""").RootElement).Refusal!;
        Assert.Equal("parameter-missing amount_tables.34", WageCase.Said(refusal));
    }

    [Fact]
    public void The_official_percentages_of_2026_come_back_from_their_own_form()
    {
        var lines = System.IO.File.ReadLines(Shared.Path("wages/tables/se-percent-2026.csv")).Skip(1).Select(line => line.Split(';')).ToList();
        var text = string.Join('\n', lines.Select(row => $"30%{row[0]}{row[1],7}{row[2],7}{string.Concat(row[3..].Select(field => $"{field,5}"))}"));

        var read = ParameterFile.Read(SwedishLaw.All, SwedishTableFile.Read(text, 2026, new(2026, 11, 22), "agency").Value, "file").Value;
        var ours = WageRules.Embedded.Book("SE").Rows.Single(row => row.Use.Id is "percent_tables");
        Assert.Equal(string.Concat(ours.Use.Json.Where(letter => !char.IsWhiteSpace(letter))), Assert.Single(read.Rows).Use.Json);
        Shared.Ran(lines.Count);
    }

    [Theory]
    [InlineData("30B33      1   2000    0    0    0    0    0    0\n30B33   2002  80000    0    0    0    0    0    0")]
    [InlineData("30%33  80001  90000   30   31   32   33   34   35\n30%33  90001          29   31   32   33   34   35")]
    [InlineData("30%33  80001  90000   30   31   32   33   34   35")]
    [InlineData("30B33      1          30   31   32   33   34   35")]
    [InlineData("31B33      1   2000    0    0    0    0    0    0")]
    [InlineData("30B33      1   20x0    0    0    0    0    0    0")]
    [InlineData("")]
    public void A_file_with_holes_falling_percentages_or_foreign_rows_is_refused(string text) =>
        Assert.Equal("row-invalid", SwedishTableFile.Read(text, 2025, Summer, "agency").Refusal!.Code);

    private static Outcome<string> File(params string[] lines) => SwedishTableFile.Read(new StringBuilder().AppendJoin('\n', lines).ToString(), 2025, Summer, "agency");

    private static WageRules With(Outcome<string> file) => WageRules.Embedded.With(file.Value, "agency").Value;

    private static string Column(WageRules rules, string kind, string income, string key) =>
        rules.Answer("SE", kind, Summer, JsonDocument.Parse($$"""{"table":33,"monthly_income":"{{income}}"}""").RootElement).Value.GetProperty(key).GetString()!;
}
