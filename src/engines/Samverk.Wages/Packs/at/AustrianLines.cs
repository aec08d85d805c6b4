namespace Samverk.Wages;

/// <summary>The lines of an Austrian payslip.</summary>
internal static class AustrianLines
{
    private static readonly Parameter[] Social = [AustrianLaw.Employee, AustrianLaw.LowPay, AustrianLaw.Vienna, AustrianLaw.Ceiling, AustrianLaw.Marginal];

    private static readonly Parameter[] EmployerSocial = [AustrianLaw.Employer, AustrianLaw.Vienna, AustrianLaw.Ceiling, AustrianLaw.Marginal];

    public static readonly LineKind
        Pay = new("at.pay", "Pay", Bearer.Pay, LineRounding.Cent, "contract"),
        SpecialPay = new("at.special_pay", "Special payment", Bearer.Pay, LineRounding.Cent, "contract"),
        Employee = new("at.social", "Social insurance", Bearer.Employee, LineRounding.Cent, "ASVG § 44, § 51") { Rests = Social },
        EmployeeSpecial = new("at.social_special", "Social insurance on the special payment", Bearer.Employee, LineRounding.Cent, "ASVG § 54") { Rests = Social },
        Tax = new("at.tax", "Wage tax", Bearer.Tax, LineRounding.Cent, "EStG 1988 § 33, § 66") { Rests = [AustrianLaw.Tariff, AustrianLaw.TrafficCredit, AustrianLaw.FlatExpenses] },
        TaxSpecial = new("at.tax_special", "Wage tax on the special payment", Bearer.Tax, LineRounding.Cent, "EStG 1988 § 67") { Rests = [AustrianLaw.Tiers, AustrianLaw.UpperTiers, AustrianLaw.SixthExempt] },
        Employer = new("at.employer_social", "Social insurance, employer", Bearer.Employer, LineRounding.Cent, "ASVG § 51") { Rests = EmployerSocial },
        EmployerSpecial = new("at.employer_social_special", "Social insurance on the special payment, employer", Bearer.Employer, LineRounding.Cent, "ASVG § 54") { Rests = EmployerSocial },
        Accident = new("at.accident", "Accident insurance of marginal work", Bearer.Employer, LineRounding.Cent, "ASVG § 53a") { Rests = [AustrianLaw.Employer, AustrianLaw.Marginal] },
        Family = new("at.db", "Family fund (DB)", Bearer.Employer, LineRounding.Cent, "FLAG § 41") { Rests = [AustrianLaw.Family] },
        Municipal = new("at.municipal_tax", "Municipal tax", Bearer.Employer, LineRounding.Cent, "KommStG") { Rests = [AustrianLaw.Municipal] },
        Severance = new("at.severance_fund", "Severance fund", Bearer.Employer, LineRounding.Cent, "BMSVG § 6") { Rests = [AustrianLaw.Severance] },
        ChamberLevy = new("at.chamber_levy", "Chamber levy (DZ)", Bearer.Employer, LineRounding.Cent, "WKG § 122") { Rests = [AustrianLaw.Chamber] },
        Underground = new("at.underground_levy", "Underground levy of Vienna", Bearer.Employer, LineRounding.Cent, "Dienstgeberabgabegesetz, Vienna") { Rests = [AustrianLaw.Underground] };
}
