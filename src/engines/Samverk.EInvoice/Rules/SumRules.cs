using static Samverk.EInvoice.Rule;

namespace Samverk.EInvoice;

/// <summary>BR-CO-10 … BR-CO-16: sums, exact to the cent.</summary>
internal static class SumRules
{
    public static readonly Rule[] All =
    [
        Must("BR-CO-10", "BT-106", "The sum of the lines is the sum of the lines.",
            it => it.Totals.Lines is not { } sum || sum == it.Lines.Sum(line => line.Net ?? 0)),
        Must("BR-CO-11", "BT-107", "The sum of allowances is their sum.", it => Adds(it.Totals.Allowances, it.Allowances)),
        Must("BR-CO-12", "BT-108", "The sum of charges is their sum.", it => Adds(it.Totals.Charges, it.Charges)),
        Must("BR-CO-13", "BT-109", "Without VAT = lines − allowances + charges.", it =>
            it.Totals is var sum && (sum.Net is null || sum.Net == (sum.Lines ?? 0) - (sum.Allowances ?? 0) + (sum.Charges ?? 0))),
        Must("BR-CO-14", "BT-110", "The VAT is the sum of the breakdown.",
            it => it.Totals.Vat is not { } vat || vat == it.VatBreakdown.Sum(one => one.Tax ?? 0)),
        Must("BR-CO-15", "BT-112", "With VAT = without VAT + VAT, and the VAT is stated in the invoice's currency.", it =>
            it.Totals is { Vat: { } vat } sum && (sum.Gross is null || sum.Net is null || sum.Gross == sum.Net + vat)),
        Must("BR-CO-16", "BT-115", "Due = with VAT − prepaid + rounding.", it =>
            it.Totals is var sum && (sum.Due is null || sum.Gross is null || sum.Due == sum.Gross - (sum.Prepaid ?? 0) + (sum.Rounding ?? 0))),
    ];

    private static bool Adds(decimal? sum, Items<DocumentAllowance> items) =>
        sum is { } stated ? stated == items.Sum(one => one.Amount ?? 0) : items.Count is 0;
}
