using System.Globalization;
using System.Text;

namespace Samverk.Ui;

/// <summary>
/// Lists as files for spreadsheets (RFC 4180, UTF-8 with byte order mark). A cell that a spreadsheet would take for a formula gets an
/// apostrophe in front (OWASP, CSV injection): names and messages come from strangers.
/// </summary>
public static class Csv
{
    public const string MediaType = "text/csv; charset=utf-8";

    /// <param name="rows">Cells as text; null is an empty cell.</param>
    public static byte[] Write(IEnumerable<string> head, IEnumerable<IReadOnlyList<string?>> rows)
    {
        var text = new StringBuilder("\uFEFF").AppendJoin(',', head.Select(Cell)).Append("\r\n");
        foreach (var row in rows) text.AppendJoin(',', row.Select(Cell)).Append("\r\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Cell(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        var safe = IsFormula(text) ? $"'{text}" : text;
        return safe.AsSpan().ContainsAny("\",;\r\n\t'") || safe[0] is ' ' || safe[^1] is ' ' ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }

    // Spreadsheets skip white space before they look. Plain negative amounts stay numbers.
    private static bool IsFormula(string text) =>
        text[0] is '\t' or '\r' or '\n' || text.TrimStart() is ['=' or '+' or '-' or '@' or '\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20', ..]
        && !decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);
}
