using System.Diagnostics;
using System.Globalization;
using NodaTime;
using Samverk.EInvoice;

namespace Samverk.Bench;

/// <summary>The documents of 1,000 invoices: rules judged, UBL and PDF/A-3 written.</summary>
internal static class DocumentBench
{
    public static Task<int> Run()
    {
        const int Invoices = 1_000;
        var sample = Draft().Filled().Value;
        One(sample, 0);
        var began = Stopwatch.GetTimestamp();
        long bytes = 0;
        for (var number = 1; number <= Invoices; number++) bytes += One(sample, number);
        var took = Stopwatch.GetElapsedTime(began);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| documents of {Invoices:N0} invoices (rules, UBL, PDF/A-3), one thread | {took.TotalSeconds:0.00} s, {bytes / Invoices / 1024} kB each | | |"));
        return Task.FromResult(0);
    }

    /// <summary>Five lines, as a month of work is invoiced.</summary>
    private static Invoice Draft() => new()
    {
        Specification = Specification.Peppol, Process = Specification.PeppolProcess, Number = "", IssueDate = Issued, DueDate = Issued.PlusDays(30),
        Type = DocumentType.Invoice, Currency = "SEK", BuyerReference = "Ref. Berg", PaymentTerms = "30 days net",
        Seller = new()
        {
            Name = "Kulturkooperativet Norr ek. för.", LegalId = new("7696123459", "0007"), VatId = "SE769612345901", TaxRegistration = "Godkänd för F-skatt",
            Endpoint = new("7696123459", "0007"), Address = new("Kanalgatan 12", "211 20", "Malmö", "SE"), Contact = new("Elin Åström", "+46 40 123 45 67", "faktura@samverk.example"),
        },
        Buyer = new()
        {
            Name = "Ljus & Ton AB", LegalId = new("5560360793", "0007"), VatId = "SE556036079301", Endpoint = new("5560360793", "0007"),
            Address = new("Storgatan 5", "411 38", "Göteborg", "SE"),
        },
        Payment = new("30", "1234567806") { Transfers = [new("53214321", null, CreditTransfer.Bankgiro)] },
        Lines = [.. Enumerable.Range(1, 5).Select(line => new InvoiceLine
        {
            Id = line.ToString(CultureInfo.InvariantCulture), Quantity = line, Unit = "HUR", Price = new(512.50m), Vat = Vat.Standard(25), Item = new("Light design", "Design and programming"),
        })],
    };

    private static readonly LocalDate Issued = new(2026, 3, 2);

    private static int One(Invoice sample, int number)
    {
        var invoice = sample with { Number = number.ToString("2026-00000", CultureInfo.InvariantCulture) };
        if (Rules.Valid(invoice, Profile.En16931, new LocalDate(2026, 3, 2)).Refusal is { } refusal) throw new InvalidOperationException(refusal.ToString());
        return InvoicePdf.Write(new InvoiceDocument(invoice, UblWriter.Write(invoice), Instant.FromUtc(2026, 3, 2, 9, 0))).Length;
    }
}
