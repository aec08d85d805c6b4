using System.Numerics;

namespace Samverk.EInvoice;

/// <summary>
/// An exact fraction. A price of many decimals times a quantity, divided by a base quantity, does not always fit the 28 digits of a decimal,
/// and a digit lost before the rounding can turn a half into less than a half.
/// </summary>
internal readonly struct Exact
{
    private readonly BigInteger numerator, denominator; // denominator > 0

    private Exact(BigInteger numerator, BigInteger denominator) =>
        (this.numerator, this.denominator) = denominator.Sign < 0 ? (-numerator, -denominator) : (numerator, denominator);

    public static implicit operator Exact(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var mantissa = ((BigInteger)(uint)bits[2] << 64) + ((BigInteger)(uint)bits[1] << 32) + (uint)bits[0];
        return new(value < 0 ? -mantissa : mantissa, BigInteger.Pow(10, value.Scale));
    }

    public static Exact operator *(Exact a, Exact b) => new(a.numerator * b.numerator, a.denominator * b.denominator);

    /// <exception cref="DivideByZeroException"/>
    public static Exact operator /(Exact a, Exact b) =>
        b.numerator.IsZero ? throw new DivideByZeroException() : new(a.numerator * b.denominator, a.denominator * b.numerator);

    public static Exact operator +(Exact a, Exact b) =>
        new((a.numerator * b.denominator) + (b.numerator * a.denominator), a.denominator * b.denominator);

    public static Exact operator -(Exact a, Exact b) =>
        new((a.numerator * b.denominator) - (b.numerator * a.denominator), a.denominator * b.denominator);

    public bool IsWithin(decimal tolerance)
    {
        Exact limit = tolerance;
        return BigInteger.Abs(numerator) * limit.denominator <= limit.numerator * denominator;
    }

    /// <summary>To two decimals, half away from zero; null when it is larger than <paramref name="limit"/>.</summary>
    public decimal? Round2(decimal limit)
    {
        var cents = ((BigInteger.Abs(numerator) * 200) + denominator) / (denominator * 2);
        return cents > (BigInteger)(limit * 100) ? null : numerator.Sign * (decimal)cents / 100m;
    }
}
