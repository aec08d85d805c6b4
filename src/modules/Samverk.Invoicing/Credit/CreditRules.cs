using Samverk.EInvoice;
using Samverk.Kernel;

namespace Samverk.Invoicing;

internal static class CreditRules
{
    /// <summary>
    /// Takes a net amount from what is left of each VAT pair, in proportion and by largest remainder. A pair that is taken whole takes all of
    /// its tax, so that all credit notes together give back exactly what was invoiced.
    /// </summary>
    /// <param name="left">Their nets sum to at least <paramref name="net"/>.</param>
    public static IReadOnlyList<VatSubtotal> Take(IReadOnlyList<VatSubtotal> left, Money net)
    {
        var nets = net.Allocate([.. left.Select(part => part.Taxable!.Value)]);
        return [.. left.Zip(nets, (part, taken) => Of(part, taken)).Where(part => part.Taxable is not 0)];
    }

    private static VatSubtotal Of(VatSubtotal left, Money taken)
    {
        var tax = taken.ToDecimal() == left.Taxable
            ? left.Tax!.Value
            : Math.Min(taken.Times(Rate.OfPerCent(left.Vat.Rate ?? 0), Rounding.HalfAwayFromZero).ToDecimal(), left.Tax!.Value);
        return left with { Taxable = taken.ToDecimal(), Tax = tax };
    }
}
