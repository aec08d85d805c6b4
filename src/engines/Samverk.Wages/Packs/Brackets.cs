using System.Collections.Immutable;

namespace Samverk.Wages;

/// <param name="UpTo">End of the bracket; null = none.</param>
/// <param name="Rate">Per cent.</param>
internal readonly record struct TaxBracket(decimal? UpTo, decimal Rate);

/// <summary>A scale: end of each bracket (null = none) and per cent.</summary>
internal sealed record Brackets(ImmutableArray<TaxBracket> Rows)
{
    /// <summary>Unrounded.</summary>
    public decimal On(decimal amount)
    {
        var (tax, from) = (0m, 0m);
        foreach (var bracket in Rows)
        {
            var to = Math.Min(amount, bracket.UpTo ?? amount);
            if (to <= from) break;
            tax += (to - from).PerCent(bracket.Rate);
            from = to;
        }

        return tax;
    }

    public static Brackets Read(Value value) => new(value.Rows(row => new TaxBracket(row[0].Bound(), row[1].Number())));
}
