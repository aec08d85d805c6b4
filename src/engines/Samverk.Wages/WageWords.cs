using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;

namespace Samverk.Wages;

/// <summary>
/// The words of payslips and explanations in other languages. A label's key is its English phrase; each pack brings its own words
/// (<c>Packs/se/words.sv.json</c>). Safe to share between threads.
/// </summary>
public static class WageWords
{
    private static readonly ConcurrentDictionary<string, FrozenDictionary<string, string>> Languages = new(StringComparer.Ordinal);

    /// <summary>The phrase in a language, two letters; the English phrase itself where nobody has translated it.</summary>
    public static string Say(string phrase, string language) => In(language).GetValueOrDefault(phrase, phrase);

    internal static FrozenDictionary<string, string> In(string language) => Languages.GetOrAdd(language, static code =>
    {
        var assembly = Assembly.GetExecutingAssembly();
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith("words/", StringComparison.Ordinal) && name.EndsWith($"words.{code}.json", StringComparison.Ordinal)))
        {
            using var file = assembly.GetManifestResourceStream(name)!;
            foreach (var (phrase, text) in JsonSerializer.Deserialize<Dictionary<string, string>>(file)!) words[phrase] = text;
        }

        return words.ToFrozenDictionary(StringComparer.Ordinal);
    });
}
