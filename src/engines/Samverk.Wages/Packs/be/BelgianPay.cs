namespace Samverk.Wages;

/// <summary>What a Belgian month is computed from. Amounts in euro.</summary>
/// <param name="BlueCollar">Also artists who are paid as such.</param>
/// <param name="BonusBefore">Work bonus of the calendar year before this month, where it may reach the cap.</param>
internal readonly record struct BelgianPay(decimal Gross, bool BlueCollar, BelgianFamily Family, int Children, bool Disabled, BelgianTime Time, decimal? BonusBefore = null)
{
    private static readonly string[] Families = ["single", "spouse_no_income", "spouse_own_income"];

    public static BelgianFamily FamilyOf(Facts facts) => (BelgianFamily)Array.IndexOf(Families, facts.Choice("family", Families));

    /// <summary>The facts about person and month; the caller ends them.</summary>
    public static BelgianPay Read(Facts facts, decimal gross)
    {
        var time = BelgianTime.Read(facts);
        var whole = facts.Flag("full_time_full_month", time is null);
        if (whole == time is not null) throw facts.Invalid("full_time_full_month", "part of a month needs hours or days paid and possible, a whole one has none");
        return new(gross, facts.Flag("blue_collar"), FamilyOf(facts), facts.Whole("children", 0, 30, 0), facts.Flag("disabled", false), time ?? BelgianTime.Full);
    }

    /// <summary>The employee's side.</summary>
    public Payslip Compute(Reckoning reckoning)
    {
        var slip = new Payslip(Kernel.Currency.EUR, reckoning);
        slip.Add(BelgianLines.Pay, null, null, Gross);
        var @base = BelgianSocial.Base(reckoning, Gross, BlueCollar);
        var contribution = BelgianSocial.Employee(reckoning, @base);
        slip.Add(BelgianLines.Employee, @base, reckoning.Get(BelgianLaw.EmployeeRate), contribution);
        var reference = Time.ReferenceWage(Gross);
        var (a, b) = BelgianSocial.WorkBonus(reckoning, reference, BlueCollar, Time.Fraction, contribution, BonusBefore);
        if (a > 0) slip.Add(BelgianLines.BonusA, reference, null, -a);
        if (b > 0) slip.Add(BelgianLines.BonusB, reference, null, -b);

        var taxable = Gross - (contribution - a - b);
        var withholding = BelgianWithholding.Of(reckoning, taxable, Family, Children, Disabled);
        slip.Add(BelgianLines.Withholding, taxable, null, withholding);
        var reduction = a + b > 0 ? Math.Min(withholding, reckoning.Get(BelgianLaw.BonusReduction).On(a, b)) : 0;
        if (reduction > 0) slip.Add(BelgianLines.BonusReduction, null, null, -reduction);
        slip.Add(BelgianLines.Special, @base, null, reckoning.Get(BelgianLaw.Special).On(@base, Family));
        return slip;
    }

    /// <summary>What the employer owes beside the pay.</summary>
    /// <param name="smallFunds">Per cent of the quarter's rate file for this employer's category and size.</param>
    public void AddEmployer(Reckoning reckoning, Payslip slip, decimal smallFunds)
    {
        var @base = BelgianSocial.Base(reckoning, Gross, BlueCollar);
        var percent = BelgianSocial.EmployerPercent(reckoning, BlueCollar);
        slip.Add(BelgianLines.Employer, @base, percent, Rounded.Cent(@base.PerCent(percent)));
        if (smallFunds > 0) slip.Add(BelgianLines.SmallFunds, @base, smallFunds, Rounded.Cent(@base.PerCent(smallFunds)));
        if (!BlueCollar) return;
        var holiday = reckoning.Get(BelgianLaw.HolidayYearly);
        slip.Add(BelgianLines.HolidayYearly, @base, holiday, Rounded.Cent(@base.PerCent(holiday)));
    }
}
