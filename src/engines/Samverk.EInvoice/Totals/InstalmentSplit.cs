using Samverk.Kernel;

namespace Samverk.EInvoice;

/// <summary>
/// Splits an invoice into parts without losing a cent: the base of each VAT pair by the weights, its VAT by the sizes of those bases, both by
/// largest remainder (<see cref="Money.Allocate(IReadOnlyList{decimal})"/>).
/// </summary>
internal static class InstalmentSplit
{
    public static Items<Instalment> Of(IReadOnlyList<VatPart> parts, IReadOnlyList<decimal> weights)
    {
        if (weights.Count is 0) return [];
        var split = parts.Select(part => Split(part, weights)).ToArray();
        return [.. Enumerable.Range(0, weights.Count).Select(at => One([.. split.Select(part => part[at])]))];
    }

    private static VatPart[] Split(VatPart part, IReadOnlyList<decimal> weights)
    {
        var bases = Allocate(part.Taxable, weights);
        var taxes = Allocate(part.Tax, [.. bases.Select(Math.Abs)]);
        return [.. bases.Zip(taxes, (taxable, tax) => new VatPart(part.Vat, taxable, tax))];
    }

    // Which currency does not matter to a division of hundredths, but Money has one.
    private static decimal[] Allocate(decimal amount, IReadOnlyList<decimal> weights) =>
        [.. Money.Of(amount, Currency.EUR, Rounding.HalfAwayFromZero).Allocate(weights).Select(part => part.ToDecimal())];

    private static Instalment One(Items<VatPart> parts)
    {
        var (net, vat) = (parts.Sum(part => part.Taxable), parts.Sum(part => part.Tax));
        return new(net, parts, vat, net + vat);
    }
}
