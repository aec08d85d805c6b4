using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Samverk.Banking;

/// <summary>Names as payers and banks write them, made comparable.</summary>
internal static class NameWords
{
    // A bank leaves the legal form out as often as it writes it.
    private static readonly FrozenSet<string> LegalForms = FrozenSet.ToFrozenSet(
        """
        ab aktiebolag hb kb bv nv vof cv sa sas sarl srl sprl scrl sc asbl vzw aisbl gmbh ag kg ug ohg gbr ev eg mbh co ltd llc inc spa snc
        sl slu coop oy oyj as aps
        """.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);

    /// <summary>Small letters without accents, without legal form, sorted, each once.</summary>
    public static string[] Of(string? name)
    {
        if (string.IsNullOrWhiteSpace(name)) return [];
        var words = Plain(name).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var proper = words.Where(word => !LegalForms.Contains(word)).ToArray();
        return [.. (proper.Length > 0 ? proper : words).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>One name's words are all among the other's: "Anna Berg" and "Berg Anna Maria". Initials alone are no name.</summary>
    public static bool Agree(string[] one, string[] other)
    {
        var (few, many) = one.Length <= other.Length ? (one, other) : (other, one);
        return few.Sum(word => word.Length) >= 4 && few.All(word => Array.BinarySearch(many, word, StringComparer.Ordinal) >= 0);
    }

    private static string Plain(string name)
    {
        var plain = new StringBuilder(name.Length);
        foreach (var letter in name.Normalize(NormalizationForm.FormD).ToLowerInvariant())
            _ = letter switch
            {
                'ø' => plain.Append('o'),
                'æ' => plain.Append("ae"),
                'ß' => plain.Append("ss"),
                'ł' => plain.Append('l'),
                '.' or '\'' or '’' => plain, // "B.V." is bv
                _ when CharUnicodeInfo.GetUnicodeCategory(letter) is UnicodeCategory.NonSpacingMark => plain,
                _ => plain.Append(char.IsLetterOrDigit(letter) ? letter : ' '),
            };
        return plain.ToString();
    }
}
