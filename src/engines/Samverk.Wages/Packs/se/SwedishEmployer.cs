namespace Samverk.Wages;

/// <summary>The employer's contribution (socialavgiftslagen), half-up to the öre.</summary>
internal static class SwedishEmployer
{
    /// <summary>Nobody over this age at the end of the year can be covered by the relief for the young; their cases do not rest on it.</summary>
    private const int YouthIsOver = 25;

    /// <summary>The lines of a month's base; two where the relief for the young covers only a part.</summary>
    /// <returns>The whole contribution.</returns>
    public static decimal Contribute(Reckoning reckoning, int birthYear, decimal @base, bool establishment, Payslip? slip = null)
    {
        var contribution = 0m;
        foreach (var (kind, part, percent) in Parts(reckoning, birthYear, @base, establishment))
        {
            var amount = Rounded.Cent(part.PerCent(percent));
            slip?.Add(kind, part, percent, amount);
            contribution += amount;
        }

        return contribution;
    }

    /// <summary>
    /// The base on which a contribution is due: nothing before the payee's year reaches the limit, then all of the year at once.
    /// </summary>
    /// <param name="before">The year's pay before this base.</param>
    public static decimal Due(Reckoning reckoning, decimal before, decimal @base)
    {
        var gate = reckoning.Get(SwedishLaw.YearGate);
        return before + @base < gate ? 0 : before < gate ? before + @base : @base;
    }

    private static IEnumerable<(LineKind Kind, decimal Part, decimal Percent)> Parts(Reckoning reckoning, int birthYear, decimal @base, bool establishment)
    {
        var rates = establishment ? null : reckoning.Get(SwedishLaw.NoEstablishment);
        if (birthYear <= 1937) return [(SwedishLines.Employer, @base, reckoning.Get(SwedishLaw.Employer1937))];
        if (birthYear <= 1958) return [(SwedishLines.Employer, @base, rates?.Born1938To1958 ?? reckoning.Get(SwedishLaw.Employer1938))];

        if (reckoning.Date.Year - birthYear <= YouthIsOver && reckoning.Find(SwedishLaw.Youth) is { } youth && youth.Covers(birthYear, reckoning.Date))
        {
            var young = Math.Min(@base, youth.MonthCap);
            var relief = (SwedishLines.EmployerYouth, young, rates?.Youth ?? youth.Percent);
            return @base > young ? [relief, (SwedishLines.Employer, @base - young, rates?.Standard ?? reckoning.Get(SwedishLaw.Employer))] : [relief];
        }

        return [(SwedishLines.Employer, @base, rates?.Standard ?? reckoning.Get(SwedishLaw.Employer))];
    }
}
