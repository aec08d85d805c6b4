namespace Samverk.Wages;

/// <summary>What an Italian year is computed from. Amounts in euro a year.</summary>
/// <param name="Rate">Per cent of the employee's contribution.</param>
/// <param name="Children">Those for whom a deduction exists.</param>
internal readonly record struct ItalianFacts(decimal Gross, int Days, bool FixedTerm, decimal Rate, bool Spouse, int Children);

/// <summary>The year of a private employee (TUIR art. 11 to 13; equalised in December or at the end of the contract).</summary>
internal readonly record struct ItalianYear(
    decimal Contributions, decimal Taxable, decimal GrossTax, decimal Employment, decimal Family, decimal Further, decimal ExemptSum, decimal Allowance, decimal NetTax)
{
    /// <summary>Before the surcharges of region and municipality.</summary>
    public decimal Net => Taxable - NetTax + ExemptSum + Allowance;

    public static ItalianYear Of(Reckoning reckoning, ItalianFacts of)
    {
        var contributions = ContributionsOn(reckoning, of.Gross, of.Rate);
        var income = of.Gross - contributions;
        var tax = Rounded.Cent(reckoning.Get(ItalianLaw.Tax).On(income));
        var employment = reckoning.Get(ItalianLaw.Employment).Of(income, of.Days, of.FixedTerm);
        var family = Rounded.Cent((of.Spouse ? reckoning.Get(ItalianLaw.Spouse).Of(income) : 0) + (of.Children > 0 ? reckoning.Get(ItalianLaw.Children).Of(income, of.Children) : 0));
        var further = reckoning.Get(ItalianLaw.Further).Of(income, of.Days);
        var exempt = ExemptSumOf(reckoning, income, of.Days);
        var allowance = AllowanceOf(reckoning.Get(ItalianLaw.Allowance), (income, tax, employment, family), of.Days);
        var net = Math.Max(0, tax - employment - family - further);
        if (reckoning.Steps is not null)
        {
            reckoning.Note("Taxable income of the year", income, ("Pay of the year", of.Gross), ("Employee's contributions", contributions));
            reckoning.Note("Income tax by brackets", tax, ("Taxable income of the year", income));
            reckoning.Note("Deduction for employees", -employment, ("Taxable income of the year", income), ("Days", of.Days));
            reckoning.Note("Deductions for the family", -family);
            reckoning.Note("Further deduction", -further);
            reckoning.Note("Income tax of the year", net);
            reckoning.Note("Tax-free sum", exempt);
            reckoning.Note("Integrative allowance", allowance);
        }

        return new(contributions, income, tax, employment, family, further, exempt, allowance, net);
    }

    /// <summary>On pay up to the ceiling, and one more per cent above the first pension limit; each half-up to the cent.</summary>
    public static decimal ContributionsOn(Reckoning reckoning, decimal gross, decimal rate)
    {
        var @base = Math.Min(gross, reckoning.Get(ItalianLaw.Ceiling));
        var above = Math.Max(0, @base - reckoning.Get(ItalianLaw.AdditionalFrom));
        return Rounded.Cent(@base.PerCent(rate)) + (above > 0 ? Rounded.Cent(above.PerCent(reckoning.Get(ItalianLaw.Additional))) : 0);
    }

    /// <summary>By the income as if it were a whole year's.</summary>
    private static decimal ExemptSumOf(Reckoning reckoning, decimal income, int days)
    {
        var rows = reckoning.Get(ItalianLaw.ExemptSum);
        if (income > rows[^1].UpTo) return 0;
        var at = 0;
        while (at < rows.Length - 1 && income * 365 > rows[at].UpTo * days) at++;
        return Rounded.Cent(income.PerCent(rows[at].Percent));
    }

    private static decimal AllowanceOf(IntegrativeAllowance rule, (decimal Income, decimal Tax, decimal Employment, decimal Family) of, int days)
    {
        var full = Rounded.Cent(rule.Amount * days / 365);
        return of.Income <= rule.To ? (of.Tax > of.Employment - Rounded.Cent(rule.Margin * days / 365) ? full : 0)
            : of.Income <= rule.ConditionalTo ? Math.Clamp(of.Employment + of.Family - of.Tax, 0, full)
            : 0;
    }
}
