using Samverk.Kernel;

namespace Samverk.Ui;

/// <summary>One part of a breakdown.</summary>
/// <param name="Colour">1 to 8, one of the style sheet's colours of parts: 1 paid to you, 2 tax, 3 social security, 4 the cooperative's price, 5 expenses, 6 later, 7 other, 8 still there.</param>
public sealed record FlowPart(string Label, Money Amount, int Colour)
{
    /// <summary>How it came to be, in a line.</summary>
    public string? Hint { get; init; }

    /// <summary>"payslip", "why?", "receipt".</summary>
    public string? Why { get; init; }

    public string? WhyHref { get; init; }

    /// <summary>The part that the reader asks about first.</summary>
    public bool First { get; init; }

    /// <summary>
    /// Per cent of the whole with one decimal, made so that they add up to exactly 100.0 (largest remainder). Null where a part is
    /// negative: shares of a whole have no meaning then.
    /// </summary>
    internal static IReadOnlyList<decimal>? PerCents(IReadOnlyList<FlowPart> parts) =>
        parts.Count is 0 || parts.Any(part => part.Amount.IsNegative) || parts.All(part => part.Amount.IsZero)
            ? null
            : [.. new Money(1000, parts[0].Amount.Currency).Allocate([.. parts.Select(part => (decimal)part.Amount.Minor)]).Select(share => share.Minor / 10m)];
}
