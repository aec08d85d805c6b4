namespace Samverk.Wages;

/// <summary>Social security of a month (régimen general): every line half-up to the cent, totals are sums of lines.</summary>
/// <param name="Gross">With extra payments spread over the months.</param>
/// <param name="Group">1 to 7, paid by the month.</param>
/// <param name="AccidentRate">Per cent for accidents at work, by the activity's code.</param>
internal readonly record struct SpanishSocial(decimal Gross, bool Temporary, int Group, decimal AccidentRate)
{
    public static SpanishSocial Read(Facts facts, decimal gross) =>
        new(gross, facts.Flag("temporary"), facts.Whole("group", 1, 7), facts.Number("work_accident_rate", 0, 20, 4));

    public decimal Base(Reckoning reckoning) => Math.Min(Math.Max(Gross, reckoning.Get(SpanishLaw.LowestBases)[Group - 1]), reckoning.Get(SpanishLaw.HighestBase));

    /// <summary>The worker's lines: kind, per cent, amount.</summary>
    public IReadOnlyList<(LineKind Kind, decimal Percent, decimal Amount)> Worker(Reckoning reckoning, decimal @base)
    {
        var each = reckoning.Get(SpanishLaw.Worker);
        return On(@base, (SpanishLines.Common, each.Common), (SpanishLines.Unemployment, each.UnemploymentOf(Temporary)), (SpanishLines.Training, each.Training), (SpanishLines.Equity, each.Equity));
    }

    public IReadOnlyList<(LineKind Kind, decimal Percent, decimal Amount)> Employer(Reckoning reckoning, decimal @base)
    {
        var each = reckoning.Get(SpanishLaw.Employer);
        return On(
            @base, (SpanishLines.EmployerCommon, each.Common), (SpanishLines.EmployerUnemployment, each.UnemploymentOf(Temporary)), (SpanishLines.EmployerTraining, each.Training),
            (SpanishLines.EmployerEquity, each.Equity), (SpanishLines.WageGuarantee, each.WageGuarantee), (SpanishLines.Accident, AccidentRate));
    }

    /// <summary>The worker's contributions of a year, for withholding: rounded once, without the lowest base.</summary>
    public static decimal WorkerOfYear(Reckoning reckoning, decimal gross, bool temporary) =>
        Rounded.Cent(Math.Min(gross, 12 * reckoning.Get(SpanishLaw.HighestBase)).PerCent(reckoning.Get(SpanishLaw.Worker).Total(temporary)));

    /// <summary>On pay above the highest base; shared like the common contributions.</summary>
    public void AddSolidarity(Reckoning reckoning, Payslip slip)
    {
        var highest = reckoning.Get(SpanishLaw.HighestBase);
        if (Gross <= highest) return;
        var (due, worker, employer) = (reckoning.Get(SpanishLaw.Solidarity).On(Gross, highest), reckoning.Get(SpanishLaw.Worker).Common, reckoning.Get(SpanishLaw.Employer).Common);
        var kept = Rounded.Cent(due * worker / (worker + employer));
        slip.Add(SpanishLines.Solidarity, Gross - highest, null, kept);
        slip.Add(SpanishLines.EmployerSolidarity, Gross - highest, null, due - kept);
    }

    private static (LineKind, decimal, decimal)[] On(decimal @base, params ReadOnlySpan<(LineKind Kind, decimal Percent)> lines)
    {
        var all = new (LineKind, decimal, decimal)[lines.Length];
        for (var at = 0; at < all.Length; at++) all[at] = (lines[at].Kind, lines[at].Percent, Rounded.Cent(@base.PerCent(lines[at].Percent)));
        return all;
    }
}
