namespace Samverk.Wages;

/// <summary>Who bears a line of a payslip, which is where it is summed.</summary>
public enum Bearer
{
    /// <summary>Pay in money: part of gross.</summary>
    Pay,

    /// <summary>A benefit in kind that is taxed: shown, part of no total.</summary>
    Benefit,

    /// <summary>Kept from the employee's pay for social insurance.</summary>
    Employee,

    /// <summary>Kept from the employee's pay for tax.</summary>
    Tax,

    /// <summary>Paid with the net and not part of gross: tax-free sums.</summary>
    Addition,

    /// <summary>On top of gross, paid by the employer. A relief is a negative line.</summary>
    Employer,
}

/// <summary>What a line is about, the same on every payslip.</summary>
/// <param name="Code">Stable for ever: <c>se.tax</c>.</param>
/// <param name="Label">The key of a text: an English phrase.</param>
/// <param name="Source">The law or regulation that orders the line.</param>
public sealed record LineKind(string Code, string Label, Bearer Bearer, LineRounding Rounding, string Source)
{
    /// <summary>Parameters that the line may rest on; a result shows those of them that were looked up.</summary>
    internal IReadOnlyList<Parameter> Rests { get; init; } = [];
}

/// <summary>A line of a payslip.</summary>
/// <param name="Base">What the rate was applied to, in units of the currency; null where there is none.</param>
/// <param name="Rate">In per cent; null where the amount is no rate of a base.</param>
/// <param name="Amount">Rounded as the kind says; positive in the direction of its <see cref="Bearer"/>.</param>
public readonly record struct Line(LineKind Kind, decimal? Base, decimal? Rate, decimal Amount);
