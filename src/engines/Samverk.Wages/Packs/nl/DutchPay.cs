namespace Samverk.Wages;

/// <summary>What a Dutch payslip is computed from. Amounts in euro.</summary>
/// <param name="Credit">The employee asked for the tax credits at this employer; at one only.</param>
/// <param name="SpecialReward">Holiday allowance, bonus: taxed by the wage of the year before.</param>
internal readonly record struct DutchPay(
    DutchAge Age, string Period, decimal Wage, bool Credit, bool Anonymous, decimal SpecialReward, decimal WageOfYearBefore, DutchPremiums Premiums)
{
    private static readonly string[] Ages = ["under_aow", "aow_1946", "aow_1945"], Periods = ["month", "quarter", "four_weeks", "week", "day"];

    public static DutchAge AgeOf(Facts facts) => (DutchAge)Array.IndexOf(Ages, facts.Choice("class", Ages));

    public static string NameOf(DutchAge age) => Ages[(int)age];

    public static string PeriodOf(Facts facts) => facts.ChoiceOr("month", "period", Periods);

    public static DutchPay Read(Facts facts, decimal wage)
    {
        var special = facts.Amount("special_reward", 0);
        var read = new DutchPay(
            AgeOf(facts), PeriodOf(facts), wage, facts.Flag("credit", false), facts.Flag("anonymous", false), special,
            special > 0 ? facts.Amount("annual_wage_previous_year") : facts.Amount("annual_wage_previous_year", 0), DutchPremiums.Read(facts));
        facts.End();
        return read;
    }

    public Payslip Compute(Reckoning reckoning)
    {
        var slip = new Payslip(Kernel.Currency.EUR, reckoning);
        slip.Add(DutchLines.Pay, null, null, Wage);
        if (SpecialReward > 0) slip.Add(DutchLines.SpecialReward, null, null, SpecialReward);
        AddTax(reckoning, slip);

        // Who has reached pension age is insured for less; which premiums are then due stands in no parameter.
        if (Age is not DutchAge.UnderAow) throw Reckoning.NotVerified("premiums_of_pension_age");
        var @base = Premiums.Base(reckoning, Period, Wage + SpecialReward);
        foreach (var (kind, percent, amount) in Premiums.On(reckoning, @base)) slip.Add(kind, @base, percent, amount);
        return slip;
    }

    private void AddTax(Reckoning reckoning, Payslip slip)
    {
        if (Anonymous)
        {
            var all = reckoning.Get(DutchLaw.Anonymous);
            slip.Add(DutchLines.AnonymousTax, Wage + SpecialReward, all, DutchWageTax.Flat(Wage + SpecialReward, all));
            return;
        }

        var tax = DutchWageTax.Of(reckoning, Age, Period, Wage, Credit);
        slip.Add(DutchLines.Tax, tax.TableWage, null, Credit ? tax.With : tax.Without);
        if (SpecialReward is 0) return;
        var percent = DutchWageTax.SpecialPercent(reckoning, Age, WageOfYearBefore, Credit);
        slip.Add(DutchLines.SpecialTax, SpecialReward, percent, DutchWageTax.Flat(SpecialReward, percent));
    }
}
