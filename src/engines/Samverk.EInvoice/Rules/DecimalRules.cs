using static Samverk.EInvoice.Rule;

namespace Samverk.EInvoice;

/// <summary>BR-DEC: at most two decimals in every amount; prices and quantities may have any number.</summary>
internal static class DecimalRules
{
    private const string Two = "An amount has at most two decimals.";

    public static readonly Rule[] All =
    [
        Allowance("BR-DEC-01", Two, one => one.Amount.TwoDecimals()),
        Allowance("BR-DEC-02", Two, one => one.Base.TwoDecimals()),
        Charge("BR-DEC-05", Two, one => one.Amount.TwoDecimals()),
        Charge("BR-DEC-06", Two, one => one.Base.TwoDecimals()),
        Must("BR-DEC-09", "BT-106", Two, it => it.Totals.Lines.TwoDecimals()),
        Must("BR-DEC-10", "BT-107", Two, it => it.Totals.Allowances.TwoDecimals()),
        Must("BR-DEC-11", "BT-108", Two, it => it.Totals.Charges.TwoDecimals()),
        Must("BR-DEC-12", "BT-109", Two, it => it.Totals.Net.TwoDecimals()),
        Must("BR-DEC-13", "BT-110", Two, it => it.Totals.Vat.TwoDecimals()),
        Must("BR-DEC-14", "BT-112", Two, it => it.Totals.Gross.TwoDecimals()),
        Must("BR-DEC-15", "BT-111", Two, it => it.Totals.VatInAccountingCurrency.TwoDecimals()),
        Must("BR-DEC-16", "BT-113", Two, it => it.Totals.Prepaid.TwoDecimals()),
        Must("BR-DEC-17", "BT-114", Two, it => it.Totals.Rounding.TwoDecimals()),
        Must("BR-DEC-18", "BT-115", Two, it => it.Totals.Due.TwoDecimals()),
        Breakdown("BR-DEC-19", Two, one => one.Taxable.TwoDecimals()),
        Breakdown("BR-DEC-20", Two, one => one.Tax.TwoDecimals()),
        Line("BR-DEC-23", Two, line => line.Net.TwoDecimals()),
        LineAllowance("BR-DEC-24", Two, one => one.Amount.TwoDecimals()),
        LineAllowance("BR-DEC-25", Two, one => one.Base.TwoDecimals()),
        LineCharge("BR-DEC-27", Two, one => one.Amount.TwoDecimals()),
        LineCharge("BR-DEC-28", Two, one => one.Base.TwoDecimals()),
    ];
}
