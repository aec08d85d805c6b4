namespace Samverk.EInvoice;

/// <summary>On the left the VAT per rate and why there is none, on the right the way from the lines to what is due.</summary>
internal static class PrintedTotals
{
    private const double VatWidth = 220, TaxableAt = Sheet.Left + 150, SumsAt = 330, Leading = 15.5;

    public static void Draw(Sheet sheet)
    {
        var reasons = sheet.Invoice.VatBreakdown.Sum(one => Reason(sheet, one) is { } reason ? sheet.Regular.Wrap(reason, Sheet.Small, VatWidth).Count : 0);
        sheet.Need(Math.Max((sheet.Invoice.VatBreakdown.Count * Leading) + (reasons * 11.6) + 50, Sums(sheet).Sum(row => Leading + (12 * (Label(sheet, row.Label).Count - 1))) + 40));
        var top = sheet.Y;
        Vat(sheet);
        var below = sheet.Y;
        sheet.Y = top;
        foreach (var (label, amount) in Sums(sheet)) Row(sheet, label, sheet.Texts.Money(amount));
        Due(sheet);
        sheet.Y = Math.Max(below, sheet.Y) + 14;
    }

    private static void Vat(Sheet sheet)
    {
        var (page, texts, invoice) = (sheet.Page, sheet.Texts, sheet.Invoice);
        page.Text(Sheet.Left, sheet.Y, sheet.Strong, Sheet.Small, Sheet.Grey, texts.Vat);
        page.Right(TaxableAt, sheet.Y, sheet.Strong, Sheet.Small, Sheet.Grey, texts.VatBase);
        page.Right(Sheet.Left + VatWidth, sheet.Y, sheet.Strong, Sheet.Small, Sheet.Grey, texts.Vat);
        sheet.Y += Leading;
        foreach (var one in invoice.VatBreakdown)
        {
            // A word is wider than a rate: it may take lines of its own column's width.
            var words = sheet.Regular.Wrap(texts.Rate(one.Vat), 9, TaxableAt - Sheet.Left - 56);
            page.Right(TaxableAt, sheet.Y, sheet.Regular, 9, Sheet.Ink, texts.Money(one.Taxable));
            page.Right(Sheet.Left + VatWidth, sheet.Y, sheet.Regular, 9, Sheet.Ink, texts.Money(one.Tax));
            foreach (var word in words)
            {
                page.Text(Sheet.Left, sheet.Y, sheet.Regular, 9, Sheet.Ink, word);
                sheet.Y += word == words[^1] ? Leading : 12;
            }

            sheet.Y -= 2;
            sheet.Paragraph(Sheet.Left, VatWidth, sheet.Regular, Sheet.Small, Sheet.Grey, Reason(sheet, one));
            sheet.Y += 2;
        }

        if (invoice.Totals.VatInAccountingCurrency is { } other)
        {
            page.Text(Sheet.Left, sheet.Y, sheet.Regular, 9, Sheet.Ink, $"{texts.Vat} {invoice.AccountingCurrency}");
            page.Right(Sheet.Left + VatWidth, sheet.Y, sheet.Regular, 9, Sheet.Ink, texts.Money(other));
            sheet.Y += Leading;
        }
    }

    /// <summary>Not twice: a category without a rate is printed as a word, which is often the reason itself.</summary>
    private static string? Reason(Sheet sheet, VatSubtotal one) =>
        one.Reason.Said() && !string.Equals(one.Reason, sheet.Texts.Rate(one.Vat), StringComparison.OrdinalIgnoreCase) ? Sheet.Clean(one.Reason) : null;

    private static IEnumerable<(string Label, decimal? Amount)> Sums(Sheet sheet)
    {
        var (texts, invoice) = (sheet.Texts, sheet.Invoice);
        if (invoice.Allowances.Count + invoice.Charges.Count > 0) yield return (texts.SumOfLines, invoice.Totals.Lines);
        foreach (var one in invoice.Allowances) yield return (one.Reason ?? one.ReasonCode ?? "", -one.Amount);
        foreach (var one in invoice.Charges) yield return (one.Reason ?? one.ReasonCode ?? "", one.Amount);
        yield return (texts.Net, invoice.Totals.Net);
        yield return (texts.Vat, invoice.Totals.Vat);
        if (invoice.Totals.Prepaid is null && invoice.Totals.Rounding is null) yield break;
        yield return (texts.Total, invoice.Totals.Gross);
        if (invoice.Totals.Prepaid is { } prepaid) yield return (texts.Prepaid, -prepaid);
        if (invoice.Totals.Rounding is { } rounding) yield return (texts.Rounding, rounding);
    }

    private static void Row(Sheet sheet, string label, string amount)
    {
        sheet.Page.Right(Sheet.Right, sheet.Y, sheet.Regular, Sheet.Body, Sheet.Ink, amount);
        foreach (var part in Label(sheet, label))
        {
            sheet.Page.Text(SumsAt, sheet.Y, sheet.Regular, Sheet.Body, Sheet.Grey, part);
            sheet.Y += 12;
        }

        sheet.Y += Leading - 12;
    }

    /// <summary>Beside the amount.</summary>
    private static IReadOnlyList<string> Label(Sheet sheet, string label) =>
        sheet.Regular.Wrap(Sheet.Clean(label), Sheet.Body, Sheet.Right - SumsAt - 75);

    private static void Due(Sheet sheet)
    {
        var label = DocumentType.IsCreditNote(sheet.Invoice.Type) ? sheet.Texts.Credited : sheet.Texts.ToPay;
        sheet.Page.Rule(SumsAt, sheet.Y - 7, Sheet.Right - SumsAt, 0.9, Sheet.Ink);
        sheet.Y += 11;
        sheet.Page.Text(SumsAt, sheet.Y, sheet.Strong, 11.5, Sheet.Ink, label);
        sheet.Page.Right(Sheet.Right, sheet.Y, sheet.Strong, 11.5, Sheet.Ink, $"{sheet.Texts.Money(sheet.Invoice.Totals.Due)} {sheet.Invoice.Currency}");
        sheet.Y += 14;
    }
}
