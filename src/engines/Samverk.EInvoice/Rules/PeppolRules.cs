using static Samverk.EInvoice.Rule;

namespace Samverk.EInvoice;

/// <summary>PEPPOL-EN16931-R…: what Peppol BIS Billing 3 asks beyond the standard.</summary>
internal static class PeppolRules
{
    private const string R = "PEPPOL-EN16931-R", Process = "urn:fdc:peppol.eu:2017:poacc:billing:";
    private const decimal Tolerance = 0.02m;

    public static readonly Rule[] All =
    [
        Must(R + "001", "BT-23", "The business process is stated.", it => it.Process.Said()),
        Must(R + "002", "BG-1", "There is one note at most, unless both parties are German.", it => it.Notes.Count <= 1 || it.BothGerman()),
        Must(R + "003", "BT-10", "There is a buyer reference or an order.",
            it => it.BuyerReference.Said() || it.OrderReference.Said() || it.SalesOrderReference.Said()),
        Must(R + "004", "BT-24", "The specification is Peppol's.",
            it => it.Specification?.StartsWith(Specification.Peppol, StringComparison.Ordinal) is true),
        Must(R + "005", "BT-6", "The accounting currency is not the invoice's.",
            it => it.AccountingCurrency is null || it.AccountingCurrency != it.Currency),
        Must(R + "007", "BT-23", "The business process is one of Peppol's.", it => it.Process is null || IsProcess(it.Process)),
        Must(R + "010", "BT-49", "The buyer has an endpoint.", it => (it.Buyer.Endpoint?.Value).Said()),
        Must(R + "020", "BT-34", "The seller has an endpoint.", it => (it.Seller.Endpoint?.Value).Said()),
        Allowance(R + "040", "The amount is the base times the per cent.", one => Follows(one.Amount, one.Base, one.PerCent)),
        Charge(R + "040", "The amount is the base times the per cent.", one => Follows(one.Amount, one.Base, one.PerCent)),
        Line(R + "040", "The amount is the base times the per cent.", line => Of(line).All(one => Follows(one.Amount, one.Base, one.PerCent))),
        Allowance(R + "041", "A per cent needs its base.", one => one.PerCent is null || one.Base is not null),
        Charge(R + "041", "A per cent needs its base.", one => one.PerCent is null || one.Base is not null),
        Line(R + "041", "A per cent needs its base.", line => Of(line).All(one => one.PerCent is null || one.Base is not null)),
        Allowance(R + "042", "A base needs its per cent.", one => one.Base is null || one.PerCent is not null),
        Charge(R + "042", "A base needs its per cent.", one => one.Base is null || one.PerCent is not null),
        Line(R + "042", "A base needs its per cent.", line => Of(line).All(one => one.Base is null || one.PerCent is not null)),
        Line(R + "046", "The net price is the gross price minus the discount.",
            line => line.Price.Gross is not { } gross || line.Price.Net == gross - (line.Price.Discount ?? 0)),
        Must(R + "053", "BG-23", "The VAT is stated with its breakdown.", it => it.Totals.Vat is not null && it.VatBreakdown.Count > 0),
        Must(R + "054", "BT-111", "VAT in a second currency is stated exactly when there is an accounting currency.",
            it => it.AccountingCurrency is null == it.Totals.VatInAccountingCurrency is null),
        Must(R + "055", "BT-111", "Both VAT totals have the same sign.",
            it => it.Totals is not { Vat: { } vat, VatInAccountingCurrency: { } other } || (vat >= 0 && other >= 0) || (vat <= 0 && other <= 0)),
        Must(R + "061", "BT-89", "A direct debit names the mandate.",
            it => it.Payment is not { Means: "49" or "59" } payment || (payment.Debit?.Mandate).Said()),
        Line(R + "110", "A line's period starts within the invoice's.", (it, line) => !(line.Period?.Start < it.Period?.Start)),
        Line(R + "111", "A line's period ends within the invoice's.", (it, line) => !(line.Period?.End > it.Period?.End)),
        Line(R + "120", "Line net = quantity × price ÷ base quantity + charges − allowances.", NetFollows),
        Line(R + "121", "A base quantity is positive.", line => line.Price.BaseQuantity is not <= 0),
        Line(R + "130", "The base quantity has the line's unit.", line => line.Price.BaseUnit is null || line.Price.BaseUnit == line.Unit),
    ];

    private static IEnumerable<LineAllowance> Of(InvoiceLine line) => line.Allowances.Concat(line.Charges);

    private static bool Follows(decimal? amount, decimal? ofBase, decimal? perCent) =>
        ofBase is null || perCent is null || Math.Abs((amount ?? 0) - (ofBase.Value * perCent.Value / 100m)) <= Tolerance;

    private static bool NetFollows(InvoiceLine line)
    {
        if (line.Price.Net is not { } price || line.Price.BaseQuantity is <= 0) return true;
        // Exact, because a tiny base quantity of a foreign document is no reason to overflow.
        var difference = (Exact)(line.Quantity ?? 1) * price / (line.Price.BaseQuantity ?? 1) - (line.Net ?? 0);
        foreach (var one in line.Charges) difference += one.Amount ?? 0;
        foreach (var one in line.Allowances) difference -= one.Amount ?? 0;
        return difference.IsWithin(Tolerance);
    }

    private static bool IsProcess(string process) =>
        process.Length == Process.Length + 6 && process.StartsWith(Process, StringComparison.Ordinal) && process.EndsWith(":1.0", StringComparison.Ordinal)
        && process[Process.Length..(Process.Length + 2)].AllDigits();
}
