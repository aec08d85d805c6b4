using Samverk.Kernel;

namespace Samverk.Wages;

/// <summary>
/// Roundings as wage law names them, and exact arithmetic. Multiply first and divide last: one division of decimals that is then rounded
/// is exact (a quotient that is no tie lies further from one than the last of 28 digits), two in a row are not.
/// </summary>
internal static class Rounded
{
    /// <summary>Half-up to the cent: the rule of most payroll lines.</summary>
    public static decimal Cent(decimal amount) => decimal.Round(amount, 2, MidpointRounding.AwayFromZero);

    /// <summary>Half-up to <paramref name="decimals"/> places.</summary>
    public static decimal HalfUp(decimal amount, int decimals) => decimal.Round(amount, decimals, MidpointRounding.AwayFromZero);

    /// <summary>Cut towards zero to <paramref name="decimals"/> places.</summary>
    public static decimal Cut(decimal amount, int decimals = 0) => decimal.Round(amount, decimals, MidpointRounding.ToZero);

    /// <summary>Away from zero to <paramref name="decimals"/> places.</summary>
    public static decimal Away(decimal amount, int decimals = 0) =>
        decimal.Round(amount, decimals, amount < 0 ? MidpointRounding.ToNegativeInfinity : MidpointRounding.ToPositiveInfinity);

    /// <summary>Down to a whole multiple of <paramref name="unit"/>.</summary>
    public static decimal Down(decimal amount, decimal unit) => decimal.Floor(amount / unit) * unit;

    /// <summary>Up to a whole multiple of <paramref name="unit"/>.</summary>
    public static decimal Up(decimal amount, decimal unit) => decimal.Ceiling(amount / unit) * unit;

    /// <summary><paramref name="amount"/> × per cent ÷ 100, unrounded: moving the point is exact.</summary>
    public static decimal PerCent(this decimal amount, decimal rate) => amount * rate * 0.01m;

    /// <summary>The square root to at least 20 digits, by Newton's method in decimals.</summary>
    public static decimal Root(decimal square)
    {
        if (square < 0) throw new ArgumentOutOfRangeException(nameof(square));
        if (square is 0) return 0;
        var root = square < 1 ? 1m : square;
        // From above Newton's steps only fall; the first that does not is the end of the digits.
        while ((root + (square / root)) / 2 is var next && next < root) root = next;
        return root;
    }
}

/// <summary>How the amount of a line was rounded, for whoever reads it.</summary>
/// <param name="Unit">The smallest step: 0.01 for cents, 1 for whole kronor.</param>
public readonly record struct LineRounding(Rounding Rule, decimal Unit)
{
    public static readonly LineRounding Cent = new(Rounding.HalfAwayFromZero, 0.01m);
    public static readonly LineRounding CentCut = new(Rounding.TowardsZero, 0.01m);
    public static readonly LineRounding WholeCut = new(Rounding.TowardsZero, 1m);
    public static readonly LineRounding WholeUp = new(Rounding.Up, 1m);
}
