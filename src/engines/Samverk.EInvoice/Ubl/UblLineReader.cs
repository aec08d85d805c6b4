using System.Xml.Linq;

namespace Samverk.EInvoice;

internal static class UblLineReader
{
    public static DocumentTotals Totals(XElement root)
    {
        var totals = root.Group("LegalMonetaryTotal");
        var (currency, accounting) = (root.Text("DocumentCurrencyCode"), root.Text("TaxCurrencyCode"));
        return new()
        {
            Lines = totals.Number("LineExtensionAmount"),
            Net = totals.Number("TaxExclusiveAmount"),
            Gross = totals.Number("TaxInclusiveAmount"),
            Allowances = totals.Number("AllowanceTotalAmount"),
            Charges = totals.Number("ChargeTotalAmount"),
            Prepaid = totals.Number("PrepaidAmount"),
            Rounding = totals.Number("PayableRoundingAmount"),
            Due = totals.Number("PayableAmount"),
            Vat = Tax(currency),
            VatInAccountingCurrency = accounting is null || accounting == currency ? null : Tax(accounting),
        };

        decimal? Tax(string? inCurrency) =>
            root.Groups("TaxTotal").FirstOrDefault(total => total.Attribute("TaxAmount", "currencyID") == inCurrency).Number("TaxAmount");
    }

    public static VatSubtotal Subtotal(XElement from)
    {
        var category = from.Group("TaxCategory");
        return new(from.Number("TaxableAmount"), from.Number("TaxAmount"), Vat(category), category.Text("TaxExemptionReason"), category.Text("TaxExemptionReasonCode"));
    }

    public static Vat Vat(XElement? category) => new(category.Text("ID"), category.Number("Percent"));

    public static InvoiceLine Line(XElement from, bool credit)
    {
        var quantity = credit ? "CreditedQuantity" : "InvoicedQuantity";
        return new()
        {
            Id = from.Text("ID"),
            Note = from.Text("Note"),
            Quantity = from.Number(quantity),
            Unit = from.Attribute(quantity, "unitCode"),
            Net = from.Number("LineExtensionAmount"),
            BuyerAccountingReference = from.Text("AccountingCost"),
            Period = UblReader.Period(from),
            OrderLine = from.Group("OrderLineReference").Text("LineID"),
            Object = from.Group("DocumentReference").Id(),
            Allowances = [.. from.Groups("AllowanceCharge").Where(one => !one.Flag("ChargeIndicator")).Select(UblPaymentReader.LineAllowance)],
            Charges = [.. from.Groups("AllowanceCharge").Where(one => one.Flag("ChargeIndicator")).Select(UblPaymentReader.LineAllowance)],
            Vat = Vat(from.Group("Item").Group("ClassifiedTaxCategory")),
            Item = Item(from.Group("Item")),
            Price = Price(from.Group("Price")),
        };
    }

    private static Item Item(XElement? from) => new(from.Text("Name"), from.Text("Description"))
    {
        BuyersId = from.Group("BuyersItemIdentification").Text("ID"),
        SellersId = from.Group("SellersItemIdentification").Text("ID"),
        StandardId = from.Group("StandardItemIdentification").Id(),
        Origin = from.Group("OriginCountry").Text("IdentificationCode"),
        Classes = [.. from?.Groups("CommodityClassification").Select(one => one.Id("ItemClassificationCode", "listID")).OfType<Identifier>() ?? []],
        Attributes = [.. from?.Groups("AdditionalItemProperty").Select(one => new ItemAttribute(one.Text("Name"), one.Text("Value"))) ?? []],
    };

    private static Price Price(XElement? from)
    {
        var discount = from.Group("AllowanceCharge");
        return new(from.Number("PriceAmount"), from.Number("BaseQuantity"), from.Attribute("BaseQuantity", "unitCode"), discount.Number("Amount"), discount.Number("BaseAmount"));
    }
}
