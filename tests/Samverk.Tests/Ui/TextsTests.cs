using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Localization;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ui;

namespace Samverk.Tests.Ui;

public sealed class TextsTests
{
    private static readonly string Common = Path.Combine(SourceTexts.Root, "src", "foundation", "Samverk.Ui");

    [Fact]
    public void Every_label_has_a_text_in_every_complete_language()
    {
        var missing =
            from project in SourceTexts.Projects()
            from source in project.Sources
            from label in SourceTexts.Labels(File.ReadAllText(source))
            from language in Language.All.Skip(1)
            where !SourceTexts.Of(project.Folder, language.Code).ContainsKey(label) && !SourceTexts.Of(Common, language.Code).ContainsKey(label)
            select $"{language.Code}: \"{label}\" ({Path.GetFileName(source)})";
        Assert.Empty(missing.Distinct());
    }

    [Fact]
    public void Every_code_that_is_refused_with_has_a_text_in_every_complete_language()
    {
        var missing =
            from project in SourceTexts.Projects()
            from source in project.Sources
            from code in SourceTexts.Codes(File.ReadAllText(source))
            from language in Language.All
            where !SourceTexts.Of(project.Folder, language.Code).ContainsKey(code) && !SourceTexts.Of(Common, language.Code).ContainsKey(code)
            select $"{language.Code}: {code} ({Path.GetFileName(source)})";
        Assert.Empty(missing.Distinct());
    }

    [Fact]
    public void Every_code_of_the_vocabulary_has_a_text()
    {
        var section = File.ReadAllText(Shared.Path("domain/money-path.md")).Split("## 11.")[1];
        var rows = section.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal) && line.Contains('`', StringComparison.Ordinal));
        var codes = rows.SelectMany(row => Regex.Matches(row.Split('|')[2], "`([a-z-]+)`", RegexOptions.None, TimeSpan.FromSeconds(1)).Select(match => match.Groups[1].Value)).ToArray();
        Assert.True(codes.Length > 100);
        foreach (var language in Language.All) Assert.Empty(codes.Except(SourceTexts.Of(Common, language.Code).Keys, StringComparer.Ordinal));
        Shared.Ran(codes.Length * Language.All.Count);
    }

    [Fact]
    public void The_languages_name_the_same_facts_and_a_sentence_is_whole_without_any_of_them()
    {
        var english = SourceTexts.Of(Common, "en");
        foreach (var language in Language.All)
            foreach (var (code, text) in SourceTexts.Of(Common, language.Code).Where(text => english.ContainsKey(text.Key)))
            {
                Assert.Equal(Facts(english[code]), Facts(text));
                // Who refuses decides which facts the asker may know, so that each may be absent.
                Assert.DoesNotContain('{', ShownRefusal.Optional().Replace(text, ""));
            }
    }

    [Fact]
    public void A_label_keeps_its_places_in_every_language()
    {
        foreach (var (folder, _) in SourceTexts.Projects())
            foreach (var (key, text) in SourceTexts.Of(folder, "sv").Where(text => text.Key.Contains("{0}", StringComparison.Ordinal)))
                Assert.Equal(Places(key), Places(text));
    }

    [Fact]
    public void A_refusal_says_its_facts_in_the_readers_language()
    {
        var refusal = new Refusal("salary-available-exceeded", ("available", new Money(1_461_00, Currency.EUR)));
        Assert.Equal("This activity does not have enough for this wage: 1,461.00\u00A0EUR is available. Choose a smaller amount, or add a confirmed order first.", In("en-GB", refusal.Shown));
        Assert.Equal("Aktiviteten har inte tillräckligt för lönen: 1\u00A0461,00\u00A0EUR finns. Välj ett mindre belopp eller lägg först till ett bekräftat uppdrag.", In("sv-SE", refusal.Shown));
    }

    [Fact]
    public void A_refusal_without_a_fact_is_a_whole_sentence_too() =>
        Assert.Equal("This activity is paused, so nothing can be spent from it. Your adviser can say what ends the pause.", In("en-GB", new Refusal("activity-frozen").Shown));

    [Fact]
    public void A_date_among_the_facts_is_said_as_a_date() =>
        Assert.Equal("Sista dagen har passerat: den var 5 mars 2026. Fråga handledaren om ett undantag är möjligt.", In("sv-SE", new Refusal("deadline-passed", ("date", new LocalDate(2026, 3, 5))).Shown));

    [Fact]
    public void Braces_in_a_fact_are_not_taken_for_places() =>
        Assert.Contains("“{seconds}”", In("en-GB", new Refusal("field-invalid", ("text", "{seconds}"), ("seconds", 3)).Shown), StringComparison.Ordinal);

    [Fact]
    public void A_text_that_a_complete_language_lacks_is_shown_in_English_and_noted()
    {
        var texts = new Texts();
        Assert.Equal("Never translated", In("sv-SE", text => text["Never translated"].Value, texts));
        Assert.Contains(texts.Missing, missing => missing is { Language: "sv", Key: "Never translated" });
        Assert.Equal("no-such-code", In("en-GB", text => text["no-such-code"].Value, texts));
        Assert.Contains(texts.Missing, missing => missing is { Language: "en", Key: "no-such-code" });
    }

    [Fact]
    public void A_language_that_is_not_complete_reads_English_and_is_not_noted()
    {
        var texts = new Texts();
        Assert.Equal("Cancel", In("de-DE", text => text["Cancel"].Value, texts));
        Assert.Empty(texts.Missing);
    }

    [Fact]
    public void The_scanner_finds_keys_behind_conditions_and_leaves_arguments_alone()
    {
        var labels = SourceTexts.Labels("""<td>@Text[row.Incoming ? "From {0}" : "To {0}", Name("x")]</td> @Text["Say \"yes\""] @Text.Count(n, "1 day", "{0} days")""");
        Assert.Equal(["From {0}", "To {0}", "Say \"yes\"", "1 day", "{0} days"], labels);
    }

    private static string In(string culture, Func<IStringLocalizer, string> show, Texts? texts = null)
    {
        using var _ = new Reader(culture);
        return show((texts ?? new Texts()).Of(typeof(Texts).Assembly));
    }

    private static string[] Facts(string text) => [.. ShownRefusal.Place().Matches(text).Select(place => place.Value).Order(StringComparer.Ordinal)];

    private static string[] Places(string text) => [.. Regex.Matches(text, @"\{\d\}", RegexOptions.None, TimeSpan.FromSeconds(1)).Select(place => place.Value).Distinct().Order(StringComparer.Ordinal)];
}
