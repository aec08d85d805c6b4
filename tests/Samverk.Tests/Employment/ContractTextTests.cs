using NodaTime;
using Samverk.Countries;
using Samverk.Employment;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Tests.Employment;

/// <summary>The wording of contracts, per country, kind and language.</summary>
public sealed class ContractTextTests
{
    private static readonly LocalDate Day = new(2026, 7, 14);

    /// <summary>What Directive (EU) 2019/1152, article 4, 2 wants in writing, by the letters of its paragraph.</summary>
    private static readonly (string Letter, string[] Places)[] Wanted =
    [
        ("a: parties", ["entity", "address", "person"]), ("b: place", ["place"]), ("c: nature of the work", ["role"]), ("d: begin", ["begins"]), ("i: leave", ["leave"]), ("j: notice", ["notice"]),
        ("k: pay", ["gross"]), ("l, m: hours", ["days", "hours"]), ("o: social security", ["insurer"]),
    ];

    public static TheoryData<string, string> Kinds { get; } =
        new(new[] { "AT", "BE", "DE", "ES", "FR", "IT", "NL", "SE" }.SelectMany(country => Computed(country).Select(kind => (country, kind))));

    [Theory, MemberData(nameof(Kinds))]
    public void Every_kind_that_a_country_can_compute_has_a_contract_with_all_that_the_directive_wants(string country, string kind)
    {
        Assert.Null(ContractText.RefuseMissing(country, kind));
        var languages = ContractText.Languages(country, kind);
        Assert.Contains("en", languages);
        Assert.True(languages.Count > 1);
        foreach (var language in languages)
        {
            var template = ContractText.Templates.Where(one => one.Name == $"{country.ToLowerInvariant()}.{kind}" && one.Language == language).MaxBy(one => one.Version)!;
            var places = ContractText.Placeholder().Matches(template.Text).Select(place => place.Groups["name"].Value).ToHashSet();
            Assert.All(Wanted, wanted => Assert.All(wanted.Places, place => Assert.True(places.Contains(place), $"{template.Name} {language} misses {place} ({wanted.Letter})")));
            // e: whatever is not open ended says when it ends.
            Assert.Equal(kind is not "openEnded", places.Contains("ends"));
            // Where the cooperative grants nothing beyond the law, the law is named.
            Assert.All(new[] { "leave", "notice" }, name => Assert.Contains($"\n!{name} ", template.Text, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Languages_of_one_contract_say_the_same_in_the_same_number_of_lines()
    {
        foreach (var versions in ContractText.Templates.GroupBy(one => (one.Name, one.Version)))
        {
            Assert.Single(versions.Select(one => string.Join(' ', ContractText.Placeholder().Matches(one.Text).Select(place => place.Groups["name"].Value).Order(StringComparer.Ordinal))).Distinct(StringComparer.Ordinal));
            Assert.Single(versions.Select(one => string.Join('|', one.Text.Split('\n').Select(Mark))).Distinct(StringComparer.Ordinal));
            Assert.All(versions.SelectMany(one => ContractText.Placeholder().Matches(one.Text)).Select(place => place.Groups["name"].Value), name => Assert.Contains(name, ContractText.Placeholders));
        }
    }

    [Fact]
    public void What_is_not_known_is_not_said_and_nothing_of_another_kind_stands_in_a_contract()
    {
        var terms = Terms("BE", "artisticByDuration", "fr");
        var text = ContractText.Draft(terms).Value.Text;
        Assert.Contains("il commence le 2026-07-14 et se termine le 2026-07-15", text, StringComparison.Ordinal);
        Assert.Contains("artistique", text, StringComparison.Ordinal);
        Assert.Contains("336,36 EUR", text.Replace('\u00a0', ' '), StringComparison.Ordinal);
        Assert.Contains("suivent le droit de la Belgique", text, StringComparison.Ordinal);
        Assert.DoesNotContain("étudiant", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Date de naissance", text, StringComparison.Ordinal);
        foreach (var left in new[] { "{", "}", "[", "]", "\n!", "\n?" }) Assert.DoesNotContain(left, text, StringComparison.Ordinal);

        var granted = ContractText.Draft(terms with { Leave = 24, Notice = 14, BornOn = new(1985, 5, 1), Besides = "Un vélo est prêté." }).Value.Text;
        Assert.Contains("Congés payés : 24 jours", granted, StringComparison.Ordinal);
        Assert.Contains("Préavis : 14 jours", granted, StringComparison.Ordinal);
        Assert.Contains("Convenu en outre : Un vélo est prêté.", granted, StringComparison.Ordinal);
        Assert.DoesNotContain("Les congés payés", granted, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("BE", "nl", "nl"), InlineData("BE", "sv", "en"), InlineData("DE", "de", "de"), InlineData("SE", "sv", "sv"), InlineData("SE", "de", "en")]
    public void A_contract_is_in_the_language_that_was_wished_for_or_in_English(string country, string wished, string written) =>
        Assert.Equal(written, ContractText.Draft(Terms(country, ContractText.Kinds(country)[0], wished)).Value.Language);

    [Fact]
    public void A_kind_that_nobody_can_compute_has_no_contract() => Assert.Equal("contract-template-missing", ContractText.RefuseMissing("BE", "interim")?.Code);

    private static ContractTerms Terms(string country, string kind, string language) => new(
        country, kind, language, "Cooperative", "Kim Berg", null, "stage hand", "Gent", "heavy loads", [Engaging.Day(Day), Engaging.Day(Day.PlusDays(1))], new Money(336_36, Currency.EUR)) { Insurer = "ONSS/RSZ" };

    private static string Mark(string line) => line.Length is 0 ? "" : line[0] switch { '#' => line[..line.IndexOf(' ', StringComparison.Ordinal)], '!' => line[..line.IndexOf(' ', StringComparison.Ordinal)], '?' => "?", _ => "-" };

    private static IEnumerable<string> Computed(string country) =>
        FactBook.Embedded.Find<IReadOnlyDictionary<string, WageContract>>(country, FactNames.WageContracts, Day).Value.Value.Where(one => one.Value.Regime is null).Select(one => one.Key);
}
