using System.Text;

namespace Samverk.Activities;

/// <summary>Rows as a file for spreadsheets (RFC 4180, UTF-8 with its mark). What a spreadsheet would take for a formula begins with an apostrophe.</summary>
internal static class Csv
{
    public static byte[] Write(IEnumerable<IReadOnlyList<string>> rows) =>
        [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(string.Concat(rows.Select(row => string.Join(',', row.Select(Field)) + "\r\n")))];

    private static string Field(string text)
    {
        var safe = text is ['=' or '+' or '@' or '\t' or '\r', ..] || (text is ['-', ..] && !decimal.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _)) ? $"'{text}" : text;
        return $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
