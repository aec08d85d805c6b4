using NodaTime;
using Samverk.Countries;
using Samverk.Kernel;

namespace Samverk.Tests.Countries;

public class FactBookTests
{
    private static readonly LocalDate Today = new(2026, 3, 2);

    private static string File(string rows, string country = "se", string asOf = "2027-01-01") =>
        $$"""{"country":"{{country}}","asOf":"{{asOf}}","facts":[{{rows}}]}""";

    private static string Row(string id, string value, string from = "2027-01-01", string to = "null", string status = "verified", string more = "") =>
        $$"""{"id":"{{id}}","validFrom":"{{from}}","validTo":{{to}},"value":{{value}},"source":"law","checkedOn":"2026-12-01","status":"{{status}}"{{more}}}""";

    private static string Operator(string id, string value, string from = "2026-01-01", string more = "") =>
        $$"""{"operatorValues":[{"id":"{{id}}","validFrom":"{{from}}","value":{{value}},"releasedBy":"p-17","releasedOn":"2026-01-02","reason":"board of 2 January"{{more}}}]}""";

    [Fact]
    public void A_verified_fact_says_where_it_comes_from()
    {
        var fee = FactBook.Embedded.Find<FeeRule>("DE", FactNames.Fee, Today).Value;

        Assert.Equal(FeeKind.PercentOfNet, fee.Value.Kind);
        Assert.Equal("9", fee.Value.Rate.ToString());
        Assert.Equal("de.fee", fee.Use.Id);
        Assert.Equal(FactStatus.Verified, fee.Use.Status);
        Assert.Matches("^de@2026-11-23:[0-9a-f]{12}$", fee.Use.Version);
        Assert.Null(fee.Use.Release);
    }

    [Theory]
    [InlineData("NL", FactNames.Fee, "rule-missing")]
    [InlineData("DE", FactNames.DelegationDays, "parameter-missing")]
    [InlineData("BE", FactNames.Fee, "regime-not-verified")]
    [InlineData("SE", FactNames.Fee, "regime-not-verified")]
    [InlineData("FR", FactNames.Fee, "rule-missing")]
    public void What_is_missing_or_unverified_is_refused_by_id(string country, string name, string code)
    {
        var refusal = name is FactNames.Fee
            ? FactBook.Embedded.Find<FeeRule>(country, name, Today).Refusal
            : FactBook.Embedded.Find<int>(country, name, Today).Refusal;

        Assert.Equal(new Refusal(code, ("id", $"{country.ToLowerInvariant()}.{name}"), ("date", Today)), refusal);
    }

    [Fact]
    public void A_fee_of_another_year_is_never_used()
    {
        Assert.Null(FactBook.Embedded.Find<FeeRule>("BE", FactNames.Fee, new(2023, 12, 31)).Refusal);
        Assert.Equal("regime-not-verified", FactBook.Embedded.Find<FeeRule>("BE", FactNames.Fee, new(2024, 1, 1)).Refusal!.Code);
        Assert.Equal("rule-missing", FactBook.Embedded.Find<FeeRule>("AT", FactNames.Fee, new(2019, 6, 1)).Refusal!.Code);
    }

    [Fact]
    public void An_operators_value_fills_the_gap_and_shows_who_released_it()
    {
        var book = FactBook.Embedded.With(Operator("be.fee", """{"kind":"percentOfNet","rate":"6.5"}"""), "own.json").Value;
        var fee = book.Find<FeeRule>("BE", FactNames.Fee, Today).Value;

        Assert.Equal(FactStatus.Released, fee.Use.Status);
        Assert.Equal(new Release("p-17", new(2026, 1, 2), "board of 2 January"), fee.Use.Release);
        Assert.Matches("^be@2026-11-23:[0-9a-f]{12}[+][0-9a-f]{12}$", fee.Use.Version);
        Assert.Equal(["be.fee"], book.ReleasesInForce(Today).Select(use => use.Id));
        Assert.Empty(FactBook.Embedded.ReleasesInForce(Today));
        Assert.Equal("regime-not-verified", book.Find<FeeRule>("BE", FactNames.Fee, new(2025, 12, 31)).Refusal!.Code);
    }

    [Fact]
    public void An_operators_value_may_override_a_verified_one()
    {
        var book = FactBook.Embedded.With(Operator("de.fee", """{"kind":"percentOfNet","rate":"8"}"""), "own.json").Value;

        Assert.Equal("8", book.Find<FeeRule>("DE", FactNames.Fee, Today).Value.Value.Rate.ToString());
        Assert.Equal("9", book.Find<FeeRule>("DE", FactNames.Fee, new(2025, 12, 31)).Value.Value.Rate.ToString());
    }

    [Theory]
    [InlineData("\"releasedBy\":\"p-17\"", "\"releasedBy\":\" \"")]
    [InlineData("\"reason\":\"board of 2 January\"", "\"reason\":\"\"")]
    public void A_value_that_nobody_signed_is_refused(string signed, string unsigned) =>
        Assert.Equal("field-missing", FactBook.Embedded.With(Operator("de.vacation.days", "25").Replace(signed, unsigned, StringComparison.Ordinal), "own.json").Refusal!.Code);

    [Fact]
    public void A_newer_file_replaces_the_facts_it_names_and_no_others()
    {
        var book = FactBook.Embedded.With(File(Row("se.vat.standard", "\"24\"")), "se-2027.json").Value;

        Assert.Equal("24", book.Find<Rate>("SE", FactNames.VatStandard, new(2027, 1, 1)).Value.Value.ToString());
        Assert.Equal("parameter-missing", book.Find<Rate>("SE", FactNames.VatStandard, Today).Refusal!.Code);
        Assert.Equal("Europe/Stockholm", book.Find<string>("SE", FactNames.TimeZone, Today).Value.Value);
    }

