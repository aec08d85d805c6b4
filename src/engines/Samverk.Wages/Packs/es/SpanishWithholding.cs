namespace Samverk.Wages;

/// <summary>What the yearly withholding is computed from. Amounts in euro a year.</summary>
/// <param name="Situation">1 alone with children; 2 married, spouse below the income limit; 3 other.</param>
/// <param name="Ascendants65">All who are over 65, those over 75 among them.</param>
/// <param name="Disability">0, 33 or 65 per cent and more.</param>
internal sealed record SpanishTaxpayer(
    decimal Gross, decimal Contributions, int Situation, int[] ChildrenAges, int Age, bool ChildrenShared, bool UnderOneYear, bool SpecialRelationship, bool Artist,
    decimal SpouseMaintenance, int Disability, bool Mobility, bool HousingLoan, int Ascendants65, int Ascendants75, bool Pensioner, bool Unemployed, bool CeutaMelilla)
{
    public static SpanishTaxpayer Read(Facts facts, decimal gross, decimal contributions)
    {
        var children = facts.Has("children_ages") ? facts.Wholes("children_ages", 0, 120, 20) : [];
        var situation = facts.Whole("family_situation", 1, 3);
        if (situation is 1 && children.Length is 0) throw facts.Invalid("family_situation", "situation 1 has at least one child");
        var disability = facts.Whole("disability_percent_class", 0, 65, 0);
        if (disability is not (0 or 33 or 65)) throw facts.Invalid("disability_percent_class", "it is none of 0, 33, 65");
        var over75 = facts.Whole("ascendants_over_75", 0, 8, 0);
        var over65 = facts.Whole("ascendants_over_65", 0, 8, over75);
        if (over65 < over75) throw facts.Invalid("ascendants_over_65", "those over 75 are among them");
        return new(
            gross, contributions, situation, children, facts.Whole("age", 14, 120), facts.Flag("children_shared", false), facts.Flag("contract_under_one_year", false),
            facts.Flag("special_relationship", false), facts.Flag("artist", false), facts.Amount("spouse_maintenance_year", 0), disability, facts.Flag("geographic_mobility", false),
            facts.Flag("housing_loan", false), over65, over75, facts.Flag("pensioner", false), facts.Flag("unemployed", false), facts.Flag("ceuta_melilla", false));
    }
}

