namespace Samverk.EInvoice;

/// <summary>All that a payer types, in one place.</summary>
internal static class PrintedPayment
{
    private const double Padding = 18, Row = 32, Code = 86;

    /// <param name="image">The payment code's picture, if the caller gave one.</param>
    public static void Draw(Sheet sheet, byte[]? image)
    {
        if (sheet.Invoice.Payment is not { } payment || DocumentType.IsCreditNote(sheet.Invoice.Type)) return;
        var values = Values(sheet, payment).Where(value => value.Text.Said()).ToArray();
        var height = Math.Max((values.Length + 1) / 2 * Row, image is null ? 0 : Code + 10) + 42;
        sheet.Need(height);

        var (page, top) = (sheet.Page, sheet.Y);
        page.RoundedBox(Sheet.Left, top, Sheet.Width, height, 7, sheet.Tint);
        page.Text(Sheet.Left + Padding, top + 25, sheet.Strong, 10.5, sheet.Accent, sheet.Texts.Payment);
        var column = (Sheet.Width - (2 * Padding) - (image is null ? 0 : Code + 20)) / 2;
        for (var at = 0; at < values.Length; at++)
        {
            var (x, y) = (Sheet.Left + Padding + (at % 2 * column), top + 45 + (at / 2 * Row));
            page.Text(x, y, sheet.Regular, Sheet.Small, Sheet.Grey, values[at].Label);
            sheet.Fitted(x, y + 13.5, column - 8, sheet.Strong, 10.5, Sheet.Ink, values[at].Text);
        }

        if (image is { } picture)
        {
            var x = Sheet.Right - Padding - Code;
            page.Image(picture, x, top + 16, Code, Code);
            var label = Sheet.OneLine(sheet.Document.PaymentCodeLabel);
            page.Text(x + ((Code - sheet.Regular.Width(label, 7)) / 2), top + 16 + Code + 11, sheet.Regular, 7, Sheet.Grey, label);
        }

        sheet.Y = top + height + 24;
    }

    private static IEnumerable<(string Label, string? Text)> Values(Sheet sheet, PaymentInstructions payment)
    {
        var (texts, invoice) = (sheet.Texts, sheet.Invoice);
        yield return (texts.ToPay, $"{texts.Money(invoice.Totals.Due)} {invoice.Currency}");
        yield return (texts.DueDate, texts.Date(invoice.DueDate));
        yield return (texts.Reference, payment.Remittance);
        foreach (var transfer in payment.Transfers)
        {
            yield return Account(texts, transfer);
            if (transfer.Institution is not (null or CreditTransfer.Bankgiro or CreditTransfer.Plusgiro)) yield return ("BIC", transfer.Institution);
        }

        var payee = payment.Transfers.Select(transfer => transfer.Name).FirstOrDefault(name => name.Said()) ?? invoice.Payee?.Name;
        yield return (texts.Payee, payee ?? invoice.Seller.Name);
    }

    private static (string Label, string? Text) Account(PrintTexts texts, CreditTransfer transfer) => (transfer.Institution, transfer.Account) switch
    {
        (CreditTransfer.Bankgiro, { Length: > 4 } number) => ("Bankgiro", $"{number[..^4]}-{number[^4..]}"),
        (CreditTransfer.Plusgiro, { Length: > 1 } number) => ("Plusgiro", $"{number[..^1]}-{number[^1]}"),
        (_, { Length: > 14 } number) when char.IsAsciiLetterUpper(number[0]) => ("IBAN", string.Join(' ', number.Chunk(4).Select(four => new string(four)))),
        var (_, number) => (texts.Account, number),
    };
}
