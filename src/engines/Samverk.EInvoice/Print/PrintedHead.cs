using System.Buffers.Binary;

namespace Samverk.EInvoice;

/// <summary>Who to whom, which number, which dates.</summary>
internal static class PrintedHead
{
    private const double FactsAt = 330, FactsValueAt = 420;

    public static void Draw(Sheet sheet)
    {
        var (invoice, texts, page) = (sheet.Invoice, sheet.Texts, sheet.Page);
        page.Box(0, 0, PdfPage.Width, 5, sheet.Accent);
        var sign = sheet.Document.Logo is { } logo ? Sign(page, logo) : 0;
        sheet.Fitted(Sheet.Left, 60, Sheet.Width - sign, sheet.Strong, 13, sheet.Accent, invoice.Seller.TradingName ?? invoice.Seller.Name);
        sheet.Fitted(Sheet.Left, 106, Sheet.Width, sheet.Strong, 23, Sheet.Ink, sheet.Title);
        Sum(sheet);

        var top = 166.0;
        sheet.Y = top;
        page.Text(Sheet.Left, sheet.Y, sheet.Regular, Sheet.Small, Sheet.Grey, texts.BillTo);
        sheet.Y += 15;
        sheet.Paragraph(Sheet.Left, 240, sheet.Strong, 10.5, Sheet.Ink, invoice.Buyer.Name);
        foreach (var line in AddressLines(invoice.Buyer, invoice.Seller.Address?.Country))
            sheet.Paragraph(Sheet.Left, 240, sheet.Regular, Sheet.Body, Sheet.Ink, line);
        var registered = invoice.Buyer.VatId.Said() ? $"{texts.VatId} {invoice.Buyer.VatId}" : invoice.Buyer.LegalId is { } id ? $"{texts.OrganisationNumber} {id.Value}" : null;
        sheet.Paragraph(Sheet.Left, 240, sheet.Regular, Sheet.Body, Sheet.Grey, registered);
        var below = sheet.Y;

        sheet.Y = top;
        foreach (var (label, value) in FactsOf(invoice, texts).Where(fact => fact.Value.Said()))
        {
            page.Text(FactsAt, sheet.Y, sheet.Regular, Sheet.Small, Sheet.Grey, label);
            sheet.Paragraph(FactsValueAt, Sheet.Right - FactsValueAt, sheet.Regular, Sheet.Body, Sheet.Ink, value);
            sheet.Y += 2;
        }

        sheet.Y = Math.Max(below, sheet.Y) + 22;
    }

    /// <summary>In the upper right corner, as large as it fits.</summary>
    /// <returns>What it leaves less for the name beside it.</returns>
    private static double Sign(PdfPage page, byte[] logo)
    {
        const double widest = 150, highest = 46, gap = 16;
        var (width, height) = ((double)BinaryPrimitives.ReadInt32BigEndian(logo.AsSpan(16)), (double)BinaryPrimitives.ReadInt32BigEndian(logo.AsSpan(20)));
        var scale = Math.Min(widest / width, highest / height);
        page.Image(logo, Sheet.Right - (width * scale), 26, width * scale, height * scale);
        return (width * scale) + gap;
    }

    /// <summary>Five seconds: how much, and when.</summary>
    private static void Sum(Sheet sheet)
    {
        var (invoice, texts) = (sheet.Invoice, sheet.Texts);
        var credit = DocumentType.IsCreditNote(invoice.Type);
        var amount = $"{texts.Money(invoice.Totals.Due)} {invoice.Currency}";
        var when = credit || invoice.DueDate is null ? "" : $"   ·   {texts.DueDate} {texts.Date(invoice.DueDate)}";
        var label = (credit ? texts.Credited : texts.ToPay) + " ";
        sheet.Page.Text(Sheet.Left, 128, sheet.Regular, 11, Sheet.Grey, label);
        var at = Sheet.Left + sheet.Regular.Width(label, 11);
        sheet.Page.Text(at, 128, sheet.Strong, 11, Sheet.Ink, amount);
        sheet.Page.Text(at + sheet.Strong.Width(amount, 11), 128, sheet.Regular, 11, Sheet.Grey, when);
    }

    /// <summary>The country is for letters that cross a border.</summary>
    private static IEnumerable<string> AddressLines(Party party, string? home)
    {
        if (party.Contact?.Name is { } person) yield return person;
        if (party.Address is not { } address) yield break;
        foreach (var line in (string?[])[address.Street, address.Extra, address.Third, $"{address.PostalCode} {address.Town}", address.Region, address.Country == home ? null : address.Country])
            if (line.Said()) yield return line!.Trim();
    }

    private static IEnumerable<(string Label, string? Value)> FactsOf(Invoice invoice, PrintTexts texts) =>
    [
        (texts.IssueDate, texts.Date(invoice.IssueDate)),
        (texts.DueDate, DocumentType.IsCreditNote(invoice.Type) ? null : texts.Date(invoice.DueDate)),
        (texts.Credits, string.Join(", ", invoice.PrecedingInvoices.Select(one => one.Number))),
        (texts.YourReference, invoice.BuyerReference),
        (texts.OurReference, invoice.Seller.Contact?.Name),
        (texts.Order, invoice.OrderReference),
        (texts.Contract, invoice.ContractReference),
        (texts.Project, invoice.ProjectReference),
        (texts.Period, Days(invoice.Period, texts)),
        (texts.Delivered, texts.Date(invoice.Delivery?.Date)),
    ];

    internal static string? Days(InvoicingPeriod? period, PrintTexts texts) => period switch
    {
        null => null,
        { Start: { } start, End: { } end } when start.Year == end.Year && start.Month == end.Month => $"{start.Day}–{texts.Date(end)}",
        { Start: { } start, End: { } end } => $"{texts.Date(start)} – {texts.Date(end)}",
        { Start: { } start } => $"{texts.Date(start)} –",
        _ => $"– {texts.Date(period.End)}",
    };
}
