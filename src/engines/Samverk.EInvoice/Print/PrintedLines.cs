namespace Samverk.EInvoice;

/// <summary>The table of lines; its head stands again on every page.</summary>
internal static class PrintedLines
{
    private const double QuantityAt = 345, PriceAt = 415, VatAt = 463, ItemWidth = 225, Leading = 13.5;

    public static void Draw(Sheet sheet)
    {
        Head(sheet);
        foreach (var line in sheet.Invoice.Lines) Line(sheet, line);
        sheet.Y += 14;
    }

    private static void Head(Sheet sheet)
    {
        var (page, texts) = (sheet.Page, sheet.Texts);
        page.Text(Sheet.Left, sheet.Y, sheet.Strong, Sheet.Small, Sheet.Grey, texts.Item);
        page.Right(QuantityAt, sheet.Y, sheet.Strong, Sheet.Small, Sheet.Grey, texts.Quantity);
        page.Right(PriceAt, sheet.Y, sheet.Strong, Sheet.Small, Sheet.Grey, texts.Price);
        page.Right(VatAt, sheet.Y, sheet.Strong, Sheet.Small, Sheet.Grey, texts.Vat);
        page.Right(Sheet.Right, sheet.Y, sheet.Strong, Sheet.Small, Sheet.Grey, $"{texts.Amount} {sheet.Invoice.Currency}");
        page.Rule(Sheet.Left, sheet.Y + 7, Sheet.Width, 0.9, Sheet.Ink);
        sheet.Y += 23;
    }

    private static void Line(Sheet sheet, InvoiceLine line)
    {
        var name = sheet.Regular.Wrap(Sheet.Clean(line.Item.Name), Sheet.Body, ItemWidth);
        var details = Details(line, sheet.Texts).SelectMany(text => sheet.Regular.Wrap(Sheet.Clean(text), Sheet.Small, ItemWidth)).ToArray();
        // A line stays whole where it fits a page; one longer than that flows on.
        if (sheet.Need(Math.Min((name.Count * Leading) + (details.Length * 11.5) + 4, 400))) Head(sheet);

        var texts = sheet.Texts;
        Figure(sheet, QuantityAt, 56, $"{texts.Figure(line.Quantity)} {texts.Unit(line.Unit)}");
        var per = line.Price.BaseQuantity is { } quantity and not 1 ? $" {texts.Per} {texts.Figure(quantity)}" : "";
        Figure(sheet, PriceAt, 64, texts.Figure(line.Price.Net, 2) + per);
        Figure(sheet, VatAt, 42, line.Vat.Rate is null ? "–" : $"{texts.Figure(line.Vat.Rate)}\u00a0%");
        Figure(sheet, Sheet.Right, 70, texts.Money(line.Net));
        foreach (var part in name) Part(sheet, part, Sheet.Body, Sheet.Ink, Leading);
        foreach (var part in details) Part(sheet, part, Sheet.Small, Sheet.Grey, 11.5);

        sheet.Page.Rule(Sheet.Left, sheet.Y - 5, Sheet.Width, 0.5, Sheet.Hairline);
        sheet.Y += 10;
    }

    private static void Figure(Sheet sheet, double right, double room, string text) =>
        sheet.Page.Right(right, sheet.Y, sheet.Regular, sheet.Regular.Fitting(text, Sheet.Body, room), Sheet.Ink, text);

    private static void Part(Sheet sheet, string text, double size, Colour colour, double leading)
    {
        if (sheet.Need(leading)) Head(sheet);
        sheet.Page.Text(Sheet.Left, sheet.Y, sheet.Regular, size, colour, text);
        sheet.Y += leading;
    }

    private static IEnumerable<string> Details(InvoiceLine line, PrintTexts texts)
    {
        if (line.Item.Description.Said()) yield return line.Item.Description!;
        if (PrintedHead.Days(line.Period, texts) is { } days) yield return days;
        foreach (var one in line.Allowances) yield return $"{one.Reason ?? one.ReasonCode} {texts.Money(-one.Amount)}";
        foreach (var one in line.Charges) yield return $"{one.Reason ?? one.ReasonCode} +{texts.Money(one.Amount)}";
        if (line.Note.Said()) yield return line.Note!;
    }
}
