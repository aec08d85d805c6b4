using System.Text.RegularExpressions;
using Samverk.Tests.Ui;

namespace Samverk.Tests.House;

public sealed partial class RazorTests
{
    [Fact]
    public void No_page_hopes_for_a_space_that_Razor_takes_away()
    {
        var pages = Directory.GetFiles(Path.Combine(SourceTexts.Root, "src"), "*.razor", SearchOption.AllDirectories);

        Assert.True(pages.Length > 100);
        Assert.Empty(pages.Where(page => LostSpace().IsMatch(File.ReadAllText(page))).Select(Path.GetFileName));
    }

    /// <summary>At the edge of a text block Razor drops spaces; <c>@(" ")</c> stays.</summary>
    [GeneratedRegex(@"<text>\s+<", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LostSpace();
}
