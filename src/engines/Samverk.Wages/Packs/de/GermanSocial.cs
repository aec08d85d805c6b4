namespace Samverk.Wages;

internal enum GermanRegime { Regular, Midijob, Minijob }

/// <summary>What social insurance of a whole month is computed from.</summary>
/// <param name="Additional">Full additional rate of the health fund, per cent.</param>
/// <param name="Discounts">Children after the first, up to four, in care insurance.</param>
/// <param name="PensionExempt">A minijobber who asked to be exempt from pension insurance.</param>
internal readonly record struct GermanInsured(decimal Gross, decimal Additional, bool Saxony, bool Childless, int Discounts, bool PensionExempt = false)
{
    public static GermanInsured Read(Facts facts, decimal gross, bool? saxony = null)
    {
        var read = new GermanInsured(
            gross, facts.Number("health_additional_rate", 0, 20, 2), saxony ?? facts.Flag("saxony", false), facts.Flag("care_childless"), facts.Whole("care_child_discounts", 0, 4, 0),
            facts.Flag("pension_exempt", false));
        return read is { Childless: true, Discounts: > 0 } ? throw facts.Invalid("care_child_discounts", "the childless have none") : read;
    }

    public GermanRegime RegimeOf(Reckoning reckoning) =>
        Gross <= reckoning.Get(GermanLaw.MinijobLimit) ? GermanRegime.Minijob : Gross <= reckoning.Get(GermanLaw.TransitionEnd) ? GermanRegime.Midijob : GermanRegime.Regular;
}

/// <summary>A branch of insurance: what each side pays.</summary>
internal readonly record struct Shares(decimal Employee, decimal Employer);

/// <summary>Statutory social insurance of a month (SGB IV to VI, XI); each share half-up to the cent, totals are sums of shares.</summary>
/// <param name="BaseTotal">Regular: base of health and care. Midijob: base of the whole contribution.</param>
/// <param name="BaseOther">Regular: base of pension and unemployment. Midijob: base of the employee's share.</param>
/// <param name="Insolvency">Null where the data know no rate for the date.</param>
internal readonly record struct GermanSocial(
    GermanRegime Regime, decimal BaseTotal, decimal BaseOther, Shares Health, Shares Additional, Shares Care, decimal Childless, Shares Pension, Shares Unemployment,
    decimal? Insolvency, decimal FlatTax = 0, decimal Illness = 0, decimal Maternity = 0)
{
    public decimal EmployeeTotal => Health.Employee + Additional.Employee + Care.Employee + Childless + Pension.Employee + Unemployment.Employee;

    public decimal EmployerTotal => Health.Employer + Additional.Employer + Care.Employer + Pension.Employer + Unemployment.Employer;

    /// <summary>What the employer owes beside contributions.</summary>
    public decimal Levies => (Insolvency ?? 0) + FlatTax + Illness + Maternity;

    public static GermanSocial Of(Reckoning reckoning, GermanInsured of) => of.RegimeOf(reckoning) switch
    {
        GermanRegime.Minijob => Minijob(reckoning, of),
        GermanRegime.Midijob => Midijob(reckoning, of),
        _ => Regular(reckoning, of),
    };

    public static GermanSocial Regular(Reckoning reckoning, GermanInsured of)
    {
        var (health, pension) = (Math.Min(of.Gross, reckoning.Get(GermanLaw.HealthCeiling)), Math.Min(of.Gross, reckoning.Get(GermanLaw.PensionCeiling)));
        var (careEmployee, careEmployer) = CareOf(reckoning, of);
        return new(
            GermanRegime.Regular, health, pension, Half(health, reckoning.Get(GermanLaw.Health)), Half(health, of.Additional),
            new(Rounded.Cent(health.PerCent(careEmployee)), Rounded.Cent(health.PerCent(careEmployer))), ChildlessOn(reckoning, of, health),
            Half(pension, reckoning.Get(GermanLaw.Pension)), Half(pension, reckoning.Get(GermanLaw.Unemployment)), InsolvencyOn(reckoning, pension));

        static Shares Half(decimal @base, decimal percent) => Rounded.Cent(@base.PerCent(percent / 2)) is var half ? new(half, half) : default;
    }

    /// <summary>The transition range (SGB IV § 20 Abs. 2, 2a): a lower base for all, a still lower one for the employee.</summary>
    private static GermanSocial Midijob(Reckoning reckoning, GermanInsured of)
    {
        var (limit, end, f) = (reckoning.Get(GermanLaw.MinijobLimit), reckoning.Get(GermanLaw.TransitionEnd), reckoning.Get(GermanLaw.FactorF));
        var total = Rounded.Cent((f * limit) + ((end - (limit * f)) * (of.Gross - limit) / (end - limit)));
        var own = Rounded.Cent(end * (of.Gross - limit) / (end - limit));
        var care = reckoning.Get(GermanLaw.Care);
        return new(
            GermanRegime.Midijob, total, own, On(reckoning.Get(GermanLaw.Health)), On(of.Additional), On(care, CareOf(reckoning, of).Employee), ChildlessOn(reckoning, of, total),
            On(reckoning.Get(GermanLaw.Pension)), On(reckoning.Get(GermanLaw.Unemployment)), InsolvencyOn(reckoning, total));

        Shares On(decimal percent, decimal? employee = null)
        {
            var (both, kept) = (2 * Rounded.Cent(total.PerCent(percent / 2)), Rounded.Cent(own.PerCent(employee ?? (percent / 2))));
            return new(kept, both - kept);
        }
    }

    private static GermanSocial Minijob(Reckoning reckoning, GermanInsured of)
    {
        var flat = Rounded.Cent(of.Gross.PerCent(reckoning.Get(GermanLaw.MinijobPension)));
        var topUp = of.PensionExempt ? 0 : Rounded.Cent(Math.Max(of.Gross, reckoning.Get(GermanLaw.MinijobLeastBase)).PerCent(reckoning.Get(GermanLaw.Pension))) - flat;
        return new(
            GermanRegime.Minijob, of.Gross, of.Gross, new(0, Rounded.Cent(of.Gross.PerCent(reckoning.Get(GermanLaw.MinijobHealth)))), default, default, 0, new(topUp, flat), default,
            InsolvencyOn(reckoning, of.Gross), Rounded.Cent(of.Gross.PerCent(reckoning.Get(GermanLaw.MinijobTax))),
            Rounded.Cent(of.Gross.PerCent(reckoning.Get(GermanLaw.MinijobIllness))), Rounded.Cent(of.Gross.PerCent(reckoning.Get(GermanLaw.MinijobMaternity))));
    }

    /// <summary>Per cent of care insurance by side; Saxony shares it differently.</summary>
    private static (decimal Employee, decimal Employer) CareOf(Reckoning reckoning, GermanInsured of)
    {
        var discount = of.Discounts > 0 ? reckoning.Get(GermanLaw.ChildDiscount) * of.Discounts : 0;
        if (of.Saxony) return (reckoning.Get(GermanLaw.CareEmployeeSaxony) - discount, reckoning.Get(GermanLaw.CareEmployerSaxony));
        var half = reckoning.Get(GermanLaw.Care) / 2;
        return (half - discount, half);
    }

    private static decimal ChildlessOn(Reckoning reckoning, GermanInsured of, decimal @base) => of.Childless ? Rounded.Cent(@base.PerCent(reckoning.Get(GermanLaw.Childless))) : 0;

    private static decimal? InsolvencyOn(Reckoning reckoning, decimal @base) =>
        reckoning.Find(GermanLaw.Insolvency) is { } levy ? Rounded.Cent(@base.PerCent(levy.Percent)) : null;
}
