namespace Samverk.EInvoice;

/// <summary>BG-16, BT-20, BG-20 and BG-21.</summary>
internal static class UblPayment
{
    public static void Write(UblXml xml, Invoice invoice, bool credit)
    {
        if (invoice.Payment is { } payment)
        {
            // Each account is a payment means of its own, with the same code and reference.
            if (payment.Transfers.Count is 0) Means(xml, invoice, payment, null, credit);
            foreach (var transfer in payment.Transfers) Means(xml, invoice, payment, transfer, credit);
        }

        xml.Group("PaymentTerms", invoice.PaymentTerms, static (xml, terms) => xml.Text("Note", terms));
    }

    public static void Allowance(UblXml xml, DocumentAllowance one, bool charge) => xml.Group("AllowanceCharge", () =>
    {
        Amounts(xml, charge, one.ReasonCode, one.Reason, one.PerCent, one.Amount, one.Base);
        UblTotals.Category(xml, "TaxCategory", one.Vat);
    });

    public static void Allowance(UblXml xml, LineAllowance one, bool charge) => xml.Group("AllowanceCharge", () =>
        Amounts(xml, charge, one.ReasonCode, one.Reason, one.PerCent, one.Amount, one.Base));

    private static void Amounts(UblXml xml, bool charge, string? code, string? reason, decimal? perCent, decimal? amount, decimal? ofBase)
    {
        xml.Text("ChargeIndicator", charge ? "true" : "false");
        xml.Text("AllowanceChargeReasonCode", code);
        xml.Text("AllowanceChargeReason", reason);
        xml.Number("MultiplierFactorNumeric", perCent);
        xml.Amount("Amount", amount);
        xml.Amount("BaseAmount", ofBase);
    }

    private static void Means(UblXml xml, Invoice invoice, PaymentInstructions payment, CreditTransfer? transfer, bool credit) => xml.Group("PaymentMeans", () =>
    {
        xml.Text("PaymentMeansCode", payment.Means, "name", payment.MeansText);
        if (credit) xml.Date("PaymentDueDate", invoice.DueDate); // A credit note has the due date here only.
        xml.Text("PaymentID", payment.Remittance);
        if (payment.Card is { } card)
            xml.Group("CardAccount", () =>
            {
                xml.Text("PrimaryAccountNumberID", card.Number);
                xml.Text("NetworkID", "NA"); // Mandatory in the schema, unknown to EN 16931.
                xml.Text("HolderName", card.Holder);
            });
        xml.Group("PayeeFinancialAccount", transfer, static (xml, transfer) =>
        {
            xml.Text("ID", transfer?.Account);
            xml.Text("Name", transfer?.Name);
            xml.Group("FinancialInstitutionBranch", transfer?.Institution, static (xml, id) => xml.Text("ID", id));
        });
        xml.Group("PaymentMandate", payment.Debit, static (xml, debit) =>
        {
            xml.Text("ID", debit?.Mandate);
            xml.Group("PayerFinancialAccount", debit?.DebitedAccount, static (xml, account) => xml.Text("ID", account));
        });
    });
}
