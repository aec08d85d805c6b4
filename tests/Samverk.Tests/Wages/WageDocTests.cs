using System.Globalization;
using System.Text;
using System.Text.Json;
using Samverk.Tests.Ui;
using Samverk.Wages;

namespace Samverk.Tests.Wages;

/// <summary>Writes docs/wages.md: what each country's pack covers and by which evidence. No number in it is typed by hand.</summary>
public sealed class WageDocTests
{
    [Fact]
    public void The_page_about_wages_says_what_is_true()
    {
        var page = new StringBuilder("# Wages in eight countries\n\n");
        page.Append("Written by the tests from the packs and from the cases of the specification; nothing here is typed by hand. A case counts where the pack\n");
        page.Append("gives the expected result within the case's own tolerance. What a pack refuses, it refuses by name: no figure is guessed.\n\n");
        page.Append("| country | values verified | not verified | known until | cases passed |\n|---|--:|--:|---|--:|\n");
        var counted = WageRules.Countries.ToDictionary(country => country, Passed, StringComparer.Ordinal);
        foreach (var country in WageRules.Countries)
        {
            var rows = WageRules.Embedded.Book(country).Rows.ToList();
            page.Append(CultureInfo.InvariantCulture, $"| {country} | {rows.Count(row => row.Use.Status is ParameterStatus.Verified)} | {rows.Count(row => row.Use.Status is ParameterStatus.Unverified)} | {WageRules.Embedded.Book(country).LastDay:uuuu-MM-dd} | {counted[country].Sum(one => one.Count)} |\n");
        }

        foreach (var country in WageRules.Countries) Write(page, country, counted[country]);
        var file = Path.Combine(SourceTexts.Root, "docs", "wages.md");
        var text = page.ToString().TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable("SAMVERK_WRITE_DOCS") is "1") File.WriteAllText(file, text);
        Assert.True(File.Exists(file), "docs/wages.md is missing: run the tests with SAMVERK_WRITE_DOCS=1 and read what they wrote");
        Assert.Equal(File.ReadAllText(file).ReplaceLineEndings("\n"), text);
    }

    private static void Write(StringBuilder page, string country, IReadOnlyList<(string Kind, string Trust, int Count)> passed)
    {
        var pack = Pack.All.Single(one => one.Country == country);
        page.Append(CultureInfo.InvariantCulture, $"\n## {country}\n\n| question | {string.Join(" | ", Evidence.Trusts.Select(trust => trust.Replace('-', ' ')))} |\n|---|{string.Concat(Evidence.Trusts.Select(_ => "--:|"))}\n");
        foreach (var kind in pack.Kinds.Select(kind => kind.Name).Order(StringComparer.Ordinal))
            page.Append(CultureInfo.InvariantCulture, $"| `{kind}` | {string.Join(" | ", Evidence.Trusts.Select(trust => passed.Where(one => one.Kind == kind && one.Trust == trust).Sum(one => one.Count) is > 0 and var count ? count.ToString(CultureInfo.InvariantCulture) : ""))} |\n");
        page.Append(CultureInfo.InvariantCulture, $"\nRegimes that are refused: {string.Join(", ", pack.RefusedRegimes.Order(StringComparer.Ordinal).Select(regime => $"`{regime}`"))}.\n");
        page.Append(TypicalPayTests.Summary(country));
        var unverified = WageRules.Embedded.Book(country).Rows.Where(row => row.Use.Status is ParameterStatus.Unverified)
            .Select(row => string.Create(CultureInfo.InvariantCulture, $"`{row.Use.Id}` (from {row.Use.Validity.From:uuuu-MM-dd})")).Distinct().Order(StringComparer.Ordinal).ToList();
        if (unverified.Count > 0) page.Append(CultureInfo.InvariantCulture, $"\nValues that need a named person's release: {string.Join(", ", unverified)}.\n");
    }

    private static IReadOnlyList<(string Kind, string Trust, int Count)> Passed(string country)
    {
        var trusts = File.ReadLines(Shared.Path($"wages/vectors/{country.ToLowerInvariant()}.jsonl")).Where(line => line.Length > 0).Select(line => JsonDocument.Parse(line).RootElement)
            .ToDictionary(json => json.GetProperty("id").GetString()!, json => json.GetProperty("trust").GetString()!, StringComparer.Ordinal);
        return [.. WageCase.Of(country).Where(one => trusts.ContainsKey(one.Id)).Where(Passes).GroupBy(one => (one.Kind, Trust: trusts[one.Id])).Select(group => (group.Key.Kind, group.Key.Trust, group.Count()))];
    }

    private static bool Passes(WageCase one) => one.Ask(WageRules.Embedded) is (var answer, { }) && one.Differences(JsonDocument.Parse(answer).RootElement).Count is 0;
}
