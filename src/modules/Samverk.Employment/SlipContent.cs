using NodaTime;
using Samverk.Wages;

namespace Samverk.Employment;

/// <summary>A payslip as the engine gave it, kept whole: later parameters change nothing in it.</summary>
/// <param name="Parameters">Every parameter that was looked up, with the file it came from.</param>
internal sealed record SlipContent(string Country, LocalDate PaidOn, IReadOnlyList<SlipLine> Lines, IReadOnlyList<SlipParameter> Parameters)
{
    /// <summary>How the gross came about, where it is not simply what was agreed.</summary>
    public IReadOnlyList<PayLine> Pay { get; init; } = [];

    public static SlipContent Of(string country, Payslip slip) => new(
        country, slip.Date, [.. Enumerable.Range(0, slip.Lines.Count).Select(line => SlipLine.Of(slip, line))], [.. slip.Parameters.Select(SlipParameter.Of)]);
}

/// <param name="Label">An English phrase; <see cref="WageWords"/> says it in other languages.</param>
/// <param name="Base">What the rate was applied to, in units; null where there is none.</param>
/// <param name="Rate">Per cent.</param>
/// <param name="Rounding">An English phrase with the place {0} for the smallest step, <paramref name="Unit"/>.</param>
/// <param name="Source">The law that orders the line.</param>
internal sealed record SlipLine(
    string Code, string Label, Bearer Bearer, decimal? Base, decimal? Rate, decimal Amount, string Rounding, decimal Unit, string Source, IReadOnlyList<SlipParameter> Rests, IReadOnlyList<SlipStep> Because)
{
    public static SlipLine Of(Payslip slip, int number)
    {
        var (line, why) = (slip.Lines[number], Explanation.Of(slip, number));
        return new(
            line.Kind.Code, line.Kind.Label, line.Kind.Bearer, line.Base, line.Rate, line.Amount, Explanation.PhraseOf(line.Kind.Rounding), line.Kind.Rounding.Unit, line.Kind.Source,
            [.. why.Rests.Select(SlipParameter.Of)], [.. why.Because.Select(SlipStep.Of)]);
    }
}

/// <summary>A number because of those below it.</summary>
internal sealed record SlipStep(string Phrase, decimal Amount, IReadOnlyList<SlipStep> Because)
{
    public static SlipStep Of(Explanation why) => new(why.Phrase, why.Amount, [.. why.Because.Select(Of)]);
}

/// <param name="File">Pack, date and hash.</param>
internal sealed record SlipParameter(string Id, LocalDate From, string Source, string? ReleasedBy, string File)
{
    /// <summary>What is longer is a table.</summary>
    public const int LongestValue = 40;

    /// <summary>As the file writes it; null for tables, and on payslips of before it was kept.</summary>
    public string? Value { get; init; }

    public static SlipParameter Of(ParameterUse use) => new(use.Id, use.Validity.From, use.Source, use.ReleasedBy, use.File) { Value = use.Json.Length <= LongestValue ? use.Json : null };
}
