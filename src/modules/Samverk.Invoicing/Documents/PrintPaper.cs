using NodaTime;
using Samverk.Banking;
using Samverk.EInvoice;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>
/// Left in the transaction that issues, done right after it: printing takes longer than a number may be held. If the program dies in between,
/// the job is still there, and prints from the XML that is already stored.
/// </summary>
internal sealed record PrintPaper(Guid Document) : IJob
{
    public static string Name => "invoicing.print-paper.v1";
}

/// <summary>Prints the page for people with the XML inside, keeps it, and sends both to the client.</summary>
internal sealed class PrintsPaper : IHandle<PrintPaper>
{
    public async Task Handle(PrintPaper job, Tx tx)
    {
        var paper = await tx.FindPaper(job.Document) ?? throw new InvalidOperationException("there is no such document");
        if (paper.Pdf is not null) return;

        var invoice = (await tx.FindInvoice(paper.Invoice))!;
        var client = (await tx.FindClient(invoice.Client))!;
        var seller = (await tx.FindSeller(paper.Entity))!;
        var xml = (await tx.LoadFile(paper.Xml)).Value.Content;
        var pdf = (await tx.StoreFile(Print(xml, InvoiceLetters.LanguageOf(client, seller), tx.Now, await tx.LogoOf(paper.Entity)), "application/pdf")).Value;
        await tx.SavePrint(paper.Document, pdf);
        if (client.Email is null) return;

        var link = await tx.LinkOf(invoice.Id);
        var entity = (await tx.FindEntity(paper.Entity))!;
        var letter = paper.Kind is PaperKind.Invoice
            ? InvoiceLetters.Invoice(client, entity, seller, paper, invoice.Due, link)
            : InvoiceLetters.CreditNote(client, entity, seller, paper, invoice.Number, link);
        await tx.SendTo(client, Id<Mail>.Named(paper.Document, "mail"), invoice.Id, letter,
            [new($"{paper.Number}.pdf", pdf), new($"{paper.Number}.xml", paper.Xml), .. paper.Kind is PaperKind.Invoice ? (await tx.FindDraft(invoice.Id))!.Files.Select(file => new Attachment(file.Name, file.Hash)) : []]);
    }

    /// <summary>The page of what the XML says; nothing else goes into it but the moment and the sender's sign.</summary>
    internal static byte[] Print(byte[] xml, string language, Instant written, byte[]? logo)
    {
        var invoice = UblReader.Read(xml).Value;
        return InvoicePdf.Write(new InvoiceDocument(invoice, xml, Instant.FromUnixTimeSeconds(written.ToUnixTimeSeconds()))
        {
            Texts = PrintTexts.In(language), Logo = logo, PaymentCode = Code(invoice)?.ToPng(), PaymentCodeLabel = Code(invoice) is null ? null : "EPC QR",
        });
    }

    /// <summary>The code that banking apps read: euro and an IBAN only; where the facts do not fit into one, the printed lines say it all.</summary>
    internal static EpcQr? Code(EInvoice.Invoice invoice)
    {
        if (invoice.Currency is not "EUR" || invoice.Payment is not { Transfers: [var transfer, ..] } payment || Iban.Read(transfer.Account) is not { Refusal: null, Value: var iban }) return null;
        var reference = Reference(payment.Remittance);
        var amount = Money.Of(invoice.Totals.Due!.Value, Currency.EUR, Rounding.HalfAwayFromZero);
        return EpcQr.For(invoice.Seller.Name, iban, amount, reference, reference is null ? invoice.Number : null) is { Refusal: null, Value: var code } ? code : null;
    }

    private static PaymentReference? Reference(string? text) =>
        new[] { ReferenceKind.Rf, ReferenceKind.Ogm, ReferenceKind.Ocr }.Select(kind => PaymentReference.Read(kind, text)).FirstOrDefault(read => read.Refusal is null)?.Value;
}
