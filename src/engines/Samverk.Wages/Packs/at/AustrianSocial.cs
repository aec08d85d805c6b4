namespace Samverk.Wages;

/// <summary>Social insurance (ASVG): one rounding on the total rate of a side, never per branch.</summary>
internal static class AustrianSocial
{
    /// <summary>Marginal work bears accident insurance only.</summary>
    public static bool IsMarginal(Reckoning reckoning, decimal gross) => gross <= reckoning.Get(AustrianLaw.Marginal);

    /// <summary>Per cent of the employee on regular pay.</summary>
    /// <param name="pay">What the step of unemployment insurance goes by.</param>
    public static decimal EmployeeRate(Reckoning reckoning, decimal pay, bool vienna)
    {
        var each = reckoning.Get(AustrianLaw.Employee);
        return each.Health + each.Pension + Unemployment(reckoning, each, pay) + each.Chamber + HousingOf(reckoning, vienna).Employee;
    }

    /// <summary>Per cent of the employee on a special payment: no chamber, no housing.</summary>
    public static decimal EmployeeSpecialRate(Reckoning reckoning, decimal payment)
    {
        var each = reckoning.Get(AustrianLaw.Employee);
        return each.Health + each.Pension + Unemployment(reckoning, each, payment);
    }

    public static decimal EmployerRate(Reckoning reckoning, bool vienna) => EmployerSpecialRate(reckoning) + HousingOf(reckoning, vienna).Employer;

    public static decimal EmployerSpecialRate(Reckoning reckoning)
    {
        var each = reckoning.Get(AustrianLaw.Employer);
        return each.Health + each.Accident + each.Pension + each.Unemployment + each.Insolvency;
    }

    /// <summary>Housing levy, per cent: Vienna has its own from 2026.</summary>
    public static ViennaHousing HousingOf(Reckoning reckoning, bool vienna) =>
        (vienna ? reckoning.Find(AustrianLaw.Vienna) : null) ?? new(reckoning.Get(AustrianLaw.Employee).Housing, reckoning.Get(AustrianLaw.Employer).Housing);

    private static decimal Unemployment(Reckoning reckoning, AustrianBranches each, decimal pay)
    {
        foreach (var (upTo, percent) in reckoning.Get(AustrianLaw.LowPay))
            if (pay <= upTo) return percent;
        return each.Unemployment;
    }
}
