using NodaTime;
using Samverk.Countries;
using Samverk.Kernel;
using Samverk.Wages;

namespace Samverk.Host;

/// <summary>One line of the simulated payslip, and why it is what it is. Phrases are English keys; <see cref="WageWords"/> says them in other languages.</summary>
/// <param name="Base">What the rate was applied to; null where there is none.</param>
/// <param name="Rate">Per cent; null where the amount is no rate of a base.</param>
/// <param name="Rounding">A phrase with {0} for <paramref name="Unit"/>.</param>
/// <param name="Law">What orders the line.</param>
/// <param name="Rests">Parameters behind the line.</param>
public sealed record SimulatedLine(
    string Code, string Label, Bearer Bearer, decimal Amount, decimal? Base, decimal? Rate, string Rounding, decimal Unit, string Law,
    IReadOnlyList<SimulatedSource> Rests, IReadOnlyList<SimulatedStep> Steps)
{
    internal static IReadOnlyList<SimulatedLine> Of(Payslip slip) => [.. slip.Lines.Select((line, at) => Of(line, Explanation.Of(slip, at)))];

    private static SimulatedLine Of(Line line, Explanation why) => new(
        line.Kind.Code, line.Kind.Label, line.Kind.Bearer, line.Amount, line.Base, line.Rate, Explanation.PhraseOf(line.Kind.Rounding), line.Kind.Rounding.Unit, line.Kind.Source,
        [.. why.Rests.Select(SimulatedSource.Of)],
        [.. why.Because.Select(step => new SimulatedStep(step.Phrase, step.Amount, [.. step.Because.Select(part => new SimulatedNumber(part.Phrase, part.Amount))]))]);
}

public sealed record SimulatedStep(string What, decimal Amount, IReadOnlyList<SimulatedNumber> Of);

public sealed record SimulatedNumber(string Name, decimal Number);

/// <summary>A dated value that a figure rests on.</summary>
/// <param name="To">The last day; null = no end known.</param>
/// <param name="Own">A value of the cooperative itself, which a named person released.</param>
public sealed record SimulatedSource(string Id, LocalDate From, LocalDate? To, string Source, LocalDate? CheckedOn, bool Own)
{
    internal static SimulatedSource Of(ParameterUse use) => new(use.Id, use.Validity.From, use.Validity.To, use.Source, use.CheckedOn, use.Status is ParameterStatus.Released);

    internal static SimulatedSource Of(FactUse use) => new(use.Id, use.Validity.From, use.Validity.To, use.Source, use.CheckedOn, use.Status is FactStatus.Released);
}
