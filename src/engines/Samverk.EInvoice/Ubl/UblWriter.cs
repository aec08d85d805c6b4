namespace Samverk.EInvoice;

/// <summary>
/// Writes UBL 2.1 as Peppol BIS Billing 3 uses it: Invoice, or CreditNote for the credit note types of BT-3. UTF-8 without byte order mark,
/// the same bytes for the same document. It writes what the document says and judges nothing: check it first. One term has no place in a
/// CreditNote: the due date (BT-9) when there are no payment instructions.
/// </summary>
public static class UblWriter
{
    /// <exception cref="ArgumentException">A text holds a character that XML cannot carry (rule SV-02).</exception>
    public static byte[] Write(Invoice invoice)
    {
        var credit = DocumentType.IsCreditNote(invoice.Type);
        var xml = credit
            ? new UblXml("CreditNote", UblNames.CreditNote, invoice.Currency ?? "")
            : new UblXml("Invoice", UblNames.Invoice, invoice.Currency ?? "");

        UblHeader.Write(xml, invoice, credit);
        UblParties.Write(xml, invoice);
        UblPayment.Write(xml, invoice, credit);
        foreach (var one in invoice.Allowances) UblPayment.Allowance(xml, one, charge: false);
        foreach (var one in invoice.Charges) UblPayment.Allowance(xml, one, charge: true);
        UblTotals.Write(xml, invoice);
        foreach (var line in invoice.Lines) UblLines.Write(xml, line, credit);
        return xml.End();
    }
}
