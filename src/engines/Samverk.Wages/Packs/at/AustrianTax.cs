namespace Samverk.Wages;

/// <summary>Wage tax (EStG 1988, § 66 to 68).</summary>
internal static class AustrianTax
{
    /// <summary>Of a whole month, by the formula of the year; half-up to the cent.</summary>
    public static decimal OfMonth(Reckoning reckoning, decimal taxBase)
    {
        var flat = reckoning.Get(AustrianLaw.FlatExpenses);
        var income = Math.Max(0, (taxBase * 12) - flat);
        var tariff = reckoning.Get(AustrianLaw.Tariff).Of(income);
        var credit = reckoning.Get(AustrianLaw.TrafficCredit);
        var year = Math.Max(0, tariff - credit);
        if (reckoning.Steps is not null)
        {
            reckoning.Note("Income of the year", income, ("Tax base of the month", taxBase), ("Flat expenses", flat));
            reckoning.Note("Tax by the tariff", tariff, ("Income of the year", income));
            reckoning.Note("Traffic credit", -credit);
            reckoning.Note("Tax of the year", year);
        }

        return Rounded.Cent(year / 12);
    }

    /// <summary>Of a special payment within the sixth, by tiers that the year's payments use up (§ 67 Abs. 1).</summary>
    /// <param name="before">Special payments of the year before this one, without their social insurance.</param>
    public static decimal OfSpecial(Reckoning reckoning, decimal before, decimal taxable)
    {
        var tiers = reckoning.Get(AustrianLaw.Tiers);
        if (before + taxable > tiers.Sum(tier => tier.Width)) tiers = tiers.AddRange(reckoning.Get(AustrianLaw.UpperTiers));
        var (tax, from, left) = (0m, 0m, taxable);
        foreach (var (width, percent) in tiers)
        {
            var inside = Math.Min(before + taxable, from + width) - Math.Max(before, from);
            if (inside > 0)
            {
                tax += inside.PerCent(percent);
                left -= inside;
            }

            from += width;
        }

        return left > 0 ? throw Reckoning.NotVerified("special_payments_by_tariff") : Rounded.Cent(tax);
    }

    /// <summary>The published table: rate and deduction of the step that begins at or below a monthly base.</summary>
    /// <returns>Rate as a fraction; the deduction in euro.</returns>
    public static (decimal Rate, decimal Deduction) Step(Reckoning reckoning, decimal monthlyBase)
    {
        var flat = reckoning.Get(AustrianLaw.FlatExpenses);
        var (rate, hundredTwelfths) = (0m, 0m);
        foreach (var (from, percent) in reckoning.Get(AustrianLaw.Tariff).Rows)
        {
            if (Rounded.Cent((from + flat) / 12) > monthlyBase) break;
            hundredTwelfths += (percent - rate) * (from + flat);
            rate = percent;
        }

        return rate is 0 ? (0, 0) : (rate / 100, Rounded.Cent(hundredTwelfths / 1200) + Rounded.Cent(reckoning.Get(AustrianLaw.TrafficCredit) / 12));
    }
}
