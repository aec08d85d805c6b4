namespace Samverk.Wages;

/// <summary>The income tax tariff (EStG § 32a) and that of tax classes 5 and 6 (§ 39b Abs. 2), whole euro a year.</summary>
/// <param name="joint">The splitting tariff: income halved, tax doubled.</param>
internal readonly struct GermanTariff(Reckoning reckoning, bool joint)
{
    /// <summary>Until 2025 the two steps of classes 5 and 6 keep cents, from 2026 they are cut to whole euro.</summary>
    private readonly int decimals = reckoning.Date.Year <= 2025 ? 2 : 0;

    private decimal Persons => joint ? 2 : 1;

    /// <param name="income">Taxable income.</param>
    /// <param name="class56">Tax classes 5 and 6.</param>
    public decimal On(decimal income, bool class56)
    {
        var x = income < 1 ? 0 : Rounded.Cut(income / Persons);
        return class56 ? OfClass56(x) : Basic(x);
    }

    private decimal Basic(decimal x)
    {
        var free = reckoning.Get(GermanLaw.BasicAllowance);
        if (x < free + 1) return 0;
        var (end1, end2, end3) = (reckoning.Get(GermanLaw.Zone1End), reckoning.Get(GermanLaw.Zone2End), reckoning.Get(GermanLaw.Zone3End));
        decimal tax;
        if (x < end1 + 1)
        {
            var y = Rounded.Cut((x - free) / 10_000, 6);
            tax = ((reckoning.Get(GermanLaw.Zone1A) * y) + reckoning.Get(GermanLaw.Zone1B)) * y;
        }
        else if (x < end2 + 1)
        {
            var y = Rounded.Cut((x - end1) / 10_000, 6);
            tax = (((reckoning.Get(GermanLaw.Zone2A) * y) + reckoning.Get(GermanLaw.Zone2B)) * y) + reckoning.Get(GermanLaw.Zone2C);
        }
        else
        {
            tax = x < end3 + 1
                ? (x * reckoning.Get(GermanLaw.Zone3Rate)) - reckoning.Get(GermanLaw.Zone3C)
                : (x * reckoning.Get(GermanLaw.Zone4Rate)) - reckoning.Get(GermanLaw.Zone4C);
        }

        return Rounded.Cut(tax) * Persons;
    }

    private decimal OfClass56(decimal x)
    {
        var (limit1, limit2) = (reckoning.Get(GermanLaw.Class56Limit1), reckoning.Get(GermanLaw.Class56Limit2));
        var high = reckoning.Get(GermanLaw.Zone3Rate);
        if (x <= limit2)
        {
            var tax = TwoSteps(x);
            return x > limit1 ? Math.Min(tax, Rounded.Cut(TwoSteps(limit1) + ((x - limit1) * high))) : tax;
        }

        var (below, limit3) = (TwoSteps(limit2), reckoning.Get(GermanLaw.Class56Limit3));
        return x > limit3
            ? Rounded.Cut(Rounded.Cut(below + ((limit3 - limit2) * high)) + ((x - limit3) * reckoning.Get(GermanLaw.Zone4Rate)))
            : Rounded.Cut(below + ((x - limit2) * high));
    }

    /// <summary>Twice the difference of the tax on five and on three quarters, at least 14 per cent.</summary>
    private decimal TwoSteps(decimal x) => Math.Max(
        (Basic(Rounded.Cut(x * 1.25m, decimals)) - Basic(Rounded.Cut(x * 0.75m, decimals))) * 2,
        Rounded.Cut(x * 0.14m));
}
