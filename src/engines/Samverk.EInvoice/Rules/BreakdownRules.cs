using static Samverk.EInvoice.Rule;

namespace Samverk.EInvoice;

/// <summary>BR-45 … BR-48, BR-CO-17, BR-CO-18, BR-B.</summary>
internal static class BreakdownRules
{
    public static readonly Rule[] All =
    [
        Breakdown("BR-45", "The breakdown has a base.", one => one.Taxable is not null),
        Breakdown("BR-46", "The breakdown has a tax.", one => one.Tax is not null),
        Breakdown("BR-47", "The breakdown has a category.", one => one.Vat.Category.Said()),
        Breakdown("BR-48", "The breakdown has a rate.", one => one.Vat.Rate is not null || one.Vat.Category is VatCategory.OutsideScope),
        Breakdown("BR-CO-17", "The tax is the base times the rate.", TaxFollows),
        Must("BR-CO-18", "BG-23", "There is at least one VAT breakdown.", it => it.VatBreakdown.Count > 0),
        Must("BR-B-01", "BG-23", "Split payment is for invoices inside Italy.",
            it => !Uses(it, VatCategory.SplitPayment) || (it.SupplierCountry() is "IT" && it.CustomerCountry() is "IT")),
        Must("BR-B-02", "BG-23", "Split payment and standard VAT exclude each other.",
            it => !Uses(it, VatCategory.SplitPayment) || !Uses(it, VatCategory.Standard)),
    ];

    /// <summary>The public rule allows less than one unit of currency; our own totals are exact.</summary>
    private static bool TaxFollows(VatSubtotal one)
    {
        var (rate, tax) = (one.Vat.Rate ?? 0, one.Tax ?? 0);
        return decimal.Round(rate, 0, MidpointRounding.AwayFromZero) is 0
            ? decimal.Round(tax, 0, MidpointRounding.AwayFromZero) is 0
            : Math.Abs(Math.Abs(tax) - (Math.Abs(one.Taxable ?? 0) * rate / 100m).Round2()) < 1;
    }

    private static bool Uses(Invoice invoice, string category) => invoice.VatBreakdown.Any(one => one.Vat.Category == category);
}
