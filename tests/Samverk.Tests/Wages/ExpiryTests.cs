using NodaTime;
using Samverk.Wages;

namespace Samverk.Tests.Wages;

public sealed class ExpiryTests
{
    private static readonly Dictionary<string, int> Employments = new() { ["SE"] = 12, ["XX"] = 3 };

    [Theory]
    [InlineData("2026-11-01", 60)]
    [InlineData("2026-12-01", 30)]
    [InlineData("2026-12-24", 7)]
    [InlineData("2026-12-31", 7)]
    [InlineData("2027-01-01", 0)]
    public void The_end_of_the_files_is_said_sixty_thirty_and_seven_days_ahead(string today, int stage)
    {
        var warning = Assert.Single(WageRules.Embedded.Expiring(Date(today), Employments));

        Assert.Equal(("SE", new LocalDate(2026, 12, 31), stage, 12), (warning.Country, warning.LastDay, warning.Stage, warning.Employments));
        Assert.Contains("annual_formula", warning.Parameters);
    }

    [Fact]
    public void Nothing_is_said_before_or_where_nobody_is_employed()
    {
        Assert.Empty(WageRules.Embedded.Expiring(Date("2026-10-31"), Employments));
        Assert.Empty(WageRules.Embedded.Expiring(Date("2026-12-24"), new Dictionary<string, int> { ["SE"] = 0 }));
    }

    [Fact]
    public void A_newer_file_that_lacks_a_table_leaves_the_warning_about_the_table()
    {
        var rows = WageRules.Embedded.Book("SE").Rows.Where(row => row.Use.Id != "percent_tables").Select(row => row.Use).Where(use => use.Validity.To is null);
        var file = $$"""{"country":"SE","asOf":"2026-12-20","validUntil":"2027-12-31","parameters":[{{string.Join(',', rows.Select(use =>
            $$"""{"id":"{{use.Id}}","validFrom":"{{NodaTime.Text.LocalDatePattern.Iso.Format(use.Validity.From)}}","value":{{use.Json}},"status":"verified","source":"s"}"""))}}]}""";

        var warning = Assert.Single(WageRules.Embedded.With(file, "2027").Value.Expiring(Date("2026-12-24"), Employments));
        Assert.Equal(["percent_tables"], warning.Parameters);
    }

    [Fact]
    public void What_another_set_says_differently_is_listed_row_by_row()
    {
        const string row = """{"country":"SE","asOf":"2026-12-20","validUntil":"2026-12-31","parameters":[{"id":"sink","validFrom":"2026-01-01","value":"20","status":"verified","source":"s"},{"id":"sink","validFrom":"2026-07-01","value":"19","status":"verified","source":"s"}]}""";

        var changes = WageRules.Embedded.ChangesTo(WageRules.Embedded.With(row, "new").Value);
        Assert.Equal([("\"22.5\"", "\"20\""), (null, "\"19\"")], changes.Select(change => (change.Before?.Json, change.After?.Json)));
        Assert.Empty(WageRules.Embedded.ChangesTo(WageRules.Embedded));
        Assert.Equal(2, WageRules.Empty.ChangesTo(WageRules.Empty.With(row, "new").Value).Count);
    }

    private static LocalDate Date(string text) => NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;
}
