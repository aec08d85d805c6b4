namespace Samverk.EInvoice;

/// <summary>Seller, buyer, payee, representative and delivery.</summary>
internal static class UblParties
{
    public static void Write(UblXml xml, Invoice invoice)
    {
        // BT-90 is an id of whoever collects the debit: the payee if there is one, else the seller.
        var creditor = invoice.Payment?.Debit?.CreditorId is { } id ? new Identifier(id, "SEPA") : null;
        xml.Group("AccountingSupplierParty", () => Party(xml, invoice.Seller, invoice.Payee is null ? creditor : null));
        xml.Group("AccountingCustomerParty", () => Party(xml, invoice.Buyer, null));
        if (invoice.Payee is { } payee) Payee(xml, payee, creditor);
        if (invoice.TaxRepresentative is { } representative) Representative(xml, representative);
        if (invoice.Delivery is { } delivery) Delivery(xml, delivery);
    }

    private static void Party(UblXml xml, Party party, Identifier? creditor) => xml.Group("Party", () =>
    {
        xml.Id("EndpointID", party.Endpoint);
        foreach (var id in party.Ids) Identification(xml, id);
        Identification(xml, creditor);
        xml.Group("PartyName", party.TradingName, static (xml, name) => xml.Text("Name", name));
        Address(xml, "PostalAddress", party.Address);
        TaxScheme(xml, party.VatId, "VAT");
        TaxScheme(xml, party.TaxRegistration, "TAX");
        xml.Group("PartyLegalEntity", party, static (xml, party) =>
        {
            xml.Text("RegistrationName", party.Name);
            xml.Id("CompanyID", party.LegalId);
            xml.Text("CompanyLegalForm", party.LegalText);
        });
        xml.Group("Contact", party.Contact, static (xml, contact) =>
        {
            xml.Text("Name", contact?.Name);
            xml.Text("Telephone", contact?.Phone);
            xml.Text("ElectronicMail", contact?.Email);
        });
    });

    private static void Identification(UblXml xml, Identifier? id) => xml.Group("PartyIdentification", id, static (xml, id) => xml.Id("ID", id));

    private static void TaxScheme(UblXml xml, string? id, string scheme)
    {
        if (string.IsNullOrWhiteSpace(id)) return;
        xml.Group("PartyTaxScheme", () =>
        {
            xml.Text("CompanyID", id);
            xml.Group("TaxScheme", scheme, static (xml, scheme) => xml.Text("ID", scheme));
        });
    }

    private static void Address(UblXml xml, string name, Address? address) => xml.Group(name, address, static (xml, address) =>
    {
        if (address is null) return;
        xml.Text("StreetName", address.Street);
        xml.Text("AdditionalStreetName", address.Extra);
        xml.Text("CityName", address.Town);
        xml.Text("PostalZone", address.PostalCode);
        xml.Text("CountrySubentity", address.Region);
        xml.Group("AddressLine", address.Third, static (xml, line) => xml.Text("Line", line));
        xml.Group("Country", address.Country, static (xml, country) => xml.Text("IdentificationCode", country));
    });

    private static void Payee(UblXml xml, Payee payee, Identifier? creditor) => xml.Group("PayeeParty", () =>
    {
        Identification(xml, payee.Id);
        Identification(xml, creditor);
        xml.Group("PartyName", payee.Name, static (xml, name) => xml.Text("Name", name));
        xml.Group("PartyLegalEntity", payee.LegalId, static (xml, id) => xml.Id("CompanyID", id));
    });

    private static void Representative(UblXml xml, TaxRepresentative representative) => xml.Group("TaxRepresentativeParty", () =>
    {
        xml.Group("PartyName", representative.Name, static (xml, name) => xml.Text("Name", name));
        Address(xml, "PostalAddress", representative.Address);
        TaxScheme(xml, representative.VatId, "VAT");
    });

    private static void Delivery(UblXml xml, Delivery delivery) => xml.Group("Delivery", () =>
    {
        xml.Date("ActualDeliveryDate", delivery.Date);
        xml.Group("DeliveryLocation", () =>
        {
            xml.Id("ID", delivery.Location);
            Address(xml, "Address", delivery.Address);
        });
        xml.Group("DeliveryParty", () => xml.Group("PartyName", delivery.Name, static (xml, name) => xml.Text("Name", name)));
    });
}
