using System.Globalization;
using System.Text;

namespace Samverk.Banking;

/// <summary>
/// The signs that every bank of the payment area takes (EPC217-08): Latin letters without marks, digits, and few others. What is not among
/// them is written with its nearest letters, so that a name stays readable and no bank refuses a file for it.
/// </summary>
public static class SepaText
{
    private const string Others = "/-?:().,'+ ";

    /// <summary>The text in those signs, shortened to a length; no slash at either end and never two, which banks keep for codes.</summary>
    public static string Of(string text, int longest)
    {
        var written = new StringBuilder();
        foreach (var sign in text.Normalize(NormalizationForm.FormD))
            if (CharUnicodeInfo.GetUnicodeCategory(sign) is not UnicodeCategory.NonSpacingMark) written.Append(Written(sign));
        var line = written.ToString();
        while (line.Contains("//", StringComparison.Ordinal)) line = line.Replace("//", "/", StringComparison.Ordinal);
        line = line.Trim(' ', '/');
        return line.Length > longest ? line[..longest].TrimEnd(' ', '/') : line;
    }

    private static string Written(char sign) => sign switch
    {
        _ when char.IsAsciiLetterOrDigit(sign) || Others.Contains(sign, StringComparison.Ordinal) => sign.ToString(),
        'ß' => "ss", 'æ' => "ae", 'Æ' => "AE", 'œ' => "oe", 'Œ' => "OE", 'ø' => "o", 'Ø' => "O", 'ł' => "l", 'Ł' => "L", 'đ' or 'ð' => "d", 'Đ' or 'Ð' => "D",
        'þ' => "th", 'Þ' => "Th", 'ı' => "i", '&' => "+", '–' or '—' or '_' => "-", '’' or '‘' or '`' or '´' => "'", '€' => "EUR",
        _ when char.IsWhiteSpace(sign) => " ",
        _ => ".",
    };
}
