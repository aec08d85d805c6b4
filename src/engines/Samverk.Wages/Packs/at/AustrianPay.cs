namespace Samverk.Wages;

/// <summary>What an Austrian payslip is computed from. Amounts in euro.</summary>
/// <param name="ChamberLevy">Per cent by Land and membership; 0 for those who owe none, null where nobody said.</param>
/// <param name="UndergroundLevy">Of the month, for work in Vienna; 0 for those who owe none, null where nobody said.</param>
/// <param name="RegularBefore">Regular gross of the year before this month.</param>
/// <param name="MonthsBefore">Months of that pay.</param>
/// <param name="SpecialBefore">Special payments of the year before this one.</param>
/// <param name="SpecialTaxableBefore">The same without their social insurance.</param>
internal readonly record struct AustrianPay(
    decimal Gross, decimal SpecialPayment, bool Vienna, bool SeveranceFund, decimal? ChamberLevy, decimal? UndergroundLevy, decimal RegularBefore, int MonthsBefore, decimal SpecialBefore, decimal SpecialTaxableBefore)
{
    private static readonly string[] Known = ["regular_gross", "months", "special_payments", "special_taxable"];

    public static AustrianPay Read(Facts facts, decimal gross, IReadOnlyDictionary<string, decimal> year)
    {
        if (year.Keys.FirstOrDefault(name => !Known.Contains(name)) is { } unknown) throw Reckoning.Invalid($"yearToDate.{unknown}", "it is unknown here");
        var months = year.GetValueOrDefault("months");
        if (months is < 0 or > 11 || months != decimal.Floor(months)) throw Reckoning.Invalid("yearToDate.months", "it is no number of months before this one");
        var read = new AustrianPay(
            gross, facts.Amount("special_payment", 0), facts.Flag("vienna", false), facts.Flag("severance_fund", true), facts.Has("chamber_levy_rate") ? facts.Number("chamber_levy_rate", 0, 5, 4) : null,
            facts.AmountOrNull("underground_levy"),
            year.GetValueOrDefault("regular_gross"), (int)months, year.GetValueOrDefault("special_payments"), year.GetValueOrDefault("special_taxable"));
        facts.End();
        if (read is { Vienna: false, UndergroundLevy: > 0 }) throw facts.Invalid("underground_levy", "it is due in Vienna only");
        return read;
    }

    public Payslip Compute(Reckoning reckoning)
    {
        var slip = new Payslip(Kernel.Currency.EUR, reckoning);
        slip.Add(AustrianLines.Pay, null, null, Gross);
        AddMonth(reckoning, slip);
        if (SpecialPayment > 0) AddSpecial(reckoning, slip);
        AddWages(reckoning, slip, Gross + SpecialPayment);
        return slip;
    }

    /// <summary>Regular pay of a whole month.</summary>
    private void AddMonth(Reckoning reckoning, Payslip slip)
    {
        if (AustrianSocial.IsMarginal(reckoning, Gross))
        {
            var accident = reckoning.Get(AustrianLaw.Employer).Accident;
            slip.Add(AustrianLines.Accident, Gross, accident, Rounded.Cent(Gross.PerCent(accident)));
            return;
        }

        var @base = Math.Min(Gross, reckoning.Get(AustrianLaw.Ceiling).Month);
        var rate = AustrianSocial.EmployeeRate(reckoning, Gross, Vienna);
        var social = Rounded.Cent(@base.PerCent(rate));
        slip.Add(AustrianLines.Employee, @base, rate, social);
        slip.Add(AustrianLines.Tax, Gross - social, null, AustrianTax.OfMonth(reckoning, Gross - social));
        var employer = AustrianSocial.EmployerRate(reckoning, Vienna);
        slip.Add(AustrianLines.Employer, @base, employer, Rounded.Cent(@base.PerCent(employer)));
    }

    private void AddSpecial(Reckoning reckoning, Payslip slip)
    {
        if (AustrianSocial.IsMarginal(reckoning, Gross)) throw Reckoning.NotVerified("special_payments_of_marginal_jobs");
        // Control of the sixth (§ 67 Abs. 2): what exceeds it is taxed like pay, which needs more than this month knows.
        var sixth = (RegularBefore + Gross) * 12 / (MonthsBefore + 1) / 6;
        if (SpecialBefore + SpecialPayment > sixth) throw Reckoning.NotVerified("special_payments_above_the_sixth");
        slip.Add(AustrianLines.SpecialPay, null, null, SpecialPayment);
        var special = AustrianSpecial.Of(reckoning, SpecialPayment, SpecialBefore, SpecialTaxableBefore);
        var free = sixth <= reckoning.Get(AustrianLaw.SixthExempt);
        slip.Add(AustrianLines.EmployeeSpecial, special.Base, special.EmployeeRate, special.Social);
        slip.Add(AustrianLines.TaxSpecial, special.Taxable, null, free ? 0 : special.Tax(reckoning));
        slip.Add(AustrianLines.EmployerSpecial, special.Base, special.EmployerRate, special.EmployerSocial);
    }

    /// <summary>What the employer owes on all wages, without a ceiling.</summary>
    private void AddWages(Reckoning reckoning, Payslip slip, decimal wages)
    {
        foreach (var (kind, percent) in new[]
        {
            (AustrianLines.Family, reckoning.Get(AustrianLaw.Family)), (AustrianLines.Municipal, reckoning.Get(AustrianLaw.Municipal)),
            (AustrianLines.Severance, SeveranceFund ? reckoning.Get(AustrianLaw.Severance) : 0), (AustrianLines.ChamberLevy, ChamberLevy ?? reckoning.Get(AustrianLaw.Chamber)),
        })
            if (percent > 0) slip.Add(kind, wages, percent, Rounded.Cent(wages.PerCent(percent)));
        // The value is one of started weeks, which a month's pay does not tell: it is said, or refused by its name.
        if (Vienna && (UndergroundLevy ?? reckoning.Get(AustrianLaw.Underground)) is > 0 and var underground) slip.Add(AustrianLines.Underground, null, null, underground);
    }
}

/// <summary>A special payment (13th, 14th): its own base, rates and tiers, which the year's payments use up in their order.</summary>
internal readonly record struct AustrianSpecial(decimal Payment, decimal Base, decimal EmployeeRate, decimal Social, decimal EmployerRate, decimal EmployerSocial, decimal TaxableBefore)
{
    public decimal Taxable => Payment - Social;

    public decimal Tax(Reckoning reckoning) => AustrianTax.OfSpecial(reckoning, TaxableBefore, Taxable);

    public static AustrianSpecial Of(Reckoning reckoning, decimal payment, decimal before, decimal taxableBefore)
    {
        var @base = Math.Min(payment, Math.Max(0, reckoning.Get(AustrianLaw.Ceiling).SpecialYear - before));
        var (employee, employer) = (AustrianSocial.EmployeeSpecialRate(reckoning, payment), AustrianSocial.EmployerSpecialRate(reckoning));
        return new(payment, @base, employee, Rounded.Cent(@base.PerCent(employee)), employer, Rounded.Cent(@base.PerCent(employer)), taxableBefore);
    }
}
