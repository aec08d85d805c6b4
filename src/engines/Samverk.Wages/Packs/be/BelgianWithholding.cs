namespace Samverk.Wages;

/// <summary>Withholding of a month by the key formula (AR/CIR 92, annex III).</summary>
internal static class BelgianWithholding
{
    public static decimal Of(Reckoning reckoning, decimal taxable, BelgianFamily family, int children, bool disabled)
    {
        var rule = reckoning.Get(BelgianLaw.Withholding);
        var year = Rounded.Cent(taxable * 12);
        var expenses = Math.Min(Rounded.Cent(0.30m * year), rule.MostExpenses);
        var net = year - expenses;
        var tax = Basic(rule, net, family);
        var reductions = rule.For(children) + (family is BelgianFamily.Single && children > 0 ? rule.SingleParent : 0) + (disabled ? rule.Disabled : 0);
        if (reckoning.Steps is not null)
        {
            reckoning.Note("Taxable of the year", year, ("Taxable of the month", taxable));
            reckoning.Note("Flat expenses", -expenses, ("Taxable of the year", year));
            reckoning.Note("Tax by the scale, less the exempt part", tax, ("Net income of the year", net));
            reckoning.Note("Reductions for the family", -reductions);
        }

        return Rounded.Cent(Math.Max(0, Math.Max(0, tax) - reductions) / 12);
    }

    private static decimal Basic(WithholdingRule rule, decimal net, BelgianFamily family)
    {
        if (family is not BelgianFamily.SpouseNoIncome) return Rounded.Cent(rule.Scale.On(net)) - rule.Exempt;
        // Part of the income counts as the spouse's.
        var spouse = Rounded.Cent(Math.Min(0.30m * net, rule.MostForSpouse));
        return Rounded.Cent(rule.Scale.On(net - spouse)) + Rounded.Cent(rule.Scale.On(spouse)) - (2 * rule.Exempt);
    }
}
