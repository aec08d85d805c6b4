namespace Samverk.Wages;

/// <summary>The lines of a German payslip.</summary>
internal static class GermanLines
{
    private static readonly Parameter[] Transition = [GermanLaw.MinijobLimit, GermanLaw.TransitionEnd, GermanLaw.FactorF];

    private static readonly Parameter[] Tariff =
    [
        GermanLaw.BasicAllowance, GermanLaw.Zone1End, GermanLaw.Zone1A, GermanLaw.Zone1B, GermanLaw.Zone2End, GermanLaw.Zone2A, GermanLaw.Zone2B, GermanLaw.Zone2C,
        GermanLaw.Zone3End, GermanLaw.Zone3Rate, GermanLaw.Zone3C, GermanLaw.Zone4Rate, GermanLaw.Zone4C, GermanLaw.Class56Limit1, GermanLaw.Class56Limit2, GermanLaw.Class56Limit3,
        GermanLaw.EmployeeLumpSum, GermanLaw.SpecialExpenses, GermanLaw.SingleParent, GermanLaw.TaxCeilingPension, GermanLaw.TaxCeilingHealth,
    ];

    public static readonly LineKind
        Pay = new("de.pay", "Pay", Bearer.Pay, LineRounding.Cent, "contract"),
        Tax = new("de.wage_tax", "Wage tax", Bearer.Tax, LineRounding.CentCut, "EStG § 39b; programme flow chart of the ministry") { Rests = Tariff },
        Solidarity = new("de.solidarity", "Solidarity surcharge", Bearer.Tax, LineRounding.CentCut, "SolZG 1995 § 3, § 4")
        {
            Rests = [GermanLaw.SolidarityFree, GermanLaw.SolidarityRate, GermanLaw.SolidarityMilder, GermanLaw.ChildFull, GermanLaw.ChildHalf],
        },
        Church = new("de.church_tax", "Church tax", Bearer.Tax, LineRounding.CentCut, "church tax laws of the states; EStG § 51a") { Rests = [GermanLaw.ChurchSouth, GermanLaw.ChurchOther] },
        Health = Employee("health", "Health insurance", "SGB V § 241, § 249", GermanLaw.Health, GermanLaw.HealthCeiling),
        Additional = Employee("health_additional", "Health insurance, additional rate of the fund", "SGB V § 242, § 249", GermanLaw.HealthCeiling),
        Care = Employee("care", "Care insurance", "SGB XI § 55, § 58", GermanLaw.Care, GermanLaw.CareEmployeeSaxony, GermanLaw.ChildDiscount, GermanLaw.HealthCeiling),
        Childless = Employee("care_childless", "Care insurance, surcharge of the childless", "SGB XI § 55 Abs. 3", GermanLaw.Childless, GermanLaw.HealthCeiling),
        Pension = Employee("pension", "Pension insurance", "SGB VI § 158, § 168", GermanLaw.Pension, GermanLaw.PensionCeiling, GermanLaw.MinijobPension, GermanLaw.MinijobLeastBase),
        Unemployment = Employee("unemployment", "Unemployment insurance", "SGB III § 341, § 346", GermanLaw.Unemployment, GermanLaw.PensionCeiling),
        EmployerHealth = Employer("health", "Health insurance, employer", "SGB V § 249, § 249b", GermanLaw.Health, GermanLaw.HealthCeiling, GermanLaw.MinijobHealth),
        EmployerAdditional = Employer("health_additional", "Health insurance, additional rate of the fund, employer", "SGB V § 249", GermanLaw.HealthCeiling),
        EmployerCare = Employer("care", "Care insurance, employer", "SGB XI § 58", GermanLaw.Care, GermanLaw.CareEmployerSaxony, GermanLaw.HealthCeiling),
        EmployerPension = Employer("pension", "Pension insurance, employer", "SGB VI § 168, § 172", GermanLaw.Pension, GermanLaw.PensionCeiling, GermanLaw.MinijobPension),
        EmployerUnemployment = Employer("unemployment", "Unemployment insurance, employer", "SGB III § 346", GermanLaw.Unemployment, GermanLaw.PensionCeiling),
        Insolvency = Employer("insolvency_levy", "Insolvency levy", "SGB III § 358", GermanLaw.Insolvency),
        FlatTax = Employer("flat_tax", "Flat tax of the minijob", "EStG § 40a Abs. 2", GermanLaw.MinijobTax),
        Illness = Employer("levy_u1", "Levy for illness (U1)", "AAG § 7", GermanLaw.MinijobIllness),
        Maternity = Employer("levy_u2", "Levy for maternity (U2)", "AAG § 7", GermanLaw.MinijobMaternity),
        Accident = Employer("accident", "Accident insurance", "SGB VII § 150");

    private static LineKind Employee(string name, string label, string source, params Parameter[] rests) =>
        new($"de.employee.{name}", label, Bearer.Employee, LineRounding.Cent, source) { Rests = [.. rests, .. Transition] };

    private static LineKind Employer(string name, string label, string source, params Parameter[] rests) =>
        new($"de.employer.{name}", label, Bearer.Employer, LineRounding.Cent, source) { Rests = [.. rests, .. Transition] };
}
