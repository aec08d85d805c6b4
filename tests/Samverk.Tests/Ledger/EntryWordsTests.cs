using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Localization;
using Samverk.Ledger;
using Samverk.Tests.Ui;
using Samverk.Ui;

namespace Samverk.Tests.Ledger;

/// <summary>The books are in English; whoever reads them reads their own language.</summary>
public sealed partial class EntryWordsTests
{
    private static readonly IStringLocalizer Text = new Texts().Of(typeof(EntryWords).Assembly);

    public EntryWordsTests() => CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("sv");

    /// <summary>Kind and wording of every entry that is posted, as the sources say it.</summary>
    public static TheoryData<string, string> Posted =>
        new(SourceTexts.Projects().SelectMany(project => project.Sources).Where(file => file.EndsWith(".cs", StringComparison.Ordinal) && !file.Contains("/Demo/", StringComparison.Ordinal))
            .SelectMany(file => Made().Matches(File.ReadAllText(file))).Select(made => (made.Groups["kind"].Value, made.Groups["said"].Value.Split('{')[0])).Distinct());

    [Theory]
    [MemberData(nameof(Posted))]
    public void Every_entry_that_is_posted_is_said_in_the_readers_language(string kind, string said)
    {
        var entry = said.EndsWith(' ') ? said + "2026-0001" : said;

        Assert.NotEqual(entry, EntryWords.Of(entry, Text));
        Assert.NotEqual(kind, KindWords.Of(kind, Text));
        Assert.Contains(kind, KindWords.All);
        Assert.NotNull(KindWords.Rule(kind, Text));
    }

    [Fact]
    public void The_sources_are_found() => Assert.InRange(Posted.Count, 18, 60);

    [Theory]
    [InlineData("Invoice 2026-0001", "Faktura 2026-0001")]
    [InlineData("Back: Payment 2026-0001", "Tillbaka: Betalning från en kund 2026-0001")]
    [InlineData("Deposit for the rehearsal room", "Deposit for the rehearsal room")]
    [InlineData("Invoice of the landlord 7", "Invoice of the landlord 7")]
    public void Own_wordings_are_translated_and_what_people_write_is_theirs(string said, string shown) => Assert.Equal(shown, EntryWords.Of(said, Text));

    [Fact]
    public void What_is_searched_in_ones_own_words_is_found_in_the_books()
    {
        Assert.Contains("Invoice 2026-0001", EntryWords.Meant("faktura 2026-0001", Text));
        Assert.Contains("Wage", EntryWords.Meant("lön", Text));
        Assert.Empty(EntryWords.Meant("Kiruna", Text));
        Assert.Empty(EntryWords.Meant(" ", Text));
    }

    [GeneratedRegex("""Id<Entry>\.Named\([^\n]*?\)[^"\n]*(\n\s+)?"(?<kind>[a-z]+(-[a-z]+)*)",\s+\$?"(?<said>[A-Z][^"]*)" """, RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace, 2000)]
    private static partial Regex Made();
}
