namespace Samverk.Wages;

/// <summary>
/// Wage tax, solidarity surcharge and the base of church tax by the ministry's programme flow chart 2025 and 2026 (EStG § 39b Abs. 6).
/// Its variables carry their values from step to step, as the flow chart's do; amounts inside are euro.
/// </summary>
internal sealed class GermanWageTax(Reckoning reckoning, GermanTaxInput input)
{
    private readonly bool until2025 = reckoning.Date.Year <= 2025;
    private int period = input.LZZ, months = input.ZMVB;
    private decimal wage, pensions, free, plus, death;
    private decimal allowance, supplement, allowanceOneOff, supplementOneOff, ageRelief;
    private decimal pay, pensionsLeft, securityBase, @fixed, taxable, childAllowance, taxOfYear, surchargeFree;

    private bool Joint => input.STKL is 3;

    public GermanTaxOutput Compute()
    {
        (wage, pensions, free, plus) = (OfYear(input.RE4), OfYear(input.VBEZ), OfYear(input.LZZFREIB), OfYear(input.LZZHINZU));
        Reliefs();
        AnnualBase();
        FixedAllowances();
        YearTax();
        var tax = Rounded.Cut(taxOfYear * input.F);
        var current = Share(tax * 100);
        if (reckoning.Steps is not null)
        {
            reckoning.Note("Pay of the year", wage);
            reckoning.Note("Lump sums and reliefs", -@fixed);
            reckoning.Note("Taxable income of the year", taxable);
            reckoning.Note("Tax of the year", tax, ("Taxable income of the year", taxable));
        }

        // Child allowances count for the surcharge and for church tax only.
        var withChildren = tax;
        if (input.ZKF > 0)
        {
            @fixed += childAllowance;
            AnnualBase();
            YearTax();
            withChildren = Rounded.Cut(taxOfYear * input.F);
        }

        return OneOff(new(current, Solidarity(withChildren), input.R ? Share(withChildren * 100) : 0, 0, 0, 0));
    }

    /// <summary>Cents of the period as euro a year.</summary>
    private decimal OfYear(decimal cents) => Rounded.Cut(
        period switch { 1 => cents / 100, 2 => cents * 12 / 100, 3 => cents * 360 / 700, _ => cents * 360 / 100 }, 2);

    /// <summary>Cents of the year as cents of the period.</summary>
    private decimal Share(decimal cents) => Rounded.Cut(period switch { 1 => cents, 2 => cents / 12, 3 => cents * 7 / 360, _ => cents / 360 });

    /// <summary>Allowance and supplement for pensions (§ 19 Abs. 2), age relief (§ 24a).</summary>
    private void Reliefs()
    {
        (allowance, supplement, allowanceOneOff, supplementOneOff) = (0, 0, 0, 0);
        if (pensions is not 0)
        {
            var percent = Cohort(input.VJAHR);
            var (most, mostSupplement) = (75 * percent, 22.5m * percent);
            decimal received, cap;
            if (period is 1)
            {
                received = (input.VBEZM * months) + input.VBEZS;
                cap = Rounded.Away(most * months / 12);
                supplement = Rounded.Away(mostSupplement * months / 12);
            }
            else
            {
                received = Rounded.Cut((input.VBEZM * 12) + input.VBEZS, 2);
                (cap, supplement) = (most, mostSupplement);
            }

            allowance = Math.Min(Math.Min(Rounded.Away(received * percent / 10_000, 2), cap), pensions);
            allowanceOneOff = Math.Min(Rounded.Away(allowance + (death * percent / 10_000), 2), most);
            var leftOneOff = Rounded.Cut(((received + death) / 100) - allowanceOneOff, 2);
            supplementOneOff = Rounded.Away(supplement + (death / 100));
            if (supplementOneOff > leftOneOff) supplementOneOff = Rounded.Away(leftOneOff);
            supplementOneOff = Math.Min(supplementOneOff, mostSupplement);
            var left = Rounded.Cut((received / 100) - allowance, 2);
            if (supplement > left) supplement = Rounded.Away(left);
        }

        ageRelief = input.ALTER1 && Cohort(input.AJAHR) is var share ? Math.Min(Rounded.Away((wage - pensions) * share / 100), 47.5m * share) : 0;
    }

