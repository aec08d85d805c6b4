using System.Globalization;
using System.Text;
using Samverk.Kernel;

namespace Samverk.Ui;

/// <summary>
/// The one way in which lists leave as CSV (RFC 4180: commas, CRLF, quotes doubled), in UTF-8 with the byte order mark that spreadsheets
/// need to read å and ö. The same for every reader: amounts as 1234.50, dates as 2026-03-02.
/// </summary>
public static class CsvText
{
    public const string MediaType = "text/csv; charset=utf-8";

    /// <param name="rows">
    /// Texts, <see cref="Money"/>, numbers, dates, enums; null is an empty cell. Text that a spreadsheet would take for a formula (it begins
    /// with = + - @, a tab or a line end) gets an apostrophe in front (OWASP, CSV injection); numbers and amounts never do.
    /// </param>
    /// <exception cref="ArgumentException">A row has more or fewer cells than there are headers: a bug of the page.</exception>
    public static byte[] Write(IReadOnlyList<string> headers, IEnumerable<IReadOnlyList<object?>> rows)
    {
        var text = new StringBuilder();
        Append(text, headers);
        foreach (var row in rows)
        {
            if (row.Count != headers.Count) throw new ArgumentException($"a row of {row.Count} cells below {headers.Count} headers", nameof(rows));
            Append(text, row);
        }

        return [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    /// <summary>What was written by <see cref="Write"/>, read back as text: without the apostrophe that stands before a formula's sign.</summary>
    public static string Unguarded(string cell) => cell.Length > 1 && cell[0] is '\'' && BeginsFormula(cell[1..]) ? cell[1..] : cell;

    private static void Append(StringBuilder text, IReadOnlyList<object?> cells)
    {
        for (var at = 0; at < cells.Count; at++)
        {
            if (at > 0) text.Append(',');
            var cell = Cell(cells[at]);
            if (cell.AsSpan().IndexOfAny(",;\"\r\n") < 0) text.Append(cell);
            else text.Append('"').Append(cell.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
        }

        text.Append("\r\n");
    }

    private static string Cell(object? value) => value switch
    {
        null => "",
        Money money => money.ToPlainText(),
        sbyte or short or int or long or byte or ushort or uint or ulong or decimal => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        NodaTime.LocalDate date => date.ToString("uuuu'-'MM'-'dd", CultureInfo.InvariantCulture),
        IFormattable other => Guarded(other.ToString(null, CultureInfo.InvariantCulture)),
        _ => Guarded(value.ToString() ?? ""),
    };

    private static string Guarded(string text) => BeginsFormula(text) ? "'" + text : text;

    // Full-width signs too: some spreadsheets read them as their ASCII twins.
    private static bool BeginsFormula(string text) => text is not "" && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20';
}
