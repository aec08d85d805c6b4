namespace Samverk.EInvoice;

/// <summary>BG-25.</summary>
internal static class UblLines
{
    public static void Write(UblXml xml, InvoiceLine line, bool credit) => xml.Group(credit ? "CreditNoteLine" : "InvoiceLine", () =>
    {
        xml.Text("ID", line.Id);
        xml.Text("Note", line.Note);
        xml.Quantity(credit ? "CreditedQuantity" : "InvoicedQuantity", line.Quantity, line.Unit);
        xml.Amount("LineExtensionAmount", line.Net);
        xml.Text("AccountingCost", line.BuyerAccountingReference);
        UblHeader.Period(xml, line.Period);
        xml.Group("OrderLineReference", line.OrderLine, static (xml, id) => xml.Text("LineID", id));
        if (line.Object is { } about)
            xml.Group("DocumentReference", about, static (xml, about) =>
            {
                xml.Id("ID", about);
                xml.Text("DocumentTypeCode", "130");
            });
        foreach (var one in line.Allowances) UblPayment.Allowance(xml, one, charge: false);
        foreach (var one in line.Charges) UblPayment.Allowance(xml, one, charge: true);
        xml.Group("Item", line, static (xml, line) => Item(xml, line.Item, line.Vat));
        xml.Group("Price", line.Price, static (xml, price) => Price(xml, price));
    });

    private static void Item(UblXml xml, Item item, Vat vat)
    {
        xml.Text("Description", item.Description);
        xml.Text("Name", item.Name);
        xml.Group("BuyersItemIdentification", item.BuyersId, static (xml, id) => xml.Text("ID", id));
        xml.Group("SellersItemIdentification", item.SellersId, static (xml, id) => xml.Text("ID", id));
        xml.Group("StandardItemIdentification", item.StandardId, static (xml, id) => xml.Id("ID", id));
        xml.Group("OriginCountry", item.Origin, static (xml, country) => xml.Text("IdentificationCode", country));
        foreach (var one in item.Classes) xml.Group("CommodityClassification", one, static (xml, one) => xml.Id("ItemClassificationCode", one, "listID"));
        UblTotals.Category(xml, "ClassifiedTaxCategory", vat);
        foreach (var one in item.Attributes)
            xml.Group("AdditionalItemProperty", one, static (xml, one) =>
            {
                xml.Text("Name", one.Name);
                xml.Text("Value", one.Value);
            });
    }

    private static void Price(UblXml xml, Price price)
    {
        xml.Amount("PriceAmount", price.Net);
        xml.Quantity("BaseQuantity", price.BaseQuantity, price.BaseUnit);
        if (price.Discount is not null || price.Gross is not null)
            xml.Group("AllowanceCharge", price, static (xml, price) =>
            {
                xml.Text("ChargeIndicator", "false");
                xml.Amount("Amount", price.Discount ?? 0);
                xml.Amount("BaseAmount", price.Gross);
            });
    }
}
