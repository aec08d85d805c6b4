using Samverk.Kernel;

namespace Samverk.EInvoice;

/// <summary>
/// The arithmetic of EN 16931 (BR-CO-10 … BR-CO-17), with one rounding where the standard has one: each line, each allowance, and the VAT
/// of each category and rate. Half away from zero.
/// </summary>
public static class Totals
{
    /// <summary>No amount and no sum may be larger: a larger one is a mistake, not an invoice.</summary>
    internal const decimal Limit = 9_999_999_999_999.99m;

    /// <returns>
    /// The totals, or <c>field-missing</c> (a rate, or an amount without base and per cent), <c>field-invalid</c> (a base quantity that is not
    /// positive, a negative rate, negative weights) or <c>amount-too-large</c>.
    /// </returns>
    public static Outcome<ComputedTotals> Compute(TotalsInput input)
    {
        if (Fault(input) is { } fault) return fault;

        var lines = input.Lines.Select(LineNet).ToArray();
        var allowances = input.Allowances.Select(Amount).ToArray();
        var charges = input.Charges.Select(Amount).ToArray();
        var prepaid = ((Exact)input.Prepaid).Round2(Limit);
        var rounding = ((Exact)input.Rounding).Round2(Limit);
        if (lines.Contains(null) || allowances.Contains(null) || charges.Contains(null) || prepaid is null || rounding is null) return TooLarge;

        if (VatParts(input, lines, allowances, charges) is not { } parts) return TooLarge;
        var net = Sum(lines) - Sum(allowances) + Sum(charges);
        var vat = parts.Sum(part => part.Tax);
        var inAccounting = input.AccountingRate is { } rate ? ((Exact)vat * rate).Round2(Limit) : 0;
        if (Math.Abs(net) > Limit || Math.Abs(vat) > Limit || inAccounting is null) return TooLarge;

        return new ComputedTotals
        {
            LineNets = [.. lines.Select(amount => amount!.Value)],
            AllowanceAmounts = [.. allowances.Select(amount => amount!.Value)],
            ChargeAmounts = [.. charges.Select(amount => amount!.Value)],
            Lines = Sum(lines),
            Allowances = Sum(allowances),
            Charges = Sum(charges),
            Net = net,
            VatParts = parts,
            Vat = vat,
            Gross = net + vat,
            Prepaid = prepaid.Value,
            Rounding = rounding.Value,
            Due = net + vat - prepaid.Value + rounding.Value,
            VatInAccountingCurrency = input.AccountingRate is null ? null : inAccounting,
            Instalments = InstalmentSplit.Of(parts, input.Instalments),
        };
    }

    /// <summary>VAT of one pair: once, on the sum. Nothing is due in the categories that are not taxed.</summary>
    internal static decimal? Tax(decimal taxable, Vat vat) =>
        VatCategory.IsTaxed(vat.Category) ? ((Exact)taxable * vat.Rate!.Value / 100m).Round2(Limit) : 0m;

    private static decimal? LineNet(PricedLine line)
    {
        Exact net = (Exact)line.Price * line.Quantity / line.BaseQuantity;
        foreach (var charge in line.Charges) net += charge;
        foreach (var allowance in line.Allowances) net -= allowance;
        return net.Round2(Limit);
    }

    private static decimal? Amount(AllowanceInput given) =>
        (given.Amount is { } amount ? (Exact)amount : (Exact)given.Base!.Value * given.PerCent!.Value / 100m).Round2(Limit);

    private static Items<VatPart>? VatParts(TotalsInput input, decimal?[] lines, decimal?[] allowances, decimal?[] charges)
    {
        var order = new List<Vat>();
        var bases = new Dictionary<Vat, decimal>();
        for (var at = 0; at < lines.Length; at++) Add(input.Lines[at].Vat, lines[at]!.Value);
        for (var at = 0; at < allowances.Length; at++) Add(input.Allowances[at].Vat, -allowances[at]!.Value);
        for (var at = 0; at < charges.Length; at++) Add(input.Charges[at].Vat, charges[at]!.Value);

        var parts = order.Select(vat => (vat, taxable: bases[vat], tax: Math.Abs(bases[vat]) > Limit ? null : Tax(bases[vat], vat))).ToArray();
        return parts.Any(part => part.tax is null) ? null : [.. parts.Select(part => new VatPart(part.vat, part.taxable, part.tax!.Value))];

        void Add(Vat given, decimal amount)
        {
            var vat = Pair(given);
            if (!bases.TryGetValue(vat, out var sum)) order.Add(vat);
            bases[vat] = sum + amount;
        }
    }

    /// <summary>One spelling per pair: no rate outside the scope, 0 where the rate was left out and nothing is due, no trailing zeros.</summary>
    private static Vat Pair(Vat given) =>
        given with { Rate = given.Category is VatCategory.OutsideScope ? null : (given.Rate ?? 0) / 1.0000000000000000000000000000m };

    private static decimal Sum(decimal?[] amounts) => amounts.Aggregate(0m, (sum, amount) => sum + amount!.Value);

    private static Refusal TooLarge => new("amount-too-large", ("limit", Limit));

    private static Refusal? Fault(TotalsInput input)
    {
        if (input.Lines.Any(line => line.BaseQuantity <= 0)) return new("field-invalid") { Field = "baseQuantity" };
        if (input.Allowances.Concat(input.Charges).Any(given => given.Amount is null && (given.Base is null || given.PerCent is null)))
            return new("field-missing") { Field = "amount" };
        if (input.Instalments.Any(weight => weight < 0)) return new("field-invalid") { Field = "instalments" };
        var vats = input.Lines.Select(line => line.Vat).Concat(input.Allowances.Concat(input.Charges).Select(given => given.Vat));
        foreach (var vat in vats)
        {
            if (vat.Category is null) return new("field-missing") { Field = "category" };
            if (vat.Rate is null && VatCategory.IsTaxed(vat.Category)) return new("field-missing") { Field = "rate" };
            if (vat.Rate < 0) return new("field-invalid") { Field = "rate" };
        }

        return null;
    }
}
