using Samverk.Ui;

namespace Samverk.Expenses;

/// <summary>Claims for a spreadsheet: dates and amounts as the API writes them, whatever the reader's language.</summary>
internal static class ClaimsCsv
{
    public static byte[] Of(IEnumerable<ListClaims.Row> rows) => Csv.Write(
        ["date", "kind", "state", "supplier", "what", "gross", "currency", "activity", "member", "id"],
        rows.Select(row => (string?[])[
            row.Date.ToString("R", null), row.Kind.ToString(), row.State.ToString(), row.Supplier, row.What, row.Gross.ToDecimal().ToString(System.Globalization.CultureInfo.InvariantCulture),
            row.Gross.Currency.Code, row.Activity, row.Member, row.Id.ToString()]));
}
