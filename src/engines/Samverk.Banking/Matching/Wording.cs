using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Samverk.Banking;

/// <summary>Text as payers and banks write it, made comparable.</summary>
internal static class Wording
{
    private const int LongestText = 2_000, WindowOfPieces = 14;

    // A bank leaves the legal form out as often as it writes it.
    private static readonly FrozenSet<string> LegalForms = FrozenSet.ToFrozenSet(
        ["ab", "aktiebolag", "hb", "kb", "bv", "nv", "vof", "cv", "sa", "sas", "sarl", "srl", "sprl", "scrl", "sc", "asbl", "vzw", "aisbl", "gmbh", "ag", "kg", "ug", "ohg", "gbr", "ev", "eg", "mbh", "co", "ltd", "llc", "inc", "spa", "snc", "sl", "slu", "coop", "oy", "oyj", "as", "aps"],
        StringComparer.Ordinal);

    /// <summary>Letters and digits in capitals: "INV-2026/12" and "inv 2026 12" are the same.</summary>
    public static string Key(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    /// <summary>
    /// Every known key that is written in the text, whatever stands between its pieces, in the order of the text; the longest wins. Pieces
    /// begin where letters meet digits, so that "Invoice2026-12" holds 2026-12, but a run of digits is never cut.
    /// </summary>
    public static IEnumerable<T> Find<T>(string? text, Dictionary<string, T> known, int shortest)
    {
        if (string.IsNullOrEmpty(text) || known.Count is 0) yield break;
        var (letters, starts) = Pieces(text.Length > LongestText ? text[..LongestText] : text);
        for (var first = 0; first < starts.Count - 1;)
        {
            var (length, hit) = LongestAt(letters, starts, first, known, shortest);
            if (length > 0) yield return hit!;
            first += Math.Max(1, length);
        }
    }

    /// <summary>A name as sorted words without accents and legal form.</summary>
    public static string[] NameWords(string? name)
    {
        if (string.IsNullOrWhiteSpace(name)) return [];
        var plain = new StringBuilder();
        foreach (var letter in name.Normalize(NormalizationForm.FormD).ToLowerInvariant())
            if (CharUnicodeInfo.GetUnicodeCategory(letter) is not UnicodeCategory.NonSpacingMark)
                _ = letter switch { 'ø' => plain.Append('o'), 'æ' => plain.Append("ae"), 'ß' => plain.Append("ss"), '.' or '\'' or '’' => plain, _ => plain.Append(char.IsLetterOrDigit(letter) ? letter : ' ') };

        var words = plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var proper = words.Where(word => !LegalForms.Contains(word)).ToArray();
        return [.. (proper.Length > 0 ? proper : words).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>One name's words are all among the other's: "Anna Berg" and "Berg Anna Maria". Initials alone are no name.</summary>
    public static bool SameName(string[] one, string[] other)
    {
        var (few, many) = one.Length <= other.Length ? (one, other) : (other, one);
        return few.Sum(word => word.Length) >= 4 && few.All(word => Array.BinarySearch(many, word, StringComparer.Ordinal) >= 0);
    }

    private static (int Length, T? Hit) LongestAt<T>(char[] letters, List<int> starts, int first, Dictionary<string, T> known, int shortest)
    {
        var lookup = known.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var end = Math.Min(first + WindowOfPieces, starts.Count - 1); end > first; end--)
        {
            var window = letters.AsSpan(starts[first], starts[end] - starts[first]);
            if (window.Length < shortest) break;
            if (lookup.TryGetValue(window, out var hit)) return (end - first, hit);
        }

        return (0, default);
    }

    /// <summary>The letters and digits in capitals, and where each piece begins; the last start is the end.</summary>
    private static (char[] Letters, List<int> Starts) Pieces(string text)
    {
        var letters = new char[text.Length];
        var starts = new List<int>();
        var (count, before) = (0, ' ');
        foreach (var sign in text)
        {
            if (char.IsLetterOrDigit(sign))
            {
                if (!char.IsLetterOrDigit(before) || char.IsDigit(before) != char.IsDigit(sign)) starts.Add(count);
                letters[count++] = char.ToUpperInvariant(sign);
            }

            before = sign;
        }

        starts.Add(count);
        return (letters, starts);
    }
}
