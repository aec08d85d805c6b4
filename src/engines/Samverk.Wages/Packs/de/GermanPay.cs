namespace Samverk.Wages;

/// <summary>What a German month is computed from. Amounts in euro.</summary>
/// <param name="Factor">Of the factor procedure in class 4; 1 where it does not apply.</param>
internal readonly record struct GermanPay(GermanInsured Insured, int TaxClass, string State, bool Church, decimal ChildAllowances, decimal Factor, GermanLevies Levies)
{
    private static readonly string[] States = ["BW", "BY", "BE", "BB", "HB", "HH", "HE", "MV", "NI", "NW", "RP", "SL", "SN", "ST", "SH", "TH"];

    /// <summary>The facts about the person; the caller ends them.</summary>
    public static GermanPay Read(Facts facts, decimal gross)
    {
        var state = facts.Choice("state", States);
        var taxClass = facts.Whole("tax_class", 1, 6);
        var factor = facts.Number("tax_factor", 0.001m, 1, 3, 1);
        if (factor is not 1 && taxClass is not 4) throw facts.Invalid("tax_factor", "the factor procedure is one of class 4");
        return new(
            GermanInsured.Read(facts, gross, saxony: state is "SN"), taxClass, state, facts.Flag("church_member"), facts.Number("child_allowances", 0, 99, 1, 0), factor, default);
    }

    public Payslip Compute(Reckoning reckoning)
    {
        var (slip, social) = (new Payslip(Kernel.Currency.EUR, reckoning), GermanSocial.Of(reckoning, Insured));
        slip.Add(GermanLines.Pay, null, null, Insured.Gross);
        // The employer bears the flat tax of a minijob; it settles wage tax, surcharge and church tax.
        if (social.Regime is not GermanRegime.Minijob) AddTax(reckoning, slip);
        AddEmployee(slip, social);
        AddEmployer(slip, social);
        // Levies go by what pension insurance goes by (AAG § 7 Abs. 2); accident insurance by the pay.
        Levies.Add(slip, social.Regime is GermanRegime.Midijob ? social.BaseTotal : social.BaseOther, Insured.Gross);
        return slip;
    }

    private void AddTax(Reckoning reckoning, Payslip slip)
    {
        var tax = new GermanWageTax(reckoning, new()
        {
            LZZ = 2, RE4 = Insured.Gross * 100, STKL = TaxClass, F = Factor, ZKF = ChildAllowances, R = Church, KVZ = Insured.Additional, PVS = Insured.Saxony,
            PVZ = Insured.Childless, PVA = Insured.Discounts,
        }).Compute();
        slip.Add(GermanLines.Tax, Insured.Gross, null, tax.LSTLZZ / 100);
        if (tax.SOLZLZZ > 0) slip.Add(GermanLines.Solidarity, null, null, tax.SOLZLZZ / 100);
        if (!Church) return;
        var rate = reckoning.Get(State is "BW" or "BY" ? GermanLaw.ChurchSouth : GermanLaw.ChurchOther);
        slip.Add(GermanLines.Church, tax.BK / 100, rate, Rounded.Cut((tax.BK / 100).PerCent(rate), 2));
    }

    private static void AddEmployee(Payslip slip, GermanSocial social)
    {
        var (all, other) = social.Regime is GermanRegime.Midijob ? (social.BaseOther, social.BaseOther) : (social.BaseTotal, social.BaseOther);
        Add(slip, GermanLines.Health, all, social.Health.Employee);
        Add(slip, GermanLines.Additional, all, social.Additional.Employee);
        Add(slip, GermanLines.Care, all, social.Care.Employee);
        Add(slip, GermanLines.Childless, social.BaseTotal, social.Childless);
        Add(slip, GermanLines.Pension, other, social.Pension.Employee);
        Add(slip, GermanLines.Unemployment, other, social.Unemployment.Employee);
    }

    private static void AddEmployer(Payslip slip, GermanSocial social)
    {
        var other = social.Regime is GermanRegime.Midijob ? social.BaseTotal : social.BaseOther;
        Add(slip, GermanLines.EmployerHealth, social.BaseTotal, social.Health.Employer);
        Add(slip, GermanLines.EmployerAdditional, social.BaseTotal, social.Additional.Employer);
        Add(slip, GermanLines.EmployerCare, social.BaseTotal, social.Care.Employer);
        Add(slip, GermanLines.EmployerPension, other, social.Pension.Employer);
        Add(slip, GermanLines.EmployerUnemployment, other, social.Unemployment.Employer);
        Add(slip, GermanLines.Insolvency, other, social.Insolvency ?? 0);
        Add(slip, GermanLines.FlatTax, social.BaseTotal, social.FlatTax);
        Add(slip, GermanLines.Illness, social.BaseTotal, social.Illness);
        Add(slip, GermanLines.Maternity, social.BaseTotal, social.Maternity);
    }

    private static void Add(Payslip slip, LineKind kind, decimal @base, decimal amount)
    {
        if (amount is not 0) slip.Add(kind, @base, null, amount);
    }
}

/// <summary>Rates that the health fund and the accident insurer of the employer set, per cent of pay; inputs.</summary>
internal readonly record struct GermanLevies(decimal Illness, decimal Maternity, decimal Accident)
{
    public static GermanLevies Read(Facts facts) => new(
        facts.Number("levy_u1_rate", 0, 10, 4), facts.Number("levy_u2_rate", 0, 10, 4), facts.Number("accident_rate", 0, 50, 4));

    /// <param name="insured">The base of pension insurance.</param>
    public void Add(Payslip slip, decimal insured, decimal gross)
    {
        foreach (var (kind, @base, percent) in new[] { (GermanLines.Illness, insured, Illness), (GermanLines.Maternity, insured, Maternity), (GermanLines.Accident, gross, Accident) })
            if (percent > 0) slip.Add(kind, @base, percent, Rounded.Cent(@base.PerCent(percent)));
    }
}
