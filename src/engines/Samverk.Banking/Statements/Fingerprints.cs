using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
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
                return row with { Fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{content}{count++}")))) };
            })],
        })];
    }

    /// <summary>Without the message's id, which a bank gives anew when it sends a statement again. Length before text: no text can imitate two.</summary>
    private static string Content(BankStatement statement, BankRow row)
    {
        var content = new StringBuilder();
        string?[] said =
        [
            statement.Account, statement.Id, BankAmounts.Text(row.Amount), row.Currency, row.Credit ? "credit" : "debit", row.Booked ? "booked" : "not booked",
            row.Reversal ? "reversal" : null, row.BookingDate is { } booked ? LocalDatePattern.Iso.Format(booked) : null, row.ValueDate is { } valued ? LocalDatePattern.Iso.Format(valued) : null,
            row.EndToEndId, row.Remittance, row.Counterparty, row.CounterpartyIban, row.EntryReference, row.BankReference, .. row.References,
        ];
        foreach (var text in said) content.Append(CultureInfo.InvariantCulture, $"{text?.Length ?? -1}:{text} ");
        return content.ToString();
    }
}
