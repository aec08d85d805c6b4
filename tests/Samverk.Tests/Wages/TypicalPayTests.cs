using System.Globalization;
using System.Text;
using Samverk.Tests.Ui;
using Samverk.Wages;

namespace Samverk.Tests.Wages;

/// <summary>A hundred pays of each country as cooperatives meet them: each computed with its evidence, or refused by its name.</summary>
public sealed class TypicalPayTests
{
    public static TheoryData<string> Countries => [.. WageRules.Countries];

    [Theory]
    [MemberData(nameof(Countries))]
    public void A_hundred_typical_pays_are_answered_as_the_page_of_the_country_says(string country)
    {
        var pays = TypicalPay.Of(country);
        Assert.True(pays.Count >= 100, $"{country} has {pays.Count}");
        Assert.Equal(pays.Count, pays.Select(pay => (pay.Name, pay.Request.Gross, pay.Request.PaidOn)).Distinct().Count());

        var file = Path.Combine(SourceTexts.Root, "docs", "wages", $"{country.ToLowerInvariant()}.md");
        var text = Page(country);
        if (Environment.GetEnvironmentVariable("SAMVERK_WRITE_DOCS") is "1") Write(file, text);
        Assert.True(File.Exists(file), $"{file} is missing: run the tests with SAMVERK_WRITE_DOCS=1 and read what they wrote");
        Assert.Equal(File.ReadAllText(file).ReplaceLineEndings("\n"), text);
        Shared.Ran(pays.Count);
    }

    [Theory]
    [MemberData(nameof(Countries))]
    public void A_refusal_says_what_is_missing_and_never_that_the_question_is_unreadable(string country)
    {
        var refused = TypicalPay.Of(country).Select(pay => (pay, WageRules.Embedded.Payslip(pay.Request).Refusal)).Where(both => both.Refusal is not null).ToList();
        Assert.NotEmpty(refused);
        Assert.All(refused, both =>
        {
            Assert.Contains(both.Refusal!.Code, (string[])["parameter-missing", "regime-not-verified", "sector-table-missing", "invalid-input"]);
            Assert.False(string.IsNullOrWhiteSpace(both.Refusal.Facts[0].Value?.ToString()), both.pay.Name);
            // A pay that names a regime is refused for the regime, not because some other fact was read first.
            if (both.pay.Request.Facts.TryGetProperty("regime", out var regime)) Assert.Equal($"regime-not-verified {regime}", WageCase.Said(both.Refusal));
        });
        // Every regime that a typical pay asks for is one that the pack names.
        Assert.All(refused.Where(both => both.pay.Request.Facts.TryGetProperty("regime", out _)), both =>
            Assert.Contains(both.pay.Request.Facts.GetProperty("regime").GetString()!, Pack.All.Single(pack => pack.Country == country).RefusedRegimes));
    }

    /// <summary>The kinds of outcome, counted, for the page about all countries.</summary>
    internal static string Summary(string country)
    {
        var outcomes = OutcomesOf(country);
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"\nOf {outcomes.Count} typical pays ([each of them](wages/{country.ToLowerInvariant()}.md)):\n\n| outcome | pays |\n|---|--:|\n"));
        foreach (var (outcome, count) in outcomes.GroupBy(one => one.Outcome).Select(group => (group.Key, group.Count())).OrderBy(one => OrderOf(one.Key)).ThenBy(one => one.Key, StringComparer.Ordinal))
            text.Append(CultureInfo.InvariantCulture, $"| {outcome} | {count} |\n");
        return text.ToString();
    }

    private static string Page(string country)
    {
        var text = new StringBuilder($"# {country}: typical pays\n\n");
        text.Append("Written by the tests. *Exact* names the weakest open evidence among the lines of the payslip; a line counts as proven where open cases that expect this very\n");
        text.Append("line pass with the same values of the law and the same stated facts, one at or below the pay and one at or above it. *Unproven* names the lines that lack\n");
        text.Append("such cases, and *own cases only* says that the only ones are reference calculations of the specification: they are computed by the same law, and nobody outside has confirmed them. *Refused* names what is missing.\n\n");
        text.Append("| pay | paid on | gross | net | cost | outcome |\n|---|---|--:|--:|--:|---|\n");
        foreach (var (pay, slip, outcome, detail) in OutcomesOf(country))
            text.Append(CultureInfo.InvariantCulture, $"| {pay.Name} | {pay.Request.PaidOn:uuuu-MM-dd} | {pay.Request.Gross:N2} | {slip?.Net:N2} | {slip?.Cost:N2} | {outcome}{detail} |\n");
        return text.ToString();
    }

    private static IReadOnlyList<(TypicalPay Pay, Payslip? Slip, string Outcome, string Detail)> OutcomesOf(string country)
    {
        var evidence = new Evidence(country);
        return [.. TypicalPay.Of(country).Select(pay =>
        {
            var answer = WageRules.Embedded.Payslip(pay.Request);
            if (answer.Refusal is { } refusal) return (pay, (Payslip?)null, $"refused: `{refusal.Code}`", $" `{refusal.Facts[0].Value}`");
            var (weakest, unproven) = evidence.Of(pay, answer.Value);
            return weakest is { } trust
                ? Evidence.Trusts[trust] is Evidence.Own ? (pay, answer.Value, "computed, own cases only", "") : (pay, answer.Value, $"exact: {Evidence.Trusts[trust].Replace('-', ' ')}", "")
                : (pay, answer.Value, "computed, unproven", $": {string.Join(", ", unproven.Distinct().Select(code => $"`{code}`"))}");
        })];
    }

    private static int OrderOf(string outcome) => outcome.StartsWith("exact", StringComparison.Ordinal) ? Array.FindIndex(Evidence.Trusts, trust => outcome.EndsWith(trust.Replace('-', ' '), StringComparison.Ordinal))
        : outcome.StartsWith("computed", StringComparison.Ordinal) ? Evidence.Trusts.Length
        : Evidence.Trusts.Length + 1;

    private static void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
