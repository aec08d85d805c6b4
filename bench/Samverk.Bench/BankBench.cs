using System.Diagnostics;
using System.Globalization;
using NodaTime;
using Samverk.Banking;
using Samverk.Kernel;

namespace Samverk.Bench;

/// <summary>A camt.053 of 10,000 entries read and matched against 10,000 open invoices. Posting is measured with the ledger.</summary>
internal static class BankBench
{
    public static int Run()
    {
        const int Rows = 10_000;
        var invoices = Enumerable.Range(1, Rows).Select(number => new OpenInvoice(Guid.CreateVersion7(), $"2026-{number:00000}", new Money(1_000_00 + number, Currency.EUR), $"Client {number % 500}")
        {
            Reference = PaymentReference.For("BE", number),
        }).ToArray();
        var day = new LocalDate(2026, 3, 2);
        var statement = new BankStatement("M-1", "S-1", "BE68539007547034", "EUR", 0m, null, [.. invoices.Select(invoice => new BankRow
        {
            Amount = invoice.Open.ToDecimal(), Currency = "EUR", Credit = true, Booked = true, BookingDate = day, ValueDate = day,
            References = [invoice.Reference!.Value], Fingerprint = "",
        })]);
        var file = CamtWriter.Write([statement], Instant.FromUtc(2026, 3, 2, 9, 0));
        if (file.Refusal is { } refusal) throw new InvalidOperationException(refusal.ToString());

        var began = Stopwatch.GetTimestamp();
        var read = BankStatements.Read(new MemoryStream(file.Value)).Value;
        var parsed = Stopwatch.GetElapsedTime(began);
        var open = new OpenInvoices(invoices);
        var sure = read[0].Entries.Count(row => open.For(row) is [{ Certainty: MatchCertainty.Sure }, ..]);
        var matched = Stopwatch.GetElapsedTime(began);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| camt.053 of {Rows:N0} entries ({file.Value.Length / 1024:N0} kB): read; read and matched ({sure:N0} sure) | {parsed.TotalMilliseconds:0} ms; {matched.TotalMilliseconds:0} ms | | |"));
        return 0;
    }
}
