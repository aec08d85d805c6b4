namespace Samverk.Wages;

/// <summary>Hours or days paid and possible in the month; the work bonus of part of a month goes by them.</summary>
/// <param name="Possible">In the whole month.</param>
internal readonly record struct BelgianTime(decimal Paid, decimal Possible)
{
    public static readonly BelgianTime Full = new(1, 1);

    public decimal Fraction => Paid >= Possible ? 1 : Rounded.Cent(Paid / Possible);

    /// <summary>What the pay would be for the whole month, rounded after each step.</summary>
    public decimal ReferenceWage(decimal gross) => Paid >= Possible ? gross : Rounded.Cent(Rounded.Cent(gross / Paid) * Possible);

    /// <summary>Null where neither hours nor days are given.</summary>
    public static BelgianTime? Read(Facts facts)
    {
        var hours = facts.Has("hours_paid") || facts.Has("hours_month");
        var days = facts.Has("days_paid") || facts.Has("days_month");
        if (hours && days) throw facts.Invalid("days_paid", "it stands beside hours");
        var (paid, possible) = hours ? ("hours_paid", "hours_month") : ("days_paid", "days_month");
        return hours || days ? new(facts.Number(paid, 0.01m, 744), facts.Number(possible, 0.01m, 744)) : null;
    }
}

/// <summary>Social contributions and the work bonus of a month; every step half-up to the cent (ONSS instructions).</summary>
internal static class BelgianSocial
{
    /// <summary>Blue collar, and artists who are paid as such, contribute on more than their pay.</summary>
    public static decimal Base(Reckoning reckoning, decimal gross, bool blueCollar) => blueCollar ? Rounded.Cent(gross * reckoning.Get(BelgianLaw.BlueCollarBase)) : gross;

    public static decimal Employee(Reckoning reckoning, decimal @base) => Rounded.Cent(@base.PerCent(reckoning.Get(BelgianLaw.EmployeeRate)));

    /// <summary>Per cent of the base that is due in the quarter.</summary>
    public static decimal EmployerPercent(Reckoning reckoning, bool blueCollar) =>
        reckoning.Get(BelgianLaw.Employer).Total + (blueCollar ? reckoning.Get(BelgianLaw.HolidayQuarterly) : 0);

    /// <summary>Parts A and B, together never more than the contribution nor than what is left of the year's cap: B is cut first.</summary>
    /// <param name="before">Bonus of the calendar year before this month; null = it cannot reach the cap.</param>
    public static (decimal A, decimal B) WorkBonus(Reckoning reckoning, decimal referenceWage, bool blueCollar, decimal fraction, decimal contribution, decimal? before = null)
    {
        var rule = reckoning.Get(BelgianLaw.WorkBonus);
        var most = before is { } used ? Math.Min(contribution, Math.Max(0, reckoning.Get(BelgianLaw.BonusCap) - used)) : contribution;
        var a = Math.Min(rule.A.Of(referenceWage, blueCollar, fraction), most);
        return (a, Math.Min(rule.B.Of(referenceWage, blueCollar, fraction), most - a));
    }

    /// <summary>Structural reduction of a month, category 1.</summary>
    /// <param name="paid">Days or hours paid in the month.</param>
    /// <param name="week">Days or hours of a full week.</param>
    public static decimal Structural(Reckoning reckoning, decimal gross, decimal paid, decimal week)
    {
        var rule = reckoning.Get(BelgianLaw.Structural);
        var quarter = Rounded.Cent(gross * Rounded.Cent(13 * week / paid));
        var whole = Rounded.Cent(Math.Max(0, rule.LowShare * (rule.LowBound - quarter))) + Rounded.Cent(Math.Max(0, rule.VeryLowShare * (rule.VeryLowBound - quarter)));
        var part = Rounded.Cent(3 * paid / (13 * week));
        // For 80 per cent of a quarter and more the factor is one over the part: all of it is due.
        var due = part >= 0.80m ? whole : whole * part * (part < 0.55m ? 1.18m : 1.18m + ((part - 0.55m) * 0.28m));
        return Math.Min(Rounded.Cent(Rounded.Cent(due) / 3), Rounded.Cent(gross.PerCent(reckoning.Get(BelgianLaw.Employer).Total)));
    }
}
