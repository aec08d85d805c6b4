using System.Globalization;
using System.Text;

namespace Samverk.Ledger;

/// <summary>What both plain-text formats share.</summary>
internal static class ExportText
{
    /// <summary>Words on one line: whatever could end the line, in any reader's eyes, becomes a space.</summary>
    public static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var letter in text) line.Append(EndsLine(letter) ? ' ' : letter);
        return line.ToString().Trim();
    }

    // Amounts end in one column, where two spaces at least are left.
    public static string Posting(string indent, string account, string amount) =>
        $"{indent}{account}{new string(' ', Math.Max(2, 48 - account.Length - amount.Length))}{amount}";

    private static bool EndsLine(char letter) =>
        char.IsControl(letter) || char.GetUnicodeCategory(letter) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
