namespace Samverk.Wages;

/// <summary>The bases of a French month; unrounded, only lines are rounded.</summary>
/// <param name="Ceiling">Of the month and the hours.</param>
/// <param name="MinimumWage">Of the month and the hours.</param>
internal readonly record struct FrenchBases(decimal Gross, decimal Ceiling, decimal MinimumWage)
{
    public decimal UpToCeiling => Math.Min(Gross, Ceiling);

    public decimal AboveCeiling => Math.Max(0, Math.Min(Gross, 8 * Ceiling) - Ceiling);

    public decimal UpToFour => Math.Min(Gross, 4 * Ceiling);

    public decimal UpToEight => Math.Min(Gross, 8 * Ceiling);

    public static FrenchBases Of(Reckoning reckoning, FrenchPay pay) => new(
        pay.Gross, reckoning.Get(FrenchLaw.CeilingMonth) * pay.WeeklyHours / 35, reckoning.Get(FrenchLaw.SmicHour) * pay.WeeklyHours * 52 / 12);

    public decimal Csg(Reckoning reckoning, decimal employersPlans)
    {
        var share = reckoning.Get(FrenchLaw.Csg);
        return UpToFour.PerCent(share.UpToFourCeilings) + (Gross - UpToFour).PerCent(share.Above) + employersPlans;
    }
}

/// <summary>The general reduction of the employer's contributions (CSS L. 241-13).</summary>
internal static class FrenchReduction
{
    /// <summary>Half-up to four decimals.</summary>
    public static decimal Coefficient(Reckoning reckoning, FrenchBases bases, bool large)
    {
        if (bases.Gross is 0) return 0;
        if (reckoning.Date.Year <= 2025)
        {
            var old = reckoning.Get(FrenchLaw.Reduction2025);
            var most = large ? old.Large : old.Small;
            return Math.Clamp(Rounded.HalfUp(most * ((old.MinimumWages * bases.MinimumWage) - bases.Gross) / (0.6m * bases.Gross), 4), 0, most);
        }

        var rule = reckoning.Get(FrenchLaw.ReductionSingle);
        if (bases.Gross >= rule.MinimumWages * bases.MinimumWage) return 0;
        var further = large ? rule.Large : rule.Small;
        var share = ((rule.MinimumWages * bases.MinimumWage) - bases.Gross) / (2 * bases.Gross);
        // Above one the power only grows, and the whole further coefficient is the most.
        return Rounded.HalfUp(rule.Least + (share >= 1 ? further : further * Power(share)), 4);
    }

    public static decimal Amount(Reckoning reckoning, decimal coefficient, decimal gross, bool leaveFund)
    {
        if (!leaveFund || coefficient is 0) return Rounded.Cent(coefficient * gross);
        var factor = reckoning.Get(FrenchLaw.LeaveFund);
        return Rounded.Cent(coefficient * gross * factor.Numerator / factor.Denominator);
    }

    /// <summary>x to the power of 1.75.</summary>
    private static decimal Power(decimal x) => Rounded.Root(x) is var root ? x * root * Rounded.Root(root) : 0;
}

/// <summary>Withholding without a rate of the person's own (CGI art. 204 H).</summary>
internal static class FrenchNeutralRate
{
    /// <summary>Per cent; the lower bound of a row belongs to it.</summary>
    public static decimal Of(Reckoning reckoning, decimal taxable)
    {
        foreach (var (bound, percent) in reckoning.Get(FrenchLaw.Neutral))
            if (bound is null || taxable < bound) return percent;
        throw new InvalidOperationException("the last row has no bound");
    }
}
