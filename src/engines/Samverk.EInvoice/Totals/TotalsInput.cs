namespace Samverk.EInvoice;

/// <summary>What totals are computed from. Amounts in units of one currency with two decimals; prices and quantities of any precision.</summary>
public sealed record TotalsInput(Items<PricedLine> Lines)
{
    public Items<AllowanceInput> Allowances { get; init; } = [];

    public Items<AllowanceInput> Charges { get; init; } = [];

    public decimal Prepaid { get; init; }

    /// <summary>BT-114: added to what is due, so that it can be paid in cash or in whole kronor.</summary>
    public decimal Rounding { get; init; }

    /// <summary>Units of the accounting currency for one unit of the invoice's; null = no second currency.</summary>
    public decimal? AccountingRate { get; init; }

    /// <summary>Weights of the instalments; empty = one payment.</summary>
    public Items<decimal> Instalments { get; init; } = [];
}

/// <param name="Price">For <paramref name="BaseQuantity"/> of it.</param>
/// <remarks>Allowances and charges are amounts that count before the line is rounded.</remarks>
public sealed record PricedLine(decimal Price, decimal Quantity, Vat Vat, decimal BaseQuantity = 1)
{
    public Items<decimal> Allowances { get; init; } = [];

    public Items<decimal> Charges { get; init; } = [];
}

/// <summary>Of the whole document: either an amount, or a base and a per cent of it.</summary>
public sealed record AllowanceInput(Vat Vat, decimal? Amount, decimal? Base = null, decimal? PerCent = null);
