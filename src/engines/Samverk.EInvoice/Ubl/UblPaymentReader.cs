using System.Xml.Linq;

namespace Samverk.EInvoice;

internal static class UblPaymentReader
{
    public static PaymentInstructions? Payment(XElement root, string? creditorId)
    {
        var all = root.Groups("PaymentMeans").ToArray();
        if (all.Length is 0) return null;
        var first = all[0];
        var mandate = first.Group("PaymentMandate");
        return new(first.Text("PaymentMeansCode"), first.Text("PaymentID"), first.Attribute("PaymentMeansCode", "name"))
        {
            Transfers = [.. all.Select(means => means.Group("PayeeFinancialAccount")).OfType<XElement>().Select(Transfer)],
            Card = first.Group("CardAccount") is { } card ? new(card.Text("PrimaryAccountNumberID"), card.Text("HolderName")) : null,
            Debit = mandate is null && creditorId is null ? null : new(mandate.Text("ID"), creditorId, mandate.Group("PayerFinancialAccount").Text("ID")),
        };
    }

    public static DocumentAllowance Allowance(XElement from) => new(
        from.Number("Amount"), UblLineReader.Vat(from.Group("TaxCategory")), from.Text("AllowanceChargeReason"), from.Text("AllowanceChargeReasonCode"),
        from.Number("BaseAmount"), from.Number("MultiplierFactorNumeric"));

    public static LineAllowance LineAllowance(XElement from) => new(
        from.Number("Amount"), from.Text("AllowanceChargeReason"), from.Text("AllowanceChargeReasonCode"), from.Number("BaseAmount"), from.Number("MultiplierFactorNumeric"));

    private static CreditTransfer Transfer(XElement from) =>
        new(from.Text("ID"), from.Text("Name"), from.Group("FinancialInstitutionBranch").Text("ID"));
}