/// <summary>The yearly rate of withholding (Reglamento del IRPF, art. 80 to 89; the tax agency's algorithm).</summary>
internal readonly record struct SpanishWithholding(
    decimal NetIncome, decimal WorkReduction, decimal Base, decimal Minimum, decimal OnBase, decimal OnMinimum, decimal Quota, decimal Rate, decimal Year)
{
    public static SpanishWithholding Of(Reckoning reckoning, SpanishTaxpayer of)
    {
        var net = Math.Max(0, of.Gross - of.Contributions);
        var work = reckoning.Get(SpanishLaw.WorkReduction).Of(net);
        var taxable = BaseOf(reckoning, of, net, work);
        var minimum = MinimumOf(reckoning.Get(SpanishLaw.Minimum), of);
        var scale = reckoning.Get(SpanishLaw.Scale);
        var (onBase, onMinimum) = (Rounded.Cent(scale.On(taxable)), Rounded.Cent(scale.On(minimum)));
        var quota = Math.Max(0, onBase - onMinimum);

        // Who has a lowest rate of their own is not excluded (art. 81 with 86.2).
        var ownFloor = of.UnderOneYear || of.SpecialRelationship || of.Artist;
        var exclusion = ExclusionOf(reckoning, of);
        var limit = reckoning.Get(SpanishLaw.Limit);
        if (of.Gross <= limit.GrossUpTo) quota = Math.Min(quota, Rounded.Cent(Math.Max(0, of.Gross - exclusion).PerCent(limit.Percent)));
        if (of.CeutaMelilla) quota = Rounded.Cent(quota * reckoning.Get(SpanishLaw.CeutaMelilla));

        var rate = of.Gross <= exclusion && !ownFloor ? 0 : RateOf(reckoning, of, quota);
        if (reckoning.Steps is not null)
        {
            reckoning.Note("Net income from work", net, ("Pay of the year", of.Gross), ("Worker's contributions", of.Contributions));
            reckoning.Note("Reduction for income from work", -work, ("Net income from work", net));
            reckoning.Note("Base of withholding", taxable, ("Net income from work", net));
            reckoning.Note("Personal and family minimum", minimum);
            reckoning.Note("Quota", quota, ("Scale on the base", onBase), ("Scale on the minimum", onMinimum));
            reckoning.Note("Withholding, per cent", rate, ("Quota", quota), ("Pay of the year", of.Gross));
        }

        return new(net, work, taxable, minimum, onBase, onMinimum, quota, rate, Rounded.Cent(of.Gross.PerCent(rate)));
    }

    private static decimal BaseOf(Reckoning reckoning, SpanishTaxpayer of, decimal net, decimal work)
    {
        var each = reckoning.Get(SpanishLaw.Expenses);
        var expenses = Math.Min(net, each.General + (of.Mobility ? each.Mobility : 0) + (of.Disability is 33 ? each.Disability33 : of.Disability is 65 ? each.Disability65 : 0));
        var reductions = of.ChildrenAges.Length > 2 || of.Pensioner || of.Unemployed ? reckoning.Get(SpanishLaw.Reductions) : null;
        var reduced = reductions is null ? 0
            : (of.ChildrenAges.Length > 2 ? reductions.MoreThanTwoChildren : 0) + (of.Pensioner ? reductions.Pensioner : 0) + (of.Unemployed ? reductions.Unemployed : 0);
        return Math.Max(0, Math.Max(0, net - expenses - work) - reduced - of.SpouseMaintenance);
    }

    private static decimal MinimumOf(SpanishMinimum each, SpanishTaxpayer of)
    {
        var children = of.ChildrenAges.Select((_, number) => each.Children[Math.Min(number, each.Children.Length - 1)]).Sum() + (each.ChildUnder3 * of.ChildrenAges.Count(age => age < 3));
        return each.Taxpayer
            + (of.Age >= 65 ? each.Age65 : 0) + (of.Age >= 75 ? each.Age75 : 0)
            + (of.ChildrenShared ? children / 2 : children)
            + (each.Ascendant65 * of.Ascendants65) + (each.Ascendant75 * of.Ascendants75)
            + (of.Disability is 33 ? each.Disability33 : of.Disability is 65 ? each.Disability65 : 0);
    }

    private static decimal ExclusionOf(Reckoning reckoning, SpanishTaxpayer of)
    {
        var limit = reckoning.Get(SpanishLaw.Exclusion).Of(of.Situation, of.ChildrenAges.Length)
            ?? throw Reckoning.Invalid("family_situation", "situation 1 has at least one child");
        var more = of.Pensioner || of.Unemployed ? reckoning.Get(SpanishLaw.Reductions) : null;
        return limit + (of.Pensioner ? more!.Pensioner : 0) + (of.Unemployed ? more!.Unemployed : 0);
    }

    private static decimal RateOf(Reckoning reckoning, SpanishTaxpayer of, decimal quota)
    {
        var housing = of.HousingLoan && reckoning.Get(SpanishLaw.Housing) is var loan && of.Gross < loan.GrossBelow ? Math.Min(loan.Most, Rounded.Cut(of.Gross.PerCent(loan.Percent), 2)) : 0;
        var rate = of.Gross is 0 ? 0 : Rounded.Cut(Math.Max(0, quota - housing) * 100 / of.Gross, 2);
        var rates = reckoning.Get(SpanishLaw.Rates);
        if (of.SpecialRelationship) rate = Math.Max(rate, rates.SpecialRelationship);
        if (of.UnderOneYear) rate = Math.Max(rate, rates.UnderOneYear);
        if (of.Artist) rate = Math.Max(rate, rates.Artists);
        return Math.Min(rate, rates.Most);
    }
}
