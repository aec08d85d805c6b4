using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using NodaTime.Text;
using Samverk.Banking;
using Samverk.Kernel;

namespace Samverk.Treasury;

/// <summary>A line as it comes from a file, before anything is stored.</summary>
/// <param name="RepeatKey">
/// Names the payment by the bank's own id, the same in camt.052, .053 and .054; null where the bank gives none. Payments of one collective
/// entry may share that id, so amount, end-to-end id and place among equal ones belong to it.
/// </param>
/// <param name="Likeness">What looks like the same payment has the same, whatever file it is in.</param>
internal sealed record ReadLine(Id<BankLine> Id, Guid Statement, BankRow Row, LocalDate Booked, Money? Value, byte[] Fingerprint, byte[]? RepeatKey, byte[] Likeness)
{
    /// <summary>The booked lines of a statement; pending and information lines come again when they are booked.</summary>
    public static IEnumerable<ReadLine> Of(BankAccount account, Guid statement, BankStatement read, LocalDate today)
    {
        var equals = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in read.Entries.Where(row => row.Booked))
        {
            var booked = row.BookingDate ?? row.ValueDate ?? today;
            var fingerprint = Convert.FromHexString(row.Fingerprint);
            var repeat = row.BankReference is null ? null : Text(row.BankReference, Amount(row), row.Currency, Sign(row), row.EndToEndId);
            var before = repeat is null ? 0 : equals[repeat] = equals.GetValueOrDefault(repeat) + 1;
            yield return new(
                Id<BankLine>.Named(account.Id.Value, row.Fingerprint), statement, row, booked, ValueOf(account, row), fingerprint,
                repeat is null ? null : Hash(Text(repeat, before.ToString(CultureInfo.InvariantCulture))),
                Hash(Text([Amount(row), row.Currency, Sign(row), LocalDatePattern.Iso.Format(booked), row.EndToEndId, row.CounterpartyIban, row.Remittance, .. row.References])));
        }
    }

    private static Money? ValueOf(BankAccount account, BankRow row) =>
        row.ToMoney() is { Refusal: null, Value: var money } && money.Currency == account.Currency ? (row.Credit ? money : -money) : null;

    private static string Sign(BankRow row) => (row.Credit ? "credit" : "debit") + (row.Reversal ? " reversal" : "");

    private static string Amount(BankRow row) => row.Amount.ToString("0.00###", CultureInfo.InvariantCulture);

    /// <summary>Length before text: no text imitates two.</summary>
    private static string Text(params IEnumerable<string?> parts) => string.Join(' ', parts.Select(part => $"{part?.Length ?? -1}:{part}"));

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
