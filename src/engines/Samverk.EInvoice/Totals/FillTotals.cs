using Samverk.Kernel;

namespace Samverk.EInvoice;

/// <summary>BT-120 and BT-121: why no VAT is charged. One of the two is enough.</summary>
public sealed record ExemptionReason(string? Text, string? Code)
{
    /// <summary>The reason that a category itself gives (VATEX list of EN 16931); null for S, Z and for E, whose reason is the seller's.</summary>
    public static ExemptionReason? Of(Vat vat) => vat.Category switch
    {
        VatCategory.ReverseCharge => new("Reverse charge", "VATEX-EU-AE"),
        VatCategory.IntraCommunity => new("Intra-Community supply", "VATEX-EU-IC"),
        VatCategory.Export => new("Export outside the EU", "VATEX-EU-G"),
        VatCategory.OutsideScope => new("Not subject to VAT", "VATEX-EU-O"),
        _ => null,
    };
}

public static class FillTotals
{
    /// <summary>
    /// The draft with every amount that follows from prices and quantities: BT-131 of the lines, BT-92 and BT-99, BG-22 and BG-23.
    /// What it stated of these before is replaced; BT-113 and BT-114 are kept.
    /// </summary>
    /// <param name="reason">Why no VAT is charged, per category and rate; <see cref="ExemptionReason.Of"/> knows the usual ones.</param>
    /// <param name="accountingRate">Units of BT-6 for one unit of BT-5.</param>
    /// <returns>The invoice, <c>field-missing</c> (price or quantity) or a refusal of <see cref="Totals.Compute"/>.</returns>
    public static Outcome<Invoice> Filled(this Invoice draft, Func<Vat, ExemptionReason?>? reason = null, decimal? accountingRate = null)
    {
        if (draft.Lines.Any(line => line.Price.Net is null)) return new Refusal("field-missing") { Field = "price" };
        if (draft.Lines.Any(line => line.Quantity is null)) return new Refusal("field-missing") { Field = "quantity" };
        if (draft.Lines.Any(line => line.Allowances.Concat(line.Charges).Any(one => one.Amount is null)))
            return new Refusal("field-missing") { Field = "amount" };

        return Totals.Compute(Input(draft, accountingRate)).Then<Invoice>(computed => With(draft, computed, reason ?? ExemptionReason.Of));
    }

    private static TotalsInput Input(Invoice draft, decimal? accountingRate) => new([.. draft.Lines.Select(Priced)])
    {
        Allowances = [.. draft.Allowances.Select(Given)],
        Charges = [.. draft.Charges.Select(Given)],
        Prepaid = draft.Totals.Prepaid ?? 0,
        Rounding = draft.Totals.Rounding ?? 0,
        AccountingRate = accountingRate,
    };

    private static PricedLine Priced(InvoiceLine line) => new(line.Price.Net!.Value, line.Quantity!.Value, line.Vat, line.Price.BaseQuantity ?? 1)
    {
        Allowances = [.. line.Allowances.Select(one => one.Amount!.Value)],
        Charges = [.. line.Charges.Select(one => one.Amount!.Value)],
    };

    // A per cent is what was agreed: the amount follows from it, not the other way round.
    private static AllowanceInput Given(DocumentAllowance one) =>
        one is { Base: not null, PerCent: not null } ? new(one.Vat, null, one.Base, one.PerCent) : new(one.Vat, one.Amount);

    private static Invoice With(Invoice draft, ComputedTotals computed, Func<Vat, ExemptionReason?> reason) => draft with
    {
        Lines = [.. draft.Lines.Select((line, at) => line with { Net = computed.LineNets[at] })],
        Allowances = [.. draft.Allowances.Select((one, at) => one with { Amount = computed.AllowanceAmounts[at] })],
        Charges = [.. draft.Charges.Select((one, at) => one with { Amount = computed.ChargeAmounts[at] })],
        VatBreakdown = [.. computed.VatParts.Select(part => Subtotal(part, reason(part.Vat)))],
        Totals = new DocumentTotals
        {
            Lines = computed.Lines,
            Allowances = draft.Allowances.Count > 0 ? computed.Allowances : null,
            Charges = draft.Charges.Count > 0 ? computed.Charges : null,
            Net = computed.Net,
            Vat = computed.Vat,
            VatInAccountingCurrency = computed.VatInAccountingCurrency,
            Gross = computed.Gross,
            Prepaid = draft.Totals.Prepaid is null ? null : computed.Prepaid,
            Rounding = draft.Totals.Rounding is null ? null : computed.Rounding,
            Due = computed.Due,
        },
    };

    private static VatSubtotal Subtotal(VatPart part, ExemptionReason? reason) => new(part.Taxable, part.Tax, part.Vat, reason?.Text, reason?.Code);
}
