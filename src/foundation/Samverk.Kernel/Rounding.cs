namespace Samverk.Kernel;

/// <summary>How a fraction of the smallest amount becomes a whole one. Every rounding in Samverk names one of these.</summary>
public enum Rounding
{
    /// <summary>0.125 → 0.13, −0.125 → −0.13. The rule of invoices, VAT and fees.</summary>
    HalfAwayFromZero,

    /// <summary>Cut towards zero: 0.129 → 0.12, −0.129 → −0.12.</summary>
    TowardsZero,

    /// <summary>Down, whatever the sign: 0.129 → 0.12, −0.121 → −0.13.</summary>
    Down,

    /// <summary>Up, whatever the sign: 0.121 → 0.13, −0.129 → −0.12.</summary>
    Up,
}

public static class RoundingRules
{
    /// <param name="decimals">0 to 28 digits that stay after the point.</param>
    /// <exception cref="OverflowException">The result does not fit a decimal.</exception>
    public static decimal Round(this decimal value, int decimals, Rounding rule) => rule switch
    {
        Rounding.HalfAwayFromZero => decimal.Round(value, decimals, MidpointRounding.AwayFromZero),
        Rounding.TowardsZero => decimal.Round(value, decimals, MidpointRounding.ToZero),
        Rounding.Down => decimal.Round(value, decimals, MidpointRounding.ToNegativeInfinity),
        Rounding.Up => decimal.Round(value, decimals, MidpointRounding.ToPositiveInfinity),
        _ => throw new ArgumentOutOfRangeException(nameof(rule)),
    };
}
