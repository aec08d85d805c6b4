using Samverk.Kernel;

namespace Samverk.Wages;

/// <summary>Why a number is what it is, as a tree: each number because of those below it.</summary>
/// <param name="Phrase">An English phrase; <see cref="WageWords"/> says it in other languages.</param>
/// <param name="Amount">In units of the payslip's currency, or per cent where the phrase says so.</param>
/// <param name="Line">The line of the payslip that it explains; null for totals and steps.</param>
/// <param name="Rests">The parameters behind a line: value, first day, source, and who released it.</param>
public sealed record Explanation(string Phrase, decimal Amount, Line? Line, IReadOnlyList<ParameterUse> Rests, IReadOnlyList<Explanation> Because)
{
    /// <summary>Why the net is what it is, down to the steps where the payslip has them.</summary>
    public static Explanation OfNet(Payslip slip) => Total("Net pay", slip.Net,
    [
        Gross(slip),
        Total("Kept for social insurance", -slip.EmployeeContributions, Lines(slip, Bearer.Employee)),
        Total("Kept for tax", -slip.Tax, Lines(slip, Bearer.Tax)),
        Total("Paid without tax", slip.Additions, Lines(slip, Bearer.Addition)),
    ]);

    /// <summary>Why the cost is what it is.</summary>
    public static Explanation OfCost(Payslip slip) => Total("Total cost", slip.Cost, [Gross(slip), Total("On top of pay", slip.EmployerContributions, Lines(slip, Bearer.Employer))]);

    /// <summary>One line with its steps and parameters.</summary>
    public static Explanation Of(Payslip slip, int line) => new(
        slip.Lines[line].Kind.Label, slip.Lines[line].Amount, slip.Lines[line], slip.ParametersOf(slip.Lines[line]), [.. slip.StepsOf(line).Select(Of)]);

    /// <summary>How an amount was rounded: an English phrase with the place {0} for the smallest step.</summary>
    public static string PhraseOf(LineRounding rounding) => rounding.Rule switch
    {
        Rounding.HalfAwayFromZero => "rounded to the nearest {0}, halves up",
        Rounding.TowardsZero => "cut to whole {0}",
        Rounding.Down => "rounded down to {0}",
        Rounding.Up => "rounded up to {0}",
        _ => throw new ArgumentOutOfRangeException(nameof(rounding)),
    };

    private static Explanation Of(Step step) =>
        new(step.What, step.Amount, null, [], [.. step.Of.Select(part => new Explanation(part.Name, part.Number, null, [], []))]);

    private static Explanation Gross(Payslip slip) => Total("Gross pay", slip.Gross, Lines(slip, Bearer.Pay));

    private static Explanation Total(string phrase, decimal amount, IReadOnlyList<Explanation> because) => new(phrase, amount, null, [], [.. because.Where(part => part.Line is not null || part.Amount is not 0)]);

    private static IReadOnlyList<Explanation> Lines(Payslip slip, Bearer bearer) =>
        [.. Enumerable.Range(0, slip.Lines.Count).Where(line => slip.Lines[line].Kind.Bearer == bearer).Select(line => Of(slip, line))];
}
