using static Samverk.EInvoice.Rule;

namespace Samverk.EInvoice;

/// <summary>BR-01 … BR-16.</summary>
internal static class PresenceRules
{
    public static readonly Rule[] All =
    [
        Must("BR-01", "BT-24", "An invoice has a specification id.", it => it.Specification.Said()),
        Must("BR-02", "BT-1", "An invoice has a number.", it => it.Number.Said()),
        Must("BR-03", "BT-2", "An invoice has an issue date.", it => it.IssueDate is not null),
        Must("BR-04", "BT-3", "An invoice has a type.", it => it.Type.Said()),
        Must("BR-05", "BT-5", "An invoice has a currency.", it => it.Currency.Said()),
        Must("BR-06", "BT-27", "The seller has a name.", it => it.Seller.Name.Said()),
        Must("BR-07", "BT-44", "The buyer has a name.", it => it.Buyer.Name.Said()),
        Must("BR-08", "BG-5", "The seller has an address.", it => it.Seller.Address is not null),
        Must("BR-09", "BT-40", "The seller's address has a country.", it => (it.Seller.Address?.Country).Said()),
        Must("BR-10", "BG-8", "The buyer has an address.", it => it.Buyer.Address is not null),
        Must("BR-11", "BT-55", "The buyer's address has a country.", it => (it.Buyer.Address?.Country).Said()),
        Must("BR-12", "BT-106", "The sum of the lines is stated.", it => it.Totals.Lines is not null),
        Must("BR-13", "BT-109", "The total without VAT is stated.", it => it.Totals.Net is not null),
        Must("BR-14", "BT-112", "The total with VAT is stated.", it => it.Totals.Gross is not null),
        Must("BR-15", "BT-115", "The amount due is stated.", it => it.Totals.Due is not null),
        Must("BR-16", "BG-25", "An invoice has at least one line.", it => it.Lines.Count > 0),
    ];
}
