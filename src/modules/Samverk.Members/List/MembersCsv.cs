using Samverk.Ui;

namespace Samverk.Members;

/// <summary>The list of members for a spreadsheet: codes and dates as the API writes them, whatever the reader's language.</summary>
internal static class MembersCsv
{
    public static byte[] Write(IEnumerable<ListMembers.Row> rows) => Csv.Write(
        ["code", "name", "kind", "state", "town", "email", "phone", "adviser", "admitted", "ends"],
        rows.Select(row => (string?[])[
            row.Code, row.Name, row.Kind.ToString(), row.State?.ToString(), row.Town, row.Email, row.Phone, row.Adviser,
            row.AdmittedOn?.ToString("R", null), row.EndsOn?.ToString("R", null)]));
}
