namespace Samverk.Wages;

/// <summary>
/// Loonheffing (wage tax and national insurance) of the white tables as the calculation rules of the tax office make them
/// (Rekenvoorschriften loonheffingen): whole euro a year, then cents a period.
/// </summary>
/// <param name="TableWage">The row's wage of the period.</param>
/// <param name="Credited">What the labour credit took off, shown on every payslip.</param>
internal readonly record struct DutchWageTax(decimal TableWage, decimal Without, decimal With, decimal Credited)
{
    /// <param name="withCredit">False: nobody asked for the credits here, so the answer does not rest on them.</param>
    public static DutchWageTax Of(Reckoning reckoning, DutchAge age, string period, decimal wage, bool withCredit = true)
    {
        var (periods, step, last) = (PeriodsIn(reckoning, period), reckoning.Get(DutchLaw.TableStep), reckoning.Get(DutchLaw.LastRow));
        var row = Rounded.Down(wage * periods, step);
        if (row <= last) return Row(reckoning, age, periods, row, withCredit);

        // Above the last row: that row, and the highest rate on what exceeds it.
        var top = Row(reckoning, age, periods, last, withCredit);
        var beyond = Rounded.Cut(((wage * periods) - last).PerCent(reckoning.Get(DutchLaw.Brackets).Of(age)[^1].Rate) / periods, 2);
        return top with { Without = top.Without + beyond, With = top.With + beyond };
    }

    public static decimal PeriodsIn(Reckoning reckoning, string period) =>
        reckoning.Get(DutchLaw.PeriodsOfYear).TryGetValue(period, out var periods) ? periods : throw reckoning.Missing($"table.period_factor.{period}");

    private static DutchWageTax Row(Reckoning reckoning, DutchAge age, decimal periods, decimal year, bool withCredit)
    {
        var tax = OfYear(reckoning.Get(DutchLaw.Brackets), age, year);
        var (general, labour, elderly) = withCredit
            ? (reckoning.Get(DutchLaw.General).Of(age, year), reckoning.Get(DutchLaw.Labour).Of(age, year), age is DutchAge.UnderAow ? 0 : reckoning.Get(DutchLaw.Elderly).Of(year))
            : default;
        var (left, credited) = (Math.Max(0, tax - general - labour - elderly), Math.Max(0, Math.Min(labour, tax - general - elderly)));
        if (reckoning.Steps is not null)
        {
            reckoning.Note("Annual table wage", year, ("Pay periods of the year", periods));
            reckoning.Note("Tax and national insurance of the year", tax, ("Annual table wage", year));
            if (withCredit)
            {
                reckoning.Note("General tax credit", -general, ("Annual table wage", year));
                reckoning.Note("Labour credit", -labour, ("Annual table wage", year));
                if (elderly > 0) reckoning.Note("Credit of pension age", -elderly, ("Annual table wage", year));
            }
        }

        return new(Rounded.Cent(year / periods), Rounded.Cent(tax / periods), Rounded.Cent(left / periods), Rounded.Cent(credited / periods));
    }

    /// <summary>Bracket by bracket; each sum is cut to whole euro before the next one is added.</summary>
    private static decimal OfYear(DutchBrackets brackets, DutchAge age, decimal year)
    {
        var (tax, from) = (0m, 0m);
        foreach (var bracket in brackets.Of(age))
        {
            var to = Math.Min(year, bracket.UpTo ?? year);
            tax = decimal.Floor(tax + (to - from).PerCent(bracket.Rate));
            if (year <= (bracket.UpTo ?? year)) return tax;
            from = to;
        }

        throw new InvalidOperationException("the last bracket has no end");
    }

    /// <summary>Per cent kept from a special reward (holiday allowance, bonus), by the wage of the year before.</summary>
    public static decimal SpecialPercent(Reckoning reckoning, DutchAge age, decimal wageOfYearBefore, bool credit)
    {
        var rows = reckoning.Get(age is DutchAge.UnderAow ? DutchLaw.SpecialUnderAow : DutchLaw.SpecialAow);
        var at = rows.Length - 1;
        while (rows[at].From > wageOfYearBefore) at--;
        return credit ? rows[at].Standard.Of(age) + rows[at].Offset : rows[at].Without.Of(age);
    }

    /// <summary>A flat per cent, cut to the cent.</summary>
    public static decimal Flat(decimal amount, decimal percent) => Rounded.Cut(amount.PerCent(percent), 2);
}
