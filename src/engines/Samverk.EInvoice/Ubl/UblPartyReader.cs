using System.Xml.Linq;

namespace Samverk.EInvoice;

internal static class UblPartyReader
{
    public static Party Party(XElement? from)
    {
        if (from is null) return EInvoice.Party.Nobody;
        var schemes = from.Groups("PartyTaxScheme").ToArray();
        var legal = from.Group("PartyLegalEntity");
        var contact = from.Group("Contact");
        return new()
        {
            Endpoint = from.Id("EndpointID"),
            Ids = [.. Ids(from).Where(id => id.Scheme is not "SEPA")],
            TradingName = from.Group("PartyName").Text("Name"),
            Address = from.Group("PostalAddress") is { } address ? Address(address) : null,
            VatId = schemes.FirstOrDefault(IsVat).Text("CompanyID"),
            TaxRegistration = schemes.FirstOrDefault(scheme => !IsVat(scheme)).Text("CompanyID"),
            Name = legal.Text("RegistrationName"),
            LegalId = legal.Id("CompanyID"),
            LegalText = legal.Text("CompanyLegalForm"),
            Contact = contact is null ? null : new(contact.Text("Name"), contact.Text("Telephone"), contact.Text("ElectronicMail")),
        };
    }

    /// <summary>BT-90, an id of the seller or the payee with the scheme SEPA.</summary>
    public static string? CreditorId(XElement? party) => party is null ? null : Ids(party).FirstOrDefault(id => id.Scheme is "SEPA")?.Value;

    public static Payee Payee(XElement from) =>
        new(from.Group("PartyName").Text("Name"), Ids(from).FirstOrDefault(id => id.Scheme is not "SEPA"), from.Group("PartyLegalEntity").Id("CompanyID"));

    public static TaxRepresentative Representative(XElement from) =>
        new(from.Group("PartyName").Text("Name"), from.Groups("PartyTaxScheme").FirstOrDefault(IsVat).Text("CompanyID"), from.Group("PostalAddress") is { } address ? Address(address) : null);

    public static Delivery Delivery(XElement from)
    {
        var place = from.Group("DeliveryLocation");
        return new(from.Date("ActualDeliveryDate"), place.Group("Address") is { } address ? Address(address) : null, from.Group("DeliveryParty").Group("PartyName").Text("Name"), place.Id());
    }

    private static Address Address(XElement from) => new(
        from.Text("StreetName"), from.Text("PostalZone"), from.Text("CityName"), from.Group("Country").Text("IdentificationCode"),
        from.Text("AdditionalStreetName"), from.Group("AddressLine").Text("Line"), from.Text("CountrySubentity"));

    private static bool IsVat(XElement scheme) => scheme.Group("TaxScheme").Text("ID") is "VAT";

    private static IEnumerable<Identifier> Ids(XElement from) => from.Groups("PartyIdentification").Select(one => one.Id()).OfType<Identifier>();
}