    /// <summary>The falling percentages of §§ 19 and 24a by the first year: 40.0 before 2006, 0.0 from 2058.</summary>
    private static decimal Cohort(int year)
    {
        var n = year < 2006 ? 1 : year < 2058 ? year - 2004 : 54;
        return n <= 16 ? 40.0m - (1.6m * (n - 1)) : n <= 18 ? 16.0m - (0.8m * (n - 16)) : 14.4m - (0.4m * (n - 18));
    }

    private void AnnualBase()
    {
        pay = Math.Max(0, Rounded.Cut(wage - allowance - ageRelief - free + plus, 2));
        securityBase = wage;
        pensionsLeft = Math.Max(0, Rounded.Cut(pensions - allowance, 2));
    }

    private void FixedAllowances()
    {
        var lumpSum = 0m;
        if (pensionsLeft >= 0 && pensionsLeft < supplement) supplement = decimal.Truncate(pensionsLeft);
        if (input.STKL < 6)
        {
            if (pensionsLeft > 0) lumpSum = UpTo(pensionsLeft - supplement, reckoning.Get(GermanLaw.PensionLumpSum));
        }
        else
        {
            (supplement, supplementOneOff) = (0, 0);
        }

        if (input.STKL < 6 && pay > pensionsLeft)
        {
            var most = reckoning.Get(GermanLaw.EmployeeLumpSum);
            lumpSum = pay - pensionsLeft < most ? Rounded.Away(lumpSum + pay - pensionsLeft) : lumpSum + most;
        }

        var special = input.STKL <= 5 ? reckoning.Get(GermanLaw.SpecialExpenses) : 0;
        var single = input.STKL is 2 ? reckoning.Get(GermanLaw.SingleParent) : 0;
        childAllowance = input.ZKF is 0 ? 0 : input.STKL switch
        {
            <= 3 => Rounded.Cut(input.ZKF * reckoning.Get(GermanLaw.ChildFull)),
            4 => Rounded.Cut(input.ZKF * reckoning.Get(GermanLaw.ChildHalf)),
            _ => 0,
        };
        @fixed = Rounded.Cut(single + lumpSum + special + supplement, 2);

        static decimal UpTo(decimal amount, decimal most) => amount < most ? Rounded.Away(amount) : most;
    }

    private void YearTax()
    {
        taxable = pay - @fixed - (until2025 ? SecurityUntil2025() : Security());
        taxOfYear = TaxOf(taxable);
    }

    private decimal TaxOf(decimal income) => new GermanTariff(reckoning, Joint).On(income, input.STKL >= 5);

    /// <summary>Allowance for social security (§ 39b Abs. 2 Satz 5 Nr. 3), from 2026.</summary>
    private decimal Security()
    {
        var ceiling = reckoning.Get(GermanLaw.TaxCeilingPension);
        var pension = input.KRV ? 0 : Rounded.Cut(Math.Min(securityBase, ceiling).PerCent(reckoning.Get(GermanLaw.Pension) / 2), 2);
        var health = input.PKV > 0
            ? input.STKL is 6 ? 0 : Math.Max(0, Rounded.Cut(input.PKPV * 12 / 100, 2) - Rounded.Cut(input.PKPVAGZ * 12 / 100, 2))
            : Rounded.Cut(Math.Min(securityBase, reckoning.Get(GermanLaw.TaxCeilingHealth)).PerCent(HealthAndCare()), 2);
        var sum = Rounded.Away(health + pension);
        if (input.ALV || input.STKL is 6) return sum;
        var unemployment = Rounded.Cut(Math.Min(securityBase, ceiling).PerCent(reckoning.Get(GermanLaw.Unemployment) / 2), 2);
        return Math.Max(sum, Rounded.Away(pension + Math.Min(1_900, Rounded.Cut(unemployment + health, 2))));
    }

