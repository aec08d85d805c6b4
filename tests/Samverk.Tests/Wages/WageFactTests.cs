using NodaTime;
using Samverk.Wages;

namespace Samverk.Tests.Wages;

/// <summary>What people are asked for wages: described once, said in every language, read strictly, understood by the pack.</summary>
public sealed class WageFactTests
{
    public static TheoryData<string> Countries => [.. WageRules.Countries];

    [Theory]
    [MemberData(nameof(Countries))]
    public void Every_question_hint_and_answer_has_swedish_words(string country)
    {
        var phrases = WageFacts.Of(country).SelectMany(fact => fact.Answers.Select(answer => answer.Phrase).Append(fact.Label).Concat(fact.Hint is null ? [] : [fact.Hint])).ToList();
        Assert.True(phrases.Count > 3);
        Assert.Empty(phrases.Except(WageWords.In("sv").Keys, StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Countries))]
    public void Whoever_answers_every_question_is_understood_by_the_pack(string country)
    {
        var told = new[] { false, true }.SelectMany(employer => WageFacts.Read(country, employer, Usual(country, employer)).Value);
        var date = new LocalDate(2026, 3, 25);
        var slip = WageRules.Embedded.Payslip(new PayslipRequest(country, "salaried", date.ToYearMonth(), date, country is "SE" ? 30_000 : 3_000, WageFacts.ForPack(country, "salaried", date, told)));
        Assert.True(slip.Refusal is null, $"{slip.Refusal} {slip.Refusal?.Field}");
        Assert.True(slip.Value.Net is > 0 && slip.Value.Net < slip.Value.Gross);
    }

    [Theory]
    [MemberData(nameof(Countries))]
    public void What_is_not_said_and_need_not_be_changes_nothing_in_what_is_understood(string country)
    {
        var said = Usual(country, false);
        foreach (var open in WageFacts.Of(country, false).Where(fact => fact.MayBeOpen)) said.Remove(open.Name);
        var told = WageFacts.Read(country, false, said).Value.Concat(WageFacts.Read(country, true, Usual(country, true)).Value);
        var date = new LocalDate(2026, 3, 25);
        Assert.Null(WageRules.Embedded.Payslip(new PayslipRequest(country, "salaried", date.ToYearMonth(), date, country is "SE" ? 30_000 : 3_000, WageFacts.ForPack(country, "salaried", date, told))).Refusal);
    }

    [Theory]
    [MemberData(nameof(Countries))]
    public void Each_question_that_must_be_answered_is_missed_by_its_name(string country)
    {
        foreach (var employer in new[] { false, true })
            foreach (var fact in WageFacts.Of(country, employer).Where(fact => !fact.MayBeOpen))
            {
                var said = Usual(country, employer);
                if (!fact.IsAsked(said)) continue;
                said.Remove(fact.Name);
                var refusal = WageFacts.Read(country, employer, said).Refusal;
                Assert.Equal(("field-missing", fact.Name), (refusal?.Code, refusal?.Field));
                said[fact.Name] = "?";
                Assert.Equal(("field-invalid", fact.Name), (WageFacts.Read(country, employer, said).Refusal?.Code, WageFacts.Read(country, employer, said).Refusal?.Field));
            }
    }

    [Theory]
    [MemberData(nameof(Countries))]
    public void A_circumstance_that_nobody_can_compute_is_refused_by_its_name(string country)
    {
        var date = new LocalDate(2026, 3, 25);
        foreach (var regime in Pack.All.Single(pack => pack.Country == country).RefusedRegimes)
        {
            var said = Usual(country, false);
            said[WageFacts.Regime] = regime;
            var told = WageFacts.Read(country, false, said).Value.Concat(WageFacts.Read(country, true, Usual(country, true)).Value);
            var refusal = WageRules.Embedded.Payslip(new PayslipRequest(country, "salaried", date.ToYearMonth(), date, 3_000, WageFacts.ForPack(country, "salaried", date, told))).Refusal;
            Assert.Equal(("regime-not-verified", regime), (refusal?.Code, refusal?.Facts[0].Value));
        }
    }

    [Fact]
    public void An_answer_has_one_spelling_whatever_was_typed()
    {
        var said = Usual("DE", false);
        said["health_additional_rate"] = " 2,90 % ";
        Assert.Equal("2.9", WageFacts.Read("DE", false, said).Value["health_additional_rate"]);
        said["care_childless"] = "yes";
        said["care_child_discounts"] = "2";
        Assert.False(WageFacts.Read("DE", false, said).Value.ContainsKey("care_child_discounts"));
        var spain = Usual("ES", false);
        (spain["children_ages"], spain["gross_year"]) = ("7,3", "36 000,5");
        var read = WageFacts.Read("ES", false, spain).Value;
        Assert.Equal(("7, 3", "36000.50"), (read["children_ages"], read["gross_year"]));
        Assert.Contains("\"age\":36", WageFacts.ForPack("ES", "salaried", new(2026, 3, 25), read).ToString(), StringComparison.Ordinal);
    }

    /// <summary>An answer to every question.</summary>
    private static Dictionary<string, string> Usual(string country, bool ofEmployer) => WageFacts.Of(country, ofEmployer).ToDictionary(fact => fact.Name, fact => (fact.Name, fact.Kind) switch
    {
        ("birth_year", _) => "1990",
        ("gross_year", _) => "36000",
        ("weekly_hours", _) => "35",
        ("tax_factor", _) => "0.9",
        ("family_situation", _) => "3",
        ("column", _) => "1",
        ("days", _) => "365",
        (_, WageFactKind.YesNo) => WageFact.No,
        (_, WageFactKind.Ages) => "22",
        _ when fact.Answers.Count > 0 => fact.Answers[0].Word,
        _ => $"{(int)Math.Ceiling(fact.Least)}",
    }, StringComparer.Ordinal);
}
