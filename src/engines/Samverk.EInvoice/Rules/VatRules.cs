using static Samverk.EInvoice.Rule;

namespace Samverk.EInvoice;

/// <summary>
/// The VAT rules of EN 16931 come in families: one pattern of ten rules for each category. BR-S-02 is to S what BR-AE-02 is to reverse charge.
/// </summary>
internal static class VatRules
{
    /// <param name="Prefix">As in the rule ids; K is called IC there, L is AF and M is AG.</param>
    /// <param name="Taxed">Per rate, any number of breakdowns, no reason for exemption.</param>
    private sealed record Family(string Prefix, string Category, bool Taxed, Func<decimal?, bool> Rate, Func<Invoice, bool> Ids, string IdsMessage);

    private static readonly Family[] Families =
    [
        new("S", VatCategory.Standard, true, rate => rate > 0, AnySellerTaxId, "a VAT id or tax registration of the seller, or a tax representative"),
        new("Z", VatCategory.Zero, false, IsZero, AnySellerTaxId, "a VAT id or tax registration of the seller, or a tax representative"),
        new("E", VatCategory.Exempt, false, IsZero, AnySellerTaxId, "a VAT id or tax registration of the seller, or a tax representative"),
        new("AE", VatCategory.ReverseCharge, false, IsZero, it => AnySellerTaxId(it) && (it.Buyer.VatId.Said() || it.Buyer.LegalId is not null),
            "tax ids of both parties"),
        new("IC", VatCategory.IntraCommunity, false, IsZero, it => SellerVatId(it) && it.Buyer.VatId.Said(), "VAT ids of both parties"),
        new("G", VatCategory.Export, false, IsZero, SellerVatId, "a VAT id of the seller or a tax representative"),
        new("O", VatCategory.OutsideScope, false, rate => rate is null,
            it => !it.Seller.VatId.Said() && !(it.TaxRepresentative?.VatId).Said() && !it.Buyer.VatId.Said(), "that no party shows a VAT id"),
        new("AF", VatCategory.Canaries, true, rate => rate >= 0, AnySellerTaxId, "a VAT id or tax registration of the seller, or a tax representative"),
        new("AG", VatCategory.CeutaMelilla, true, rate => rate >= 0, AnySellerTaxId, "a VAT id or tax registration of the seller, or a tax representative"),
    ];

    public static readonly Rule[] All =
    [
        .. Families.SelectMany(Of),
        Must("BR-IC-11", "BT-72", "Intra-community supply needs a delivery date or a period.",
            it => !InBreakdown(it, VatCategory.IntraCommunity) || it.Delivery?.Date is not null || it.Period is not null),
        Must("BR-IC-12", "BT-80", "Intra-community supply needs the country of delivery.",
            it => !InBreakdown(it, VatCategory.IntraCommunity) || (it.Delivery?.Address?.Country).Said()),
        Must("BR-O-11", "BG-23", "Outside the scope of VAT there is one breakdown only.",
            it => !InBreakdown(it, VatCategory.OutsideScope) || it.VatBreakdown.All(one => Is(one.Vat, VatCategory.OutsideScope))),
        Must("BR-O-12", "BG-25", "Outside the scope of VAT all lines are.",
            it => !InBreakdown(it, VatCategory.OutsideScope) || it.Lines.All(line => Is(line.Vat, VatCategory.OutsideScope))),
        Must("BR-O-13", "BG-20", "Outside the scope of VAT all allowances are.",
            it => !InBreakdown(it, VatCategory.OutsideScope) || it.Allowances.All(one => Is(one.Vat, VatCategory.OutsideScope))),
        Must("BR-O-14", "BG-21", "Outside the scope of VAT all charges are.",
            it => !InBreakdown(it, VatCategory.OutsideScope) || it.Charges.All(one => Is(one.Vat, VatCategory.OutsideScope))),
    ];

