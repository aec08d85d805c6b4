using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Samverk.Wages;

/// <summary>The preliminary tax of a payment, in whole kronor (skatteförfarandelagen, chapters 11 and 13).</summary>
internal static class SwedishWithholding
{
    /// <summary>Up to here the published tables equal the annual formula; above, published percentages count.</summary>
    private const decimal LastAmount = 80_000;

    /// <summary>Tax of a month's income by table and column.</summary>
    public static (decimal Tax, decimal? Percent) ByTable(Reckoning reckoning, int table, int column, decimal income)
    {
        // The rows are whole kronor: 10,100.50 is still in the row that ends with 10,100.
        var kronor = decimal.Floor(income);
        if (kronor <= LastAmount)
        {
            if (reckoning.IfSupplied(SwedishLaw.AmountTables) is { } amounts) return (OfAgency(reckoning, amounts, (table, column), kronor), null);
            var year = SwedishAnnualTax.Of(reckoning, table, column, UpperBound(kronor) * 12);
            return (decimal.Floor(year.Total / 12), null);
        }

        var tables = reckoning.Get(SwedishLaw.PercentTables);
        if (!tables.TryGetValue(table, out var columns)) throw reckoning.Missing(SwedishLaw.PercentTables.Id);
        var percent = columns[column - 1].At((int)Math.Min(kronor, int.MaxValue));
        return (Rounded.Cut(income.PerCent(percent)), percent);
    }

    private static decimal OfAgency(
        Reckoning reckoning, FrozenDictionary<int, ImmutableArray<AmountRow>> amounts, (int Table, int Column) of, decimal kronor)
    {
        if (!amounts.TryGetValue(of.Table, out var rows)) throw reckoning.Missing($"{SwedishLaw.AmountTables.Id}.{of.Table}");
        var (low, high) = (0, rows.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (rows[middle].To < kronor) low = middle + 1;
            else high = middle;
        }

        return low < rows.Length ? rows[low].Tax[of.Column - 1] : throw reckoning.Missing($"{SwedishLaw.AmountTables.Id}.{of.Table}");
    }

    /// <summary>The last krona of a row: 2,000, then steps of 100 up to 20,000, then of 200.</summary>
    private static decimal UpperBound(decimal kronor) => kronor switch
    {
        <= 0 => 0,
        <= 2_000 => 2_000,
        <= 20_000 => Rounded.Up(kronor, 100),
        _ => Rounded.Up(kronor, 200),
    };

    /// <summary>The last krona of the row before the one of <paramref name="income"/>; 0 where it is in the first. Percentages change at whole 200 too.</summary>
    public static decimal RowBefore(decimal income) => decimal.Floor(income) switch
    {
        <= 2_000 => 0,
        <= 20_000 and var kronor => Rounded.Up(kronor, 100) - 100,
        var kronor => Rounded.Up(kronor, 200) - 200,
    };

    /// <summary>The percentage of a one-off payment, by the year's expected income with the payment.</summary>
    public static decimal OneOffPercent(Reckoning reckoning, int column, decimal annualIncome)
    {
        if (!reckoning.Get(SwedishLaw.OneOff).TryGetValue(column, out var rows)) throw reckoning.Missing($"{SwedishLaw.OneOff.Id}.{column}");
        foreach (var row in rows)
            if (row.UpTo is not { } bound || decimal.Floor(annualIncome) <= bound)
                return row.Percent;
        throw new InvalidOperationException("the last row of a scale has no bound");
    }

    /// <summary>Whether the payment is too small for any tax: below a single payment's limit, or the year's where the payer expects less.</summary>
    public static bool TooSmall(Reckoning reckoning, decimal payment, decimal? expectedYear)
    {
        var limits = reckoning.Get(SwedishLaw.NoTaxBelow);
        return payment < limits.Payment || expectedYear < limits.Year;
    }

    /// <summary>A flat per cent of the payment, without öre.</summary>
    public static decimal Flat(decimal payment, decimal percent) => Rounded.Cut(payment.PerCent(percent));
}
