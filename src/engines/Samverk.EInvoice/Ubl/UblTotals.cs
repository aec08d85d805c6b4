namespace Samverk.EInvoice;

/// <summary>BG-22 and BG-23.</summary>
internal static class UblTotals
{
    public static void Write(UblXml xml, Invoice invoice)
    {
        xml.Group("TaxTotal", () =>
        {
            xml.Amount("TaxAmount", invoice.Totals.Vat);
            foreach (var subtotal in invoice.VatBreakdown) Subtotal(xml, subtotal);
        });
        if (invoice.AccountingCurrency is { } currency)
            xml.Group("TaxTotal", () => xml.Amount("TaxAmount", invoice.Totals.VatInAccountingCurrency, currency));

        xml.Group("LegalMonetaryTotal", invoice.Totals, static (xml, totals) =>
        {
            xml.Amount("LineExtensionAmount", totals.Lines);
            xml.Amount("TaxExclusiveAmount", totals.Net);
            xml.Amount("TaxInclusiveAmount", totals.Gross);
            xml.Amount("AllowanceTotalAmount", totals.Allowances);
            xml.Amount("ChargeTotalAmount", totals.Charges);
            xml.Amount("PrepaidAmount", totals.Prepaid);
            xml.Amount("PayableRoundingAmount", totals.Rounding);
            xml.Amount("PayableAmount", totals.Due);
        });
    }

    public static void Category(UblXml xml, string name, Vat vat, string? reasonCode = null, string? reason = null)
    {
        if (vat.Category is null) return;
        xml.Group(name, () =>
        {
            xml.Text("ID", vat.Category);
            xml.Number("Percent", vat.Rate);
            xml.Text("TaxExemptionReasonCode", reasonCode);
            xml.Text("TaxExemptionReason", reason);
            xml.Group("TaxScheme", "VAT", static (xml, scheme) => xml.Text("ID", scheme));
        });
    }

    private static void Subtotal(UblXml xml, VatSubtotal subtotal) => xml.Group("TaxSubtotal", () =>
    {
        xml.Amount("TaxableAmount", subtotal.Taxable);
        xml.Amount("TaxAmount", subtotal.Tax);
        Category(xml, "TaxCategory", subtotal.Vat, subtotal.ReasonCode, subtotal.Reason);
    });
}
