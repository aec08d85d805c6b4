using System.Globalization;
using System.Numerics;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Samverk.Kernel;

/// <summary>
/// An exact amount in whole minor units (cent, öre) of one currency. Sums that overflow throw.
/// Default value: no currency; arithmetic with it throws.
/// </summary>
[JsonConverter(typeof(MoneyJson))]
public readonly partial record struct Money(long Minor, Currency Currency) : IComparable<Money>
{
    public bool IsPositive => Minor > 0;

    public bool IsNegative => Minor < 0;

    public bool IsZero => Minor is 0;

    public static Money operator +(Money a, Money b) => new(checked(a.Minor + Same(a, b).Minor), a.Currency);

    public static Money operator -(Money a, Money b) => new(checked(a.Minor - Same(a, b).Minor), a.Currency);

    public static Money operator -(Money a) => new(checked(-Same(a, a).Minor), a.Currency);

    public static bool operator >(Money a, Money b) => a.CompareTo(b) > 0;

    public static bool operator <(Money a, Money b) => a.CompareTo(b) < 0;

    public static bool operator >=(Money a, Money b) => a.CompareTo(b) >= 0;

    public static bool operator <=(Money a, Money b) => a.CompareTo(b) <= 0;

    public static Money Zero(Currency currency) => new(0, currency);

    public static Money Max(Money a, Money b) => a > b ? a : b;

    public static Money Min(Money a, Money b) => a < b ? a : b;

    /// <summary>The whole minor units nearest to <paramref name="amount"/> (in units: 12.345 EUR).</summary>
    /// <exception cref="OverflowException">More than a long holds.</exception>
    public static Money Of(decimal amount, Currency currency, Rounding rule) =>
        new((long)(amount.Round(currency.Decimals, rule) / currency.MinorUnit), currency);

    /// <summary>
    /// Reads what a person typed: spaces group, and one comma or point starts the decimals, in every culture.
    /// "1.000" is refused, never guessed: it is a thousand to one reader and one to another.
    /// </summary>
    /// <returns>The amount, <c>money-unreadable</c> or <c>money-too-many-decimals</c>.</returns>
    public static Outcome<Money> Read(string? text, Currency currency)
    {
        text ??= "";
        if (text.Length > MaxTyped) return new Refusal("money-unreadable", ("text", text[..MaxTyped] + "…"));

        var typed = Typed().Match(string.Concat(text.Where(letter => !char.IsWhiteSpace(letter))));
        if (!typed.Success) return new Refusal("money-unreadable", ("text", text));

        var decimals = typed.Groups["decimals"].Value;
        if (decimals.Length > currency.Decimals) return new Refusal("money-too-many-decimals", ("text", text), ("currency", currency.Code));

        var digits = typed.Groups["whole"].Value + decimals.PadRight(currency.Decimals, '0');
        var minor = long.Parse(digits, CultureInfo.InvariantCulture);
        return new Money(typed.Groups["minus"].Success ? -minor : minor, currency);
    }

    /// <summary>Sum of none is zero: a sum over nothing still has a currency.</summary>
    public static Money Sum(IEnumerable<Money> amounts, Currency currency) => amounts.Aggregate(Zero(currency), (sum, one) => sum + one);

    /// <summary>This × rate, rounded once to the minor unit.</summary>
    public Money Times(Rate rate, Rounding rule) => Of(ToDecimal() * rate.Fraction, Same(this, this).Currency, rule);

    /// <summary>This × numerator ÷ denominator in one exact step, rounded once to the minor unit.</summary>
    /// <exception cref="DivideByZeroException"><paramref name="denominator"/> is zero.</exception>
    public Money Share(Money numerator, Money denominator, Rounding rule)
    {
        Same(numerator, denominator);
        return Of(Minor * (decimal)numerator.Minor / denominator.Minor * Currency.MinorUnit, Same(this, this).Currency, rule);
    }

    /// <summary>
    /// Splits by weights without losing a minor unit: exact shares cut towards zero, the rest one by one to the largest remainders,
    /// ties to the earlier part. All weights zero = equal parts.
    /// </summary>
    /// <param name="weights">At least one, none negative.</param>
    public IReadOnlyList<Money> Allocate(IReadOnlyList<decimal> weights)
    {
        if (weights.Count is 0 || weights.Any(weight => weight < 0)) throw new ArgumentException("weights are at least one and none negative", nameof(weights));

        var currency = Same(this, this).Currency;
        var scaled = Whole(weights.All(weight => weight is 0) ? [.. weights.Select(_ => 1m)] : weights);
        var total = scaled.Aggregate(BigInteger.Zero, (sum, weight) => sum + weight);
        var size = BigInteger.Abs(Minor);
        var parts = new long[scaled.Length];
        var remainders = new BigInteger[scaled.Length];
        for (var part = 0; part < parts.Length; part++) parts[part] = (long)BigInteger.DivRem(size * scaled[part], total, out remainders[part]);

        var rest = (int)(size - parts.Aggregate(BigInteger.Zero, (sum, part) => sum + part));
        foreach (var part in Enumerable.Range(0, parts.Length).OrderByDescending(part => remainders[part]).ThenBy(part => part).Take(rest)) parts[part]++;

        var sign = Math.Sign(Minor);
        return [.. parts.Select(part => new Money(sign * part, currency))];
    }

    /// <summary><paramref name="parts"/> equal parts, the earlier ones larger by a minor unit where it does not divide.</summary>
    public IReadOnlyList<Money> Allocate(int parts) => Allocate([.. Enumerable.Repeat(1m, parts)]);

    public int CompareTo(Money other) => Minor.CompareTo(Same(this, other).Minor);

    /// <summary>In units: 1234.50.</summary>
    public decimal ToDecimal() => Minor * Same(this, this).Currency.MinorUnit;

    /// <summary>"1234.50", the same for every reader.</summary>
    public string ToPlainText() => ToDecimal().ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>"1234.50 EUR", for logs and tests. Pages show amounts in the reader's culture (Samverk.Ui).</summary>
    public override string ToString() => Currency is null ? "(no currency)" : $"{ToPlainText()} {Currency}";

    private const int MaxTyped = 40;

    /// <summary>The same proportions as whole numbers, so that shares are exact.</summary>
    private static BigInteger[] Whole(IReadOnlyList<decimal> weights)
    {
        var scale = weights.Max(weight => weight.Scale);
        return [.. weights.Select(weight => Mantissa(weight) * BigInteger.Pow(10, scale - weight.Scale))];

        static BigInteger Mantissa(decimal weight)
        {
            Span<int> bits = stackalloc int[4];
            decimal.GetBits(weight, bits);
            return ((BigInteger)(uint)bits[2] << 64) + ((BigInteger)(uint)bits[1] << 32) + (uint)bits[0];
        }
    }

    private static Money Same(Money a, Money b) =>
        a.Currency is not null && a.Currency == b.Currency ? b : throw new InvalidOperationException($"{a} meets {b}");

    // 15 whole digits and the decimals of any currency fit a long.
    [GeneratedRegex("^(?<minus>[-−])?(?<whole>[0-9]{1,15})([.,](?<decimals>[0-9]+))?$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Typed();
}
