namespace Samverk.EInvoice;

/// <summary>What several rules ask of a document.</summary>
internal static class Facts
{
    public static bool Said(this string? text) => !string.IsNullOrWhiteSpace(text);

    public static bool TwoDecimals(this decimal? amount) => amount is not { } value || decimal.Round(value, 2) == value;

    public static decimal Round2(this decimal value) => decimal.Round(value, 2, MidpointRounding.AwayFromZero);

    public static bool AllDigits(this string text) => text.Length > 0 && text.All(char.IsAsciiDigit);

    /// <summary>Modulus 10 with weights 2 and 1 from the right (ISO/IEC 7812), check digit last.</summary>
    public static bool Luhn(this string digits)
    {
        if (!digits.AllDigits()) return false;
        var sum = 0;
        for (var at = 0; at < digits.Length; at++)
        {
            var digit = digits[^(at + 1)] - '0';
            var weighted = at % 2 is 0 ? digit : digit * 2;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }

        return sum % 10 is 0;
    }

    /// <summary>The categories of lines, allowances and charges: what the breakdown has to account for.</summary>
    public static IEnumerable<Vat> Vats(this Invoice invoice) =>
        invoice.Lines.Select(line => line.Vat).Concat(invoice.Allowances.Select(one => one.Vat)).Concat(invoice.Charges.Select(one => one.Vat));

    /// <summary>Peppol: the prefix of the seller's VAT id, else of the representative's, else the country of the seller's address.</summary>
    public static string? SupplierCountry(this Invoice invoice) =>
        Prefix(invoice.Seller.VatId) ?? Prefix(invoice.TaxRepresentative?.VatId) ?? invoice.Seller.Address?.Country;

    public static string? CustomerCountry(this Invoice invoice) => Prefix(invoice.Buyer.VatId) ?? invoice.Buyer.Address?.Country;

    public static bool BothGerman(this Invoice invoice) => invoice.Seller.Address?.Country is "DE" && invoice.Buyer.Address?.Country is "DE";

    private static string? Prefix(string? vatId) => vatId is { Length: > 2 } ? vatId[..2].ToUpperInvariant() : null;
}
