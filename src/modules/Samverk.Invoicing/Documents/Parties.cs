using Samverk.Countries;
using Samverk.EInvoice;
using Samverk.Ledger;

namespace Samverk.Invoicing;

/// <summary>Seller and buyer in the terms of EN 16931 (BG-4, BG-7).</summary>
internal static class Parties
{
    /// <param name="noVat">Outside the scope no VAT number may be on the invoice (BR-O-02).</param>
    public static Party Of(LegalEntity entity, Seller seller, bool noVat) => new()
    {
        Name = seller.Name, LegalId = LegalId(entity.Country, seller.OrganisationNumber), VatId = noVat ? null : Compact(seller.VatNumber),
        TaxRegistration = noVat ? null : seller.TaxRegistration, LegalText = seller.LegalText,
        Endpoint = Endpoint(entity.Country, seller.OrganisationNumber, seller.VatNumber), Address = Of(seller.Address!),
        Contact = new(seller.ContactName, seller.ContactPhone, seller.ContactEmail),
    };

    public static Party Of(Client client, bool noVat) => new()
    {
        Name = client.Name, LegalId = LegalId(client.Country, client.OrganisationNumber), VatId = noVat ? null : Compact(client.VatNumber),
        Endpoint = Endpoint(client.Country, client.OrganisationNumber, client.VatNumber),
        Address = client.Address is { } address ? Of(address) : new(null, null, null, client.Country),
    };

    private static Address Of(PostalAddress address) =>
        new(Join(address.Street, address.BuildingNumber), address.PostalCode, address.Town, address.Country, Region: address.Region);

    private static string? Join(string? street, string? building) => building is null ? street : $"{street} {building}";

    private static Identifier? LegalId(string country, string? number) => Digits(country, number) is { } digits ? new(digits, Scheme(country)) : null;

    /// <summary>Where Peppol delivers: the register number in Sweden and Belgium, the VAT number in Germany and Austria (EAS).</summary>
    private static Identifier? Endpoint(string country, string? number, string? vat) => country switch
    {
        "SE" or "BE" => LegalId(country, number),
        "DE" when Compact(vat) is { } id => new(id, "9930"),
        "AT" when Compact(vat) is { } id => new(id, "9914"),
        _ => null,
    };

    // ISO 6523; a number of a country that is not listed here is shown without its register.
    private static string? Scheme(string country) => country switch { "SE" => "0007", "BE" => "0208", "FR" => "0002", "NL" => "0106", _ => null };

    private static string? Digits(string country, string? number) =>
        string.IsNullOrWhiteSpace(number) ? null : OrganisationNumber.Read(country, number) is { Refusal: null, Value: var digits } ? digits : number.Trim();

    private static string? Compact(string? vat) =>
        string.IsNullOrWhiteSpace(vat) ? null : VatNumber.Read(vat) is { Refusal: null, Value: var number } ? number.ToString() : vat.Trim();
}
