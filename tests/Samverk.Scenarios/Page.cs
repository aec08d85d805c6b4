using System.Globalization;
using System.Text;
using Microsoft.Extensions.Localization;
using Samverk.Kernel;
using Samverk.Ui;

namespace Samverk.Scenarios;

/// <summary>A committed page of the rule book. SAMVERK_WRITE_DOCS=1 writes it anew, for people to read the difference.</summary>
internal static class Page
{
    private static readonly string Folder = Path.Combine(Root(), "docs", "scenarios");

    public static void Compare(string name, string text)
    {
        text = text.TrimEnd() + "\n";
        var file = Path.Combine(Folder, $"{name}.md");
        if (Environment.GetEnvironmentVariable("SAMVERK_WRITE_DOCS") is "1")
        {
            Directory.CreateDirectory(Folder);
            File.WriteAllText(file, text);
        }

        Assert.True(File.Exists(file), $"docs/scenarios/{name}.md is missing: run the tests with SAMVERK_WRITE_DOCS=1 and read what they wrote");
        Assert.Equal(File.ReadAllText(file).ReplaceLineEndings("\n"), text);
    }

    /// <summary>Postings as a table of debits and credits.</summary>
    public static void Write(StringBuilder page, IEnumerable<(string Account, Money Amount)> postings)
    {
        page.Append("| account | debit | credit |\n|---|--:|--:|\n");
        foreach (var (account, amount) in postings)
            page.Append(CultureInfo.InvariantCulture, $"| `{account}` | {(amount.IsPositive ? amount.Shown() : "")} | {(amount.IsPositive ? "" : (-amount).Shown())} |\n");
        page.Append('\n');
    }

    /// <summary>A refusal as its reader meets it.</summary>
    public static void Write(StringBuilder page, Refusal refusal, IStringLocalizer words) =>
        page.Append(CultureInfo.InvariantCulture, $"> **Refused** (`{refusal.Code}`): {refusal.Shown(words)}\n\n");

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Samverk.slnx"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
