using static Samverk.EInvoice.Rule;

namespace Samverk.EInvoice;

/// <summary>Amount, category and reason of allowances and charges.</summary>
internal static class AllowanceRules
{
    public static readonly Rule[] All =
    [
        Allowance("BR-31", "An allowance has an amount.", one => one.Amount is not null),
        Allowance("BR-32", "An allowance has a VAT category.", one => one.Vat.Category.Said()),
        Allowance("BR-33", "An allowance has a reason.", HasReason),
        Charge("BR-36", "A charge has an amount.", one => one.Amount is not null),
        Charge("BR-37", "A charge has a VAT category.", one => one.Vat.Category.Said()),
        Charge("BR-38", "A charge has a reason.", HasReason),
        LineAllowance("BR-41", "An allowance of a line has an amount.", one => one.Amount is not null),
        LineAllowance("BR-42", "An allowance of a line has a reason.", HasReason),
        LineCharge("BR-43", "A charge of a line has an amount.", one => one.Amount is not null),
        LineCharge("BR-44", "A charge of a line has a reason.", HasReason),
        Allowance("BR-CO-21", "An allowance has a reason or its code.", HasReason),
        Charge("BR-CO-22", "A charge has a reason or its code.", HasReason),
        LineAllowance("BR-CO-23", "An allowance of a line has a reason or its code.", HasReason),
        LineCharge("BR-CO-24", "A charge of a line has a reason or its code.", HasReason),
    ];

    private static bool HasReason(DocumentAllowance one) => one.Reason.Said() || one.ReasonCode.Said();

    private static bool HasReason(LineAllowance one) => one.Reason.Said() || one.ReasonCode.Said();
}
