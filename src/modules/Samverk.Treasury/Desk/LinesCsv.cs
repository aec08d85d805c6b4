using System.Globalization;
using NodaTime.Text;

namespace Samverk.Treasury;

/// <summary>Lines as a file for spreadsheets (RFC 4180).</summary>
internal static class LinesCsv
{
    public static string Of(IEnumerable<ListLines.Row> rows) => string.Concat(rows.Select(row => string.Join(',', new[]
    {
        LocalDatePattern.Iso.Format(row.Booked), row.Amount.ToString(CultureInfo.InvariantCulture), row.Currency, row.Counterparty, row.Text, row.State.ToString(),
        row.Certainty, row.Reason, row.Note, row.Id.ToString(),
    }.Select(Cell)) + "\r\n").Prepend("booked,amount,currency,counterparty,text,state,certainty,reason,note,id\r\n"));

    /// <summary>A payer writes the text: what a spreadsheet would take for a formula is kept a text. Amounts may begin with a minus.</summary>
    private static string Cell(string? text)
    {
        var safe = text is ['=' or '+' or '@' or '\t' or '\r', ..] || (text is ['-', ..] && !decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out _)) ? $"'{text}" : text ?? "";
        return safe.AsSpan().IndexOfAny("\",\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