    /// <summary>The same until 2025: the base is lowered step by step, and 12 per cent are the least.</summary>
    private decimal SecurityUntil2025()
    {
        var pension = 0m;
        if (!input.KRV)
        {
            securityBase = Math.Min(securityBase, reckoning.Get(GermanLaw.TaxCeilingPension));
            pension = Rounded.Cut(securityBase.PerCent(reckoning.Get(GermanLaw.Pension) / 2), 2);
        }

        var least = Rounded.Away(pension + Math.Min(Rounded.Cut(securityBase * 0.12m, 2), Joint ? 3_000 : 1_900));
        securityBase = Math.Min(securityBase, reckoning.Get(GermanLaw.TaxCeilingHealth));
        decimal health;
        if (input.PKV is 0)
        {
            health = Rounded.Cut(securityBase.PerCent(HealthAndCare()), 2);
        }
        else
        {
            health = input.STKL is 6 ? 0 : input.PKPV * 12 / 100;
            if (input.PKV is 2 && input.STKL is not 6) health = Rounded.Cut(health - securityBase.PerCent(EmployersSubsidy()), 2);
        }

        return Math.Max(Rounded.Away(health + pension), least);
    }

    /// <summary>Per cent of the employee for health and care.</summary>
    private decimal HealthAndCare() =>
        (input.KVZ / 2) + (reckoning.Get(GermanLaw.HealthReduced) / 2) + (input.PVS ? reckoning.Get(GermanLaw.CareEmployeeSaxony) : reckoning.Get(GermanLaw.Care) / 2)
        + (input.PVZ ? reckoning.Get(GermanLaw.Childless) : input.PVA > 0 ? -reckoning.Get(GermanLaw.ChildDiscount) * input.PVA : 0);

    /// <summary>Per cent of the typical subsidy to private insurance.</summary>
    private decimal EmployersSubsidy() =>
        ((reckoning.Get(GermanLaw.HealthReduced) + reckoning.Get(GermanLaw.HealthAdditionalAverage)) / 2)
        + (input.PVS ? reckoning.Get(GermanLaw.CareEmployerSaxony) : reckoning.Get(GermanLaw.Care) / 2);

    private decimal Solidarity(decimal tax)
    {
        surchargeFree = reckoning.Get(GermanLaw.SolidarityFree) * (Joint ? 2 : 1);
        if (tax <= surchargeFree) return 0;
        var surcharge = Math.Min(
            Rounded.Cut(tax.PerCent(reckoning.Get(GermanLaw.SolidarityRate)), 2),
            Rounded.Cut((tax - surchargeFree).PerCent(reckoning.Get(GermanLaw.SolidarityMilder)), 2));
        return Share(Rounded.Cut(surcharge * 100));
    }

    /// <summary>A one-off payment bears the difference between the year's tax with and without it (§ 39b Abs. 3).</summary>
    private GermanTaxOutput OneOff(GermanTaxOutput current)
    {
        period = 1;
        if (months is 0) months = 12;
        if (input.SONSTB is 0 && input.MBV is 0) return current;

        (wage, pensions, free, plus) = (Euro(input.JRE4), Euro(input.JVBEZ), Euro(input.JFREIB), Euro(input.JHINZU));
        Reliefs();
        AnnualBase();
        securityBase -= input.JRE4ENT / 100;
        FixedAllowances();
        YearTax();
        var before = taxOfYear;

        (wage, pensions, death) = (Euro(input.JRE4 + input.SONSTB), Euro(input.JVBEZ + input.VBS), input.STERBE);
        Reliefs();
        allowance = allowanceOneOff;
        AnnualBase();
        securityBase += (input.MBV - input.JRE4ENT - input.SONSTENT) / 100;
        supplement = supplementOneOff;
        FixedAllowances();
        YearTax();
        var tax = Rounded.Cut((taxOfYear - before) * input.F) * 100;
        var rate = reckoning.Get(GermanLaw.SolidarityRate);
        if (tax < 0)
        {
            // A negative result of a benefit that is not taxed lowers what is kept from the current pay.
            return input.MBV is 0
                ? current
                : current with
                {
                    LSTLZZ = Math.Max(0, current.LSTLZZ + tax), SOLZLZZ = Math.Max(0, Rounded.Cut(current.SOLZLZZ + tax.PerCent(rate))), BK = Math.Max(0, current.BK + tax),
                };
        }

        var basis = Rounded.Cut(TaxOf(input.ZKF > 0 ? taxable - childAllowance : taxable) * input.F);
        return current with { STS = tax, SOLZS = basis > surchargeFree ? Rounded.Cut(tax.PerCent(rate)) : 0, BKS = input.R ? tax : 0 };

        static decimal Euro(decimal cents) => Rounded.Cut(cents / 100, 2);
    }
}