    private static IEnumerable<Rule> Of(Family family)
    {
        var (prefix, category) = (family.Prefix, family.Category);
        var inReason = family.Taxed || category is VatCategory.Zero ? "no reason for exemption" : "a reason for exemption or its code";
        yield return Must($"BR-{prefix}-01", "BG-23", $"Category {category} is in the breakdown exactly when it is used.",
            it => Accounted(it, family));
        yield return Must($"BR-{prefix}-02", "BG-25", $"A line of category {category} needs {family.IdsMessage}.",
            it => !it.Lines.Any(line => Is(line.Vat, category)) || family.Ids(it));
        yield return Must($"BR-{prefix}-03", "BG-20", $"An allowance of category {category} needs {family.IdsMessage}.",
            it => !it.Allowances.Any(one => Is(one.Vat, category)) || family.Ids(it));
        yield return Must($"BR-{prefix}-04", "BG-21", $"A charge of category {category} needs {family.IdsMessage}.",
            it => !it.Charges.Any(one => Is(one.Vat, category)) || family.Ids(it));
        yield return Line($"BR-{prefix}-05", $"The rate does not fit category {category}.", line => !Is(line.Vat, category) || family.Rate(line.Vat.Rate));
        yield return Allowance($"BR-{prefix}-06", $"The rate does not fit category {category}.", one => !Is(one.Vat, category) || family.Rate(one.Vat.Rate));
        yield return Charge($"BR-{prefix}-07", $"The rate does not fit category {category}.", one => !Is(one.Vat, category) || family.Rate(one.Vat.Rate));
        yield return new($"BR-{prefix}-08", $"The base of category {category} is the sum of what has it.", it => Bases(it, family));
        yield return Breakdown($"BR-{prefix}-09", $"The tax of category {category} does not follow from base and rate.",
            one => !Is(one.Vat, category) || TaxFits(one, family));
        yield return Breakdown($"BR-{prefix}-10", $"Category {category} has {inReason}.", one => !Is(one.Vat, category) || ReasonFits(one, family));
    }

    private static bool Accounted(Invoice invoice, Family family)
    {
        var count = invoice.VatBreakdown.Count(one => Is(one.Vat, family.Category));
        return invoice.Vats().Any(vat => Is(vat, family.Category)) ? (family.Taxed ? count >= 1 : count is 1) : count is 0;
    }

    private static IEnumerable<string> Bases(Invoice invoice, Family family)
    {
        for (var at = 0; at < invoice.VatBreakdown.Count; at++)
        {
            var one = invoice.VatBreakdown[at];
            if (!Is(one.Vat, family.Category)) continue;
            var sum = invoice.Lines.Where(line => Same(line.Vat)).Sum(line => line.Net ?? 0)
                - invoice.Allowances.Where(allowance => Same(allowance.Vat)).Sum(allowance => allowance.Amount ?? 0)
                + invoice.Charges.Where(charge => Same(charge.Vat)).Sum(charge => charge.Amount ?? 0);
            var difference = Math.Abs((one.Taxable ?? 0) - sum);
            if (family.Taxed ? difference >= 1 : difference > 0) yield return $"BG-23[{at + 1}]";

            bool Same(Vat vat) => Is(vat, family.Category) && (!family.Taxed || vat.Rate == one.Vat.Rate);
        }
    }

    private static bool TaxFits(VatSubtotal one, Family family) =>
        family.Taxed ? Math.Abs(Math.Abs(one.Tax ?? 0) - (Math.Abs(one.Taxable ?? 0) * (one.Vat.Rate ?? 0) / 100m).Round2()) < 1 : (one.Tax ?? 0) is 0;

    private static bool ReasonFits(VatSubtotal one, Family family) =>
        (one.Reason.Said() || one.ReasonCode.Said()) != (family.Taxed || family.Category is VatCategory.Zero);

    private static bool InBreakdown(Invoice invoice, string category) => invoice.VatBreakdown.Any(one => Is(one.Vat, category));

    private static bool Is(Vat vat, string category) => vat.Category == category;

    private static bool IsZero(decimal? rate) => rate is 0;

    private static bool SellerVatId(Invoice invoice) => invoice.Seller.VatId.Said() || (invoice.TaxRepresentative?.VatId).Said();

    private static bool AnySellerTaxId(Invoice invoice) => SellerVatId(invoice) || invoice.Seller.TaxRegistration.Said();
}
