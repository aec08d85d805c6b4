namespace Samverk.Wages;

/// <summary>The employer's premiums on one period's pay up to the ceiling (Wet financiering sociale verzekeringen, Zorgverzekeringswet).</summary>
/// <param name="ReturnToWork">Per cent of the decision of the tax office; null = by sector.</param>
/// <param name="PremiumWageBefore">The year's premium wage before this pay; null = the period's own ceiling counts.</param>
internal readonly record struct DutchPremiums(bool HighUnemployment, bool HighDisability, decimal? ReturnToWork, string? Sector, decimal? PremiumWageBefore)
{
    public static DutchPremiums Read(Facts facts)
    {
        var (unemployment, disability) = (facts.Choice("awf", "low", "high"), facts.Choice("aof", "low", "high"));
        var rate = facts.Has("whk_rate") ? facts.Number("whk_rate", 0, 100, 4) : (decimal?)null;
        var sector = facts.Has("whk_sector") ? facts.Whole("whk_sector", 1, 99).ToString(System.Globalization.CultureInfo.InvariantCulture) : null;
        if (rate is null == sector is null) throw facts.Invalid("whk_rate", "either it or whk_sector is needed");
        return new(unemployment is "high", disability is "high", rate, sector, facts.AmountOrNull("premium_wage_year_to_date"));
    }

    /// <summary>The pay on which premiums are due.</summary>
    public decimal Base(Reckoning reckoning, string period, decimal wage)
    {
        var ceilings = reckoning.Get(DutchLaw.PremiumCeiling);
        var name = PremiumWageBefore is null ? period : "year";
        if (!ceilings.TryGetValue(name, out var ceiling)) throw reckoning.Missing($"premiums.max_premium_wage.{name}");
        return Math.Min(wage, Math.Max(0, ceiling - (PremiumWageBefore ?? 0)));
    }

    /// <summary>Each premium: line, per cent, amount half-up to the cent.</summary>
    public IReadOnlyList<(LineKind Kind, decimal Percent, decimal Amount)> On(Reckoning reckoning, decimal @base)
    {
        var premiums = new (LineKind Kind, decimal Percent)[]
        {
            (DutchLines.Unemployment, reckoning.Get(HighUnemployment ? DutchLaw.UnemploymentHigh : DutchLaw.UnemploymentLow)),
            (DutchLines.Disability, reckoning.Get(HighDisability ? DutchLaw.DisabilityHigh : DutchLaw.DisabilityLow)),
            (DutchLines.ChildCare, reckoning.Get(DutchLaw.ChildCare)),
            (DutchLines.ReturnToWork, ReturnToWork ?? OfSector(reckoning)),
            (DutchLines.Health, reckoning.Get(DutchLaw.Health)),
        };
        return [.. premiums.Select(one => (one.Kind, one.Percent, Rounded.Cent(@base.PerCent(one.Percent))))];
    }

    private decimal OfSector(Reckoning reckoning) =>
        reckoning.Get(DutchLaw.ReturnToWork).TryGetValue(Sector!, out var percent) ? percent : throw reckoning.Missing($"premiums.whk_sector_total.{Sector}");
}
