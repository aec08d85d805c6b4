namespace Samverk.Wages;

/// <summary>
/// A month's pay. Its tax is its share of the tax that the whole year is expected to bear, less what was kept before: the last payment of the
/// year, when the year is known, equalises by itself.
/// </summary>
/// <param name="AccidentRate">Per cent of the insurance against accidents (INAIL), by the employer's notice.</param>
/// <param name="Year">The whole year as it is expected today.</param>
internal readonly record struct ItalianPay(decimal Gross, ItalianFacts Year, string Contract, bool Cigs, decimal AccidentRate, IReadOnlyDictionary<string, decimal> Before)
{
    private static readonly string[] Known = ["gross", "contributions", "tax", "exempt_sum", "integrative_allowance"];

    public static ItalianPay Read(Facts facts, Reckoning reckoning, decimal gross, IReadOnlyDictionary<string, decimal> before)
    {
        if (before.Keys.FirstOrDefault(name => !Known.Contains(name)) is { } unknown) throw Reckoning.Invalid($"yearToDate.{unknown}", "it is unknown here");
        var (contract, cigs) = (ContractOf(facts), facts.Flag("cigs", false));
        var year = YearOf(facts, reckoning, contract, cigs);
        if (facts.Has("contribution_sector") && facts.Text("contribution_sector") is not "commerce") throw Reckoning.NotVerified("employer_outside_commerce");
        var accident = facts.Number("work_accident_rate", 0, 20, 4);
        facts.End();
        if (before.GetValueOrDefault("gross") + gross > year.Gross) throw Reckoning.Invalid("gross_year", "it is less than what was paid already and is paid now");
        return new(gross, year, contract, cigs, accident, before);
    }

    public static string ContractOf(Facts facts) => facts.Choice("contract", "permanent", "fixed_term", "apprentice");

    /// <summary>The facts about the year and the family.</summary>
    public static ItalianFacts YearOf(Facts facts, Reckoning reckoning, string contract, bool cigs)
    {
        var (gross, days) = (facts.Amount("gross_year"), facts.Whole("days", 1, 365, 365));
        var spouse = facts.AmountOrNull("spouse_income");
        var children = facts.Has("children") ? facts.Objects("children", 30).Select(ReadChild).ToList() : [];
        var limits = spouse is not null || children.Count > 0 ? reckoning.Get(ItalianLaw.Dependants) : null;
        return new(
            gross, days, contract is "fixed_term", reckoning.Get(ItalianLaw.Employee).Of(contract, cigs), spouse <= limits?.General,
            children.Count(child => (child.Disabled || child.Age is >= 21 and < 30) && child.Income <= (child.Age <= 24 ? limits!.UpTo24 : limits!.General)));
    }

    public Payslip Compute(Reckoning reckoning)
    {
        var slip = new Payslip(Kernel.Currency.EUR, reckoning);
        slip.Add(ItalianLines.Pay, null, null, Gross);
        var (paid, year) = (Before.GetValueOrDefault("gross") + Gross, ItalianYear.Of(reckoning, Year));
        slip.Add(ItalianLines.Employee, Gross, null, ItalianYear.ContributionsOn(reckoning, paid, Year.Rate) - Before.GetValueOrDefault("contributions"));
        slip.Add(ItalianLines.Tax, null, null, Share(year.NetTax, "tax"));
        Add(ItalianLines.ExemptSum, Share(year.ExemptSum, "exempt_sum"));
        Add(ItalianLines.Allowance, Share(year.Allowance, "integrative_allowance"));

        var (ceiling, rate) = (reckoning.Get(ItalianLaw.Ceiling), reckoning.Get(ItalianLaw.EmployerCommerce).Of(Contract, Cigs));
        if (Year.FixedTerm) rate += reckoning.Get(ItalianLaw.FixedTermAddition);
        var @base = Math.Min(paid, ceiling) - Math.Min(paid - Gross, ceiling);
        slip.Add(ItalianLines.Employer, @base, rate, Rounded.Cent(@base.PerCent(rate)));
        if (AccidentRate > 0) slip.Add(ItalianLines.Accident, Gross, AccidentRate, Rounded.Cent(Gross.PerCent(AccidentRate)));
        slip.Add(ItalianLines.SeveranceAccrual, Gross, null, reckoning.Get(ItalianLaw.Severance).Of(Gross));
        return slip;

        void Add(LineKind kind, decimal amount)
        {
            if (amount is not 0) slip.Add(kind, null, null, amount);
        }
    }

    /// <summary>What the year's amount comes to by now, less what was counted before.</summary>
    private decimal Share(decimal ofYear, string name)
    {
        if (Year.Gross is 0) return 0;
        return Rounded.Cent(ofYear * (Before.GetValueOrDefault("gross") + Gross) / Year.Gross) - Before.GetValueOrDefault(name);
    }

    private static (int Age, bool Disabled, decimal Income) ReadChild(Facts child)
    {
        var read = (child.Whole("age", 0, 120), child.Flag("disabled", false), child.Amount("income", 0));
        child.End();
        return read;
    }
}
