using System.Text;
using System.Text.RegularExpressions;
using Samverk.Ui;

namespace Samverk.Tests.Ui;

/// <summary>What the sources of each project ask their texts for: labels in Text["…"], plurals in Text.Count(…), navigation, and refusals' codes.</summary>
internal static partial class SourceTexts
{
    /// <summary>The folder that holds Samverk.slnx.</summary>
    public static readonly string Root = FindRoot();

    /// <summary>Every project under src: its folder and its sources.</summary>
    public static IEnumerable<(string Folder, string[] Sources)> Projects() =>
        Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(project =>
        {
            var folder = Path.GetDirectoryName(project)!;
            return (folder, Directory.EnumerateFiles(folder, "*.*", SearchOption.AllDirectories)
                .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToArray());
        });

    /// <summary>The texts of a project in one language; none where it has no such file.</summary>
    public static IReadOnlyDictionary<string, string> Of(string folder, string language)
    {
        var file = Path.Combine(folder, "Texts", $"{language}.json");
        if (!File.Exists(file)) return new Dictionary<string, string>(StringComparer.Ordinal);
        using var stream = File.OpenRead(file);
        return TextFile.Read(stream);
    }

    /// <summary>The English sentences that a source asks for.</summary>
    public static IEnumerable<string> Labels(string source)
    {
        foreach (Match asked in Asked().Matches(source))
            foreach (var literal in Literals(source, asked.Index + asked.Length, everything: asked.Groups["several"].Success)) yield return literal;
        foreach (Match item in Navigation().Matches(source))
        {
            yield return Unescaped(item.Groups["text"].Value);
            if (item.Groups["tab"].Success) yield return Unescaped(item.Groups["tab"].Value);
        }
    }

    /// <summary>The codes that a source refuses with.</summary>
    public static IEnumerable<string> Codes(string source) => Refused().Matches(source).Select(match => match.Groups["code"].Value);

    /// <summary>The icons that a source draws.</summary>
    public static IEnumerable<string> Icons(string source) => Drawn().Matches(source).Select(match => match.Groups["name"].Value);

    /// <summary>The literals of the key, which ends at the first comma or closing bracket of its own level; or of all arguments.</summary>
    private static IEnumerable<string> Literals(string source, int from, bool everything)
    {
        var depth = 0;
        for (var at = from; at < source.Length; at++)
        {
            if (source[at] is '"')
            {
                var interpolated = source[at - 1] is '$';
                var text = new StringBuilder();
                for (at++; source[at] is not '"'; at++) text.Append(source[at] is '\\' ? source[++at] : source[at]);
                if (!interpolated) yield return text.ToString();
            }
            else if (source[at] is '(' or '[') depth++;
            else if (source[at] is ')' or ']' && depth-- is 0) yield break;
            else if (source[at] is ',' && depth is 0 && !everything) yield break;
        }
    }

    private static string Unescaped(string literal) => literal.Replace("\\\"", "\"", StringComparison.Ordinal);

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Samverk.slnx"))) return folder.FullName;
        throw new InvalidOperationException("the tests run outside of a checkout");
    }

    [GeneratedRegex("""\b([Tt]ext|Common)(\[|\.(?<several>Count)\()""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Asked();

    [GeneratedRegex("""new NavigationItem\([^,]+,\s*"(?<text>(\\.|[^"\\])*)"(([^;]*?)\bTab = "(?<tab>[^"]*)")?""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Navigation();

    [GeneratedRegex(@"(<Icon Name=""|<EmptyState Icon=""|\bIcon = ""|new NavigationItem\([^,]+,\s*""[^""]*"",\s*"")(?<name>[a-z0-9-]+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Drawn();

    [GeneratedRegex(@"\bRefusal\(""(?<code>[a-z-]+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Refused();
}
