namespace Samverk.EInvoice;

/// <summary>
/// Prints an invoice as PDF/A-3b on A4 with its XML attached (ISO 19005-3). The pages are for people, the attachment for programs; both say
/// the same. A character that the typeface lacks (it has Latin, Greek and Cyrillic) is printed as a question mark; the XML keeps it.
/// </summary>
public static class InvoicePdf
{
    /// <exception cref="ArgumentException">The payment code is no PNG without alpha channel.</exception>
    public static byte[] Write(InvoiceDocument document)
    {
        var (pdf, sheet) = (new PdfFile(), new Sheet(document));
        int? code = document.PaymentCode is { } png ? PngPicture.Write(pdf, png) : null;

        PrintedHead.Draw(sheet);
        PrintedLines.Draw(sheet);
        PrintedTotals.Draw(sheet);
        PrintedPayment.Draw(sheet, code);
        PrintedClose.Words(sheet);
        PrintedClose.Foot(sheet);

        var facts = new PdfFacts(sheet.Title, Sheet.OneLine(document.Invoice.Seller.Name), document.Producer, document.Texts.Language, document.Written);
        return PdfArchive.Write(pdf, sheet.Pages, [sheet.Regular, sheet.Strong], facts, new(document.AttachmentName, sheet.Title, document.Xml));
    }
}
