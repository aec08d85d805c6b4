using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using NodaTime.Text;

namespace Samverk.Banking;

/// <summary>Names each line of a file by what it says, so that importing it again adds nothing.</summary>
internal static class Fingerprints
{
    public static List<BankStatement> Put(List<BankStatement> statements)
    {
        var before = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. statements.Select(statement => statement with
        {
            Entries = [.. statement.Entries.Select(row =>
            {
                var content = Content(statement, row);
                ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(before, content, out _);
                var line = content + count++.ToString(CultureInfo.InvariantCulture);
                return row with { Fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(line))) };
            })],
        })];
    }

    /// <summary>Without the message's id: a bank gives a new one when it sends a statement again. Length before text: no text imitates two.</summary>
    private static string Content(BankStatement statement, BankRow row)
    {
        var content = new StringBuilder();
        string?[] said =
        [
            statement.Account, statement.Id, BankAmounts.Text(row.Amount), row.Currency, row.Credit ? "credit" : "debit",
            row.Booked ? "booked" : "not booked", row.Reversal ? "reversal" : null, Date(row.BookingDate), Date(row.ValueDate), row.EndToEndId,
             row.Remittance, row.Counterparty, row.CounterpartyIban, row.EntryReference, row.BankReference, .. row.References,
        ];
        foreach (var text in said) content.Append(CultureInfo.InvariantCulture, $"{text?.Length ?? -1}:{text} ");
        return content.ToString();
    }

    private static string? Date(LocalDate? date) => date is { } known ? LocalDatePattern.Iso.Format(known) : null;
}
