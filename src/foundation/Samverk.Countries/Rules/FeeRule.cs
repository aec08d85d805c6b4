using System.Text.Json.Serialization;
using Samverk.Kernel;

namespace Samverk.Countries;

/// <summary>How the cooperative's fee is found.</summary>
public enum FeeKind
{
    /// <summary>round(net × rate).</summary>
    PercentOfNet,

    /// <summary>net − round(net ÷ (1 + rate)): the rate is put on what the member keeps.</summary>
    OnTop,

    /// <summary>round((turnover − production costs) × rate); a margin below zero costs nothing.</summary>
    PercentOfMargin,

    /// <summary>Nothing per invoice, an amount a month.</summary>
    FixedMonthly,
}

/// <summary>A fee in its two visible parts; they add up to <see cref="Total"/>.</summary>
public readonly record struct Fee(Money Total, Money Contribution, Money FundShare);

/// <summary>
/// The rule by which the cooperative's fee is taken, once per invoice, half away from zero to the cent.
/// Made from a fact or by whoever brings kind and rate along.
/// </summary>
public sealed record FeeRule
{
    /// <param name="fundRate">The part of the net that goes to the guarantee fund; it is inside the rate, not on top.</param>
    /// <param name="monthly">A fixed amount a month, beside the rate or instead of it.</param>
    /// <exception cref="ArgumentException">A negative rate, a fund share above the fee, or a monthly amount that the kind does not go with.</exception>
    [JsonConstructor]
    public FeeRule(FeeKind kind, Rate rate = default, Rate fundRate = default, Money? monthly = null)
    {
        if (rate < Rate.Zero || fundRate < Rate.Zero) throw new ArgumentException("a rate is not negative", nameof(rate));
        if (fundRate.Fraction > OfNet(kind, rate)) throw new ArgumentException("the fund share is part of the fee", nameof(fundRate));
        if (kind is FeeKind.FixedMonthly != (monthly is not null && rate == Rate.Zero)) throw new ArgumentException("a fixed fee is an amount without a rate", nameof(monthly));

        (Kind, Rate, FundRate, Monthly) = (kind, rate, fundRate, monthly);
    }

    /// <summary>A rule that comes with the data itself, as in a money-path file, instead of a pack.</summary>
    /// <param name="kind">In camel case: percentOfNet.</param>
    /// <returns>The rule, <c>unknown-kind</c>, or <c>field-invalid</c> for a rate that no fee can have.</returns>
    public static Outcome<FeeRule> Of(string kind, Rate rate, Rate fundRate)
    {
        var known = Enum.GetValues<FeeKind>().Where(one => one.InCamelCase() == kind && one is not FeeKind.FixedMonthly).ToList();
        if (known.Count is 0) return new Refusal("unknown-kind", ("kind", kind)) { Field = "kind" };
        return rate < Rate.Zero || fundRate < Rate.Zero || fundRate.Fraction > OfNet(known[0], rate)
            ? new Refusal("field-invalid", ("rate", rate), ("fundRate", fundRate)) { Field = "rate" }
            : new FeeRule(known[0], rate, fundRate);
    }

    public FeeKind Kind { get; }

    public Rate Rate { get; }

    public Rate FundRate { get; }

    /// <summary>Null when nothing is due by the month.</summary>
    public Money? Monthly { get; }

    /// <summary>The fee on a net amount; a negative net (credit note) gives the same fee back.</summary>
    /// <exception cref="InvalidOperationException">The kind needs the production costs.</exception>
    public Fee Compute(Money net) => Parts(net, Kind switch
    {
        FeeKind.PercentOfNet => net.Times(Rate, Rounding.HalfAwayFromZero),
        FeeKind.OnTop => net - Money.Of(net.ToDecimal() / (1 + Rate.Fraction), net.Currency, Rounding.HalfAwayFromZero),
        FeeKind.FixedMonthly => Money.Zero(net.Currency),
        _ => throw new InvalidOperationException($"{Kind} needs the production costs"),
    });

    /// <summary>The fee on what is left of the turnover (net) after the production costs (net).</summary>
    /// <exception cref="InvalidOperationException">The rule is of another kind.</exception>
    public Fee Compute(Money turnover, Money productionCosts) => Kind is FeeKind.PercentOfMargin
        ? Parts(turnover, Money.Max(turnover - productionCosts, Money.Zero(turnover.Currency)).Times(Rate, Rounding.HalfAwayFromZero))
        : throw new InvalidOperationException($"{Kind} takes no production costs");

    private Fee Parts(Money net, Money total)
    {
        var fundShare = net.Times(FundRate, Rounding.HalfAwayFromZero);
        return new(total, total - fundShare, fundShare);
    }

    /// <summary>The largest fund rate that a fee of this kind can hold; of a margin nothing is certain.</summary>
    private static decimal OfNet(FeeKind kind, Rate rate) => kind switch
    {
        FeeKind.PercentOfNet => rate.Fraction,
        FeeKind.OnTop => rate.Fraction / (1 + rate.Fraction),
        _ => 0,
    };
}
