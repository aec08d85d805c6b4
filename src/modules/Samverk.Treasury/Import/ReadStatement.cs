using System.Globalization;
using System.Security.Cryptography;
using NodaTime;
using Samverk.Banking;
using Samverk.Kernel;

namespace Samverk.Treasury;

/// <summary>A statement as it comes from a file.</summary>
/// <param name="SumsFit">Opening + booked lines = closing; null when the bank gives no balances.</param>
internal sealed record ReadStatement(
    Guid Id, BankAccount Account, string? BankId, byte[] Content, decimal? Opening, decimal? Closing, LocalDate? First, LocalDate? Last, bool? SumsFit,
    IReadOnlyList<ReadLine> Lines, int Pending)
{
    public static ReadStatement Of(BankAccount account, BankStatement read, string file, int place, LocalDate today)
    {
        var id = NamedGuid.Of(account.Id.Value, $"statement {place} of {file}");
        var lines = ReadLine.Of(account, id, read, today).ToArray();
        var moved = lines.Sum(line => line.Row.Credit ? line.Row.Amount : -line.Row.Amount);
        var content = string.Create(CultureInfo.InvariantCulture, $"{read.Opening} {read.Closing} {string.Join(' ', lines.Select(line => Convert.ToHexString(line.Fingerprint)))}");
        return new(
            id, account, read.Id, SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(content)), read.Opening, read.Closing,
            lines.Length is 0 ? null : lines.Min(line => line.Booked), lines.Length is 0 ? null : lines.Max(line => line.Booked),
            read is { Opening: { } opening, Closing: { } closing } ? opening + moved == closing : null, lines, read.Entries.Count - lines.Length);
    }
}
