namespace Samverk.EInvoice;

/// <summary>The result of <see cref="Totals.Compute"/>: two decimals everywhere; the sums hold exactly.</summary>
public sealed record ComputedTotals
{
    /// <summary>BT-131 of each line, in their order.</summary>
    public required Items<decimal> LineNets { get; init; }

    /// <summary>BT-92 of each allowance.</summary>
    public required Items<decimal> AllowanceAmounts { get; init; }

    /// <summary>BT-99 of each charge.</summary>
    public required Items<decimal> ChargeAmounts { get; init; }

    /// <summary>BT-106.</summary>
    public required decimal Lines { get; init; }

    /// <summary>BT-107.</summary>
    public required decimal Allowances { get; init; }

    /// <summary>BT-108.</summary>
    public required decimal Charges { get; init; }

    /// <summary>BT-109.</summary>
    public required decimal Net { get; init; }

    /// <summary>BG-23, one per category and rate, in the order in which they first occur.</summary>
    public required Items<VatPart> VatParts { get; init; }

    /// <summary>BT-110.</summary>
    public required decimal Vat { get; init; }

    /// <summary>BT-112.</summary>
    public required decimal Gross { get; init; }

    /// <summary>BT-113.</summary>
    public required decimal Prepaid { get; init; }

    /// <summary>BT-114.</summary>
    public required decimal Rounding { get; init; }

    /// <summary>BT-115.</summary>
    public required decimal Due { get; init; }

    /// <summary>BT-111.</summary>
    public decimal? VatInAccountingCurrency { get; init; }

    public Items<Instalment> Instalments { get; init; } = [];
}

/// <summary>BT-116 and BT-117 of one category and rate.</summary>
public sealed record VatPart(Vat Vat, decimal Taxable, decimal Tax);

/// <summary>One part of an invoice that is issued in parts; the parts add up to the whole in every figure.</summary>
public sealed record Instalment(decimal Net, Items<VatPart> VatParts, decimal Vat, decimal Gross);
