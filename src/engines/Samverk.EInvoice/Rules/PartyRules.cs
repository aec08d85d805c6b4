using static Samverk.EInvoice.Rule;

namespace Samverk.EInvoice;

/// <summary>Who the parties are, beyond name and address.</summary>
internal static class PartyRules
{
    public static readonly Rule[] All =
    [
        Must("BR-17", "BT-59", "A payee has a name and is not the seller.",
            it => it.Payee is not { } payee || (payee.Name.Said() && !IsSeller(payee, it.Seller))),
        Must("BR-18", "BT-62", "A tax representative has a name.", it => it.TaxRepresentative is not { } one || one.Name.Said()),
        Must("BR-19", "BG-12", "A tax representative has an address.", it => it.TaxRepresentative is not { } one || one.Address is not null),
        Must("BR-20", "BT-69", "The tax representative's address has a country.",
            it => it.TaxRepresentative?.Address is not { } address || address.Country.Said()),
        Must("BR-56", "BT-63", "A tax representative has a VAT id.", it => it.TaxRepresentative is not { } one || one.VatId.Said()),
        Must("BR-62", "BT-34", "The seller's endpoint has a scheme.", it => it.Seller.Endpoint is not { } id || id.Scheme.Said()),
        Must("BR-63", "BT-49", "The buyer's endpoint has a scheme.", it => it.Buyer.Endpoint is not { } id || id.Scheme.Said()),
        Must("BR-CO-09", "BT-31", "The seller's VAT id starts with a country.", it => StartsWithCountry(it.Seller.VatId)),
        Must("BR-CO-09", "BT-63", "The representative's VAT id starts with a country.", it => StartsWithCountry(it.TaxRepresentative?.VatId)),
        Must("BR-CO-09", "BT-48", "The buyer's VAT id starts with a country.", it => StartsWithCountry(it.Buyer.VatId)),
        Must("BR-CO-26", "BG-4", "The seller has an id, a legal registration or a VAT id.", it =>
            it.Seller.Ids.Count > 0 || it.Seller.LegalId is not null || it.Seller.VatId.Said()),
    ];

    private static bool IsSeller(Payee payee, Party seller) =>
        payee.Name == seller.Name || (payee.Id is { } id && seller.Ids.Contains(id)) || (payee.LegalId is { } legal && legal == seller.LegalId);

    /// <summary>Greece writes EL.</summary>
    private static bool StartsWithCountry(string? vatId) =>
        !vatId.Said() || (vatId!.Length >= 2 && (vatId.StartsWith("EL", StringComparison.Ordinal) || CodeLists.Countries.Contains(vatId[..2])));
}
