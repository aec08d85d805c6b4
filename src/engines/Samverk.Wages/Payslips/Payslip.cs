using NodaTime;
using Samverk.Kernel;

namespace Samverk.Wages;

/// <summary>
/// A payslip: lines, and totals that are sums of lines. Amounts are units of <see cref="Currency"/>, exact to the cent.
/// Immutable once its pack has handed it out.
/// </summary>
public sealed class Payslip
{
    private readonly Reckoning reckoning;
    private readonly List<Line> lines = new(12);
    private readonly List<int> stepsBefore = [];

    internal Payslip(Currency currency, Reckoning reckoning) => (Currency, this.reckoning) = (currency, reckoning);

    public Currency Currency { get; }

    /// <summary>The date whose law counted: the day of payment.</summary>
    public LocalDate Date => reckoning.Date;

    public IReadOnlyList<Line> Lines => lines;

    /// <summary>Pay in money.</summary>
    public decimal Gross { get; private set; }

    public decimal EmployeeContributions { get; private set; }

    public decimal Tax { get; private set; }

    /// <summary>Tax-free sums that are paid with the net.</summary>
    public decimal Additions { get; private set; }

    public decimal EmployerContributions { get; private set; }

    /// <summary>What the employee receives.</summary>
    public decimal Net => Gross - EmployeeContributions - Tax + Additions;

    /// <summary>What the employer pays: gross and the employer's lines.</summary>
    public decimal Cost => Gross + EmployerContributions;

    /// <summary>Every parameter that was looked up, with the row that counted.</summary>
    public IReadOnlyList<ParameterUse> Parameters => reckoning.Uses();

    /// <summary>The steps behind the lines; empty unless the payslip was asked for with them.</summary>
    public IReadOnlyList<Step> Steps => reckoning.Steps ?? [];

    /// <summary>The steps that led to a line: those recorded since the line before it.</summary>
    internal IEnumerable<Step> StepsOf(int line) =>
        reckoning.Steps is { } steps ? steps[(line is 0 ? 0 : stepsBefore[line - 1])..stepsBefore[line]] : [];

    /// <summary>The parameters behind a line, with the day from which each holds and its source.</summary>
    public IReadOnlyList<ParameterUse> ParametersOf(Line line) => reckoning.Uses(line.Kind);

    /// <summary>The sum of the lines of a kind; 0 where there is none.</summary>
    public decimal AmountOf(string code) => lines.Where(line => line.Kind.Code == code).Sum(line => line.Amount);

    /// <summary>
    /// What a correction has to book: this payslip, computed with the parameters of its own period, less the one that was paid.
    /// Lines without a difference are absent. The closed payslip stays as it is.
    /// </summary>
    public IReadOnlyList<Line> Less(Payslip paid) =>
        [.. lines.Concat(paid.lines).Select(line => line.Kind).DistinctBy(kind => kind.Code)
            .Select(kind => new Line(kind, null, null, AmountOf(kind.Code) - paid.AmountOf(kind.Code)))
            .Where(line => line.Amount is not 0)];

    /// <summary>Adds a line; the amount is already rounded as its kind says.</summary>
    internal void Add(LineKind kind, decimal? @base, decimal? rate, decimal amount)
    {
        lines.Add(new(kind, @base, rate, amount));
        if (reckoning.Steps is { } steps) stepsBefore.Add(steps.Count);
        switch (kind.Bearer)
        {
            case Bearer.Pay: Gross += amount; break;
            case Bearer.Employee: EmployeeContributions += amount; break;
            case Bearer.Tax: Tax += amount; break;
            case Bearer.Addition: Additions += amount; break;
            case Bearer.Employer: EmployerContributions += amount; break;
            case Bearer.Benefit: break;
            default: throw new ArgumentOutOfRangeException(nameof(kind));
        }
    }
}
