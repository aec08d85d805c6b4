using System.Globalization;

namespace Samverk.EInvoice;

/// <summary>What is said in words, and the foot of every page.</summary>
internal static class PrintedClose
{
    private const double FootAt = PdfPage.Height - 56, ColumnWidth = 150;

    public static void Words(Sheet sheet)
    {
        var invoice = sheet.Invoice;
        var words = (string?[])[.. invoice.Notes.Select(note => note.Text), invoice.PaymentTerms, .. sheet.Document.LegalTexts];
        foreach (var text in words.Where(text => text.Said()))
        {
            sheet.Paragraph(Sheet.Left, Sheet.Width, sheet.Regular, 8.5, Sheet.Grey, text!.TrimEnd());
            sheet.Y += 3;
        }
    }

    public static void Foot(Sheet sheet)
    {
        var (seller, texts) = (sheet.Invoice.Seller, sheet.Texts);
        var columns = new[]
        {
            Lines(seller.Name, seller.Address?.Street, $"{seller.Address?.PostalCode} {seller.Address?.Town}, {seller.Address?.Country}"),
            Lines(seller.LegalId is { } id ? $"{texts.OrganisationNumber} {id.Value}" : null, seller.VatId is { } vat ? $"{texts.VatId} {vat}" : null, seller.TaxRegistration, seller.LegalText),
            Lines(seller.Contact?.Email, seller.Contact?.Phone),
        };
        for (var at = 0; at < sheet.Pages.Count; at++)
        {
            var page = sheet.Pages[at];
            page.Rule(Sheet.Left, FootAt - 13, Sheet.Width, 0.5, Sheet.Hairline);
            for (var column = 0; column < columns.Length; column++)
                for (var line = 0; line < columns[column].Length; line++)
                    page.Text(
                        Sheet.Left + (column * ColumnWidth), FootAt + (line * 10.5), sheet.Regular, sheet.Regular.Fitting(columns[column][line], 7.5, ColumnWidth - 8), Sheet.Grey, columns[column][line]);
            page.Right(Sheet.Right, FootAt, sheet.Regular, 7.5, Sheet.Grey, string.Create(CultureInfo.InvariantCulture, $"{texts.Page} {at + 1} {texts.Of} {sheet.Pages.Count}"));
        }
    }

    private static string[] Lines(params string?[] lines) => [.. lines.Select(Sheet.OneLine).Where(line => line.Trim(' ', ',').Length > 0)];
}
