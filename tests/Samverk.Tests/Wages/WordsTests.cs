using System.Reflection;
using System.Text.RegularExpressions;
using Samverk.Tests.Ui;
using Samverk.Wages;

namespace Samverk.Tests.Wages;

public sealed partial class WordsTests
{
    [Fact]
    public void Every_label_and_step_of_every_pack_has_swedish_words()
    {
        var phrases = Directory.EnumerateFiles(Path.Combine(SourceTexts.Root, "src", "engines", "Samverk.Wages"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Phrase().Matches(File.ReadAllText(file))).Select(match => match.Groups["phrase"].Value).Distinct().ToList();

        phrases.AddRange(typeof(WageWords).Assembly.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public)).Where(field => field.FieldType == typeof(LineKind)).Select(field => ((LineKind)field.GetValue(null)!).Label));
        Assert.Contains("Basic allowance", phrases);
        Assert.Contains("Price base amount", phrases);
        Assert.Contains("Employer contribution", phrases);
        Assert.Empty(phrases.Except(WageWords.In("sv").Keys, StringComparer.Ordinal));
    }

    [Fact]
    public void What_nobody_has_translated_is_said_in_english()
    {
        Assert.Equal("Grundavdrag", WageWords.Say("Basic allowance", "sv"));
        Assert.Equal("Basic allowance", WageWords.Say("Basic allowance", "fr"));
    }

    /// <summary>The label of a line kind, the phrase of a step, and the names of its numbers.</summary>
    [GeneratedRegex("""(\("[a-z]{2}\.[a-z0-9_.]+", "|\.Note\("|Total\("|\("(?=[A-Z][a-z][^"]*",))(?<phrase>[A-Z][^"]*)",""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Phrase();
}
