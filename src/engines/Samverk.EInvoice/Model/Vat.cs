namespace Samverk.EInvoice;

/// <summary>Codes of UNTDID 5305 (BT-95, BT-102, BT-118, BT-151).</summary>
public static class VatCategory
{
    public const string Standard = "S", Zero = "Z", Exempt = "E", ReverseCharge = "AE", IntraCommunity = "K", Export = "G",
        OutsideScope = "O", Canaries = "L", CeutaMelilla = "M", SplitPayment = "B";

    /// <summary>A tax is due only in these; in the others it is nil.</summary>
    public static bool IsTaxed(string? category) => category is Standard or Canaries or CeutaMelilla or SplitPayment;
}

/// <summary>The category and the rate in per cent; rates compare as numbers (6 = 6.00). Category O has no rate.</summary>
public sealed record Vat(string? Category, decimal? Rate)
{
    public static Vat Standard(decimal rate) => new(VatCategory.Standard, rate);

    public static readonly Vat ReverseCharge = new(VatCategory.ReverseCharge, 0), Exempt = new(VatCategory.Exempt, 0),
        OutsideScope = new(VatCategory.OutsideScope, null);
}

/// <summary>BG-23: BT-116, BT-117, BT-118 with BT-119, BT-120 and BT-121.</summary>
public sealed record VatSubtotal(decimal? Taxable, decimal? Tax, Vat Vat, string? Reason = null, string? ReasonCode = null);

/// <summary>BG-20 an allowance or BG-21 a charge of the whole document.</summary>
/// <param name="Amount">BT-92, BT-99.</param>
/// <param name="Vat">BT-95 and BT-96, BT-102 and BT-103.</param>
/// <param name="Reason">BT-97, BT-104.</param>
/// <param name="ReasonCode">BT-98 (UNTDID 5189), BT-105 (UNTDID 7161).</param>
/// <param name="Base">BT-93, BT-100.</param>
/// <param name="PerCent">BT-94, BT-101.</param>
public sealed record DocumentAllowance(
    decimal? Amount, Vat Vat, string? Reason = null, string? ReasonCode = null, decimal? Base = null, decimal? PerCent = null);

/// <summary>BG-27 an allowance or BG-28 a charge of one line: BT-136 … BT-140, BT-141 … BT-145.</summary>
public sealed record LineAllowance(decimal? Amount, string? Reason = null, string? ReasonCode = null, decimal? Base = null, decimal? PerCent = null);

/// <summary>BG-22, as the document states it.</summary>
public sealed record DocumentTotals
{
    public static readonly DocumentTotals None = new();

    /// <summary>BT-106.</summary>
    public decimal? Lines { get; init; }

    /// <summary>BT-107.</summary>
    public decimal? Allowances { get; init; }

    /// <summary>BT-108.</summary>
    public decimal? Charges { get; init; }

    /// <summary>BT-109.</summary>
    public decimal? Net { get; init; }

    /// <summary>BT-110.</summary>
    public decimal? Vat { get; init; }

    /// <summary>BT-111, in the accounting currency.</summary>
    public decimal? VatInAccountingCurrency { get; init; }

    /// <summary>BT-112.</summary>
    public decimal? Gross { get; init; }

    /// <summary>BT-113.</summary>
    public decimal? Prepaid { get; init; }

    /// <summary>BT-114.</summary>
    public decimal? Rounding { get; init; }

    /// <summary>BT-115.</summary>
    public decimal? Due { get; init; }
}