    [Fact]
    public void An_older_file_changes_nothing()
    {
        var book = FactBook.Embedded.With(File(Row("se.vat.standard", "\"24\"", from: "2020-01-01"), asOf: "2025-01-01"), "old.json").Value;

        Assert.Equal("25", book.Find<Rate>("SE", FactNames.VatStandard, Today).Value.Value.ToString());
    }

    [Fact]
    public void Overlapping_rows_of_one_id_are_refused_with_file_and_id()
    {
        var rows = Row("se.vat.standard", "\"24\"", to: "\"2028-01-01\"") + "," + Row("se.vat.standard", "\"23\"", from: "2028-01-01");

        Assert.Equal(
            new Refusal("row-duplicate", ("file", "new.json"), ("id", "se.vat.standard"), ("date", new LocalDate(2028, 1, 1))),
            FactBook.Embedded.With(File(rows), "new.json").Refusal);
    }

    public static TheoryData<string, string> Broken => new()
    {
        { "field-invalid", File(Row("se.vat.standard", "\"24\"", more: ",\"note\":\"x\"")) },
        { "field-invalid", File(Row("se.vat.standard", "24")) },
        { "field-invalid", File(Row("se.vat.standard", "null")) },
        { "field-invalid", File(Row("se.vat.standard", "\"24\"", from: "2027-02-30")) },
        { "field-invalid", File(Row("se.vat.standard", "\"24\"", to: "\"2026-12-31\"")) },
        { "field-invalid", File(Row("se.vat.standard", "\"24\"", status: "released")) },
        { "field-invalid", File(Row("de.vat.standard", "\"24\"")) },
        { "field-invalid", File(Row("se.timeZone", "\"Europe/Nowhere\"")) },
        { "field-invalid", File(Row("se.fee", """{"kind":"percentOfNet","rate":"5","fundRate":"6"}""")) },
        { "field-invalid", File(Row("se.vat.treatment.education", """{"category":"E"}""")) },
        { "field-unknown", File(Row("se.fees", "\"24\"")) },
        { "field-unknown", File(Row("se.vat.treatment.teaching", """{"category":"S","rate":"6"}""")) },
        { "field-invalid", File(Row("fee", """{"kind":"percentOfNet","rate":"5"}""")) },
        { "field-invalid", File("null") },
        { "field-invalid", File(Row("se.legalForms", "[null]")) },
        { "field-invalid", File(Row("se.holidays", """[{"name":"x","easter":1,"on":"01-01"}]""")) },
        { "field-invalid", File(Row("se.invoice.term", "-1")) },
        { "field-invalid", "[]" },
        { "field-invalid", "{" },
        { "field-invalid", """{"country":"se","country":"se","asOf":"2027-01-01","facts":[]}""" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_file_that_is_not_understood_completely_is_refused(string code, string json)
    {
        var refusal = FactBook.Embedded.With(json, "new.json").Refusal;

        Assert.Equal(code, refusal?.Code);
        Assert.Contains(("file", (object?)"new.json"), refusal!.Facts);
    }

    [Theory]
    [InlineData("BE"), InlineData("FR"), InlineData("NL"), InlineData("IT"), InlineData("ES"), InlineData("SE"), InlineData("DE"), InlineData("AT")]
    public void Every_country_has_its_standard_rate_zone_and_days_off(string country)
    {
        Assert.Null(FactBook.Embedded.Find<Rate>(country, FactNames.VatStandard, Today).Refusal);
        Assert.Null(FactBook.Embedded.Find<string>(country, FactNames.TimeZone, Today).Refusal);
        Assert.NotEmpty(FactBook.Embedded.Find<IReadOnlyList<HolidayRule>>(country, FactNames.Holidays, Today).Value.Value);
        Assert.False(FactBook.Embedded.SharedMayEmploy(country, Today));
    }

    [Fact]
    public void The_day_before_and_the_day_of_every_change_give_the_old_and_the_new_row()
    {
        foreach (var use in FactBook.Embedded.Known.Where(use => use.Id.EndsWith(".fee", StringComparison.Ordinal)))
        {
            var name = use.Id[3..];
            Assert.NotEqual("rule-missing", FactBook.Embedded.Find<FeeRule>(use.Id[..2], name, use.Validity.From).Refusal?.Code);
            var before = FactBook.Embedded.Find<FeeRule>(use.Id[..2], name, use.Validity.From.PlusDays(-1));
            Assert.True(before.Refusal is not null || before.Value.Use.Validity != use.Validity);
        }
    }

    [Fact]
    public void The_United_Kingdom_left_on_31_January_2020()
    {
        Assert.True(FactBook.Embedded.IsEuMember("GB", new(2020, 1, 31)));
        Assert.False(FactBook.Embedded.IsEuMember("GB", new(2020, 2, 1)));
        Assert.True(FactBook.Embedded.IsInVatArea("GB", new(2020, 12, 31)));
        Assert.False(FactBook.Embedded.IsInVatArea("GB", new(2021, 1, 1)));
        Assert.Equal(27, FactBook.Embedded.Known.Count(use => use.Id.StartsWith("eu.member.", StringComparison.Ordinal) && use.Validity.Contains(Today)));
    }
}
