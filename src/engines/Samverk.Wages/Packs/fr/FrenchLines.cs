namespace Samverk.Wages;

/// <summary>The lines of a French payslip.</summary>
internal static class FrenchLines
{
    private const string Social = "Code de la sécurité sociale, L. 241 and L. 242", Pension = "ANI du 17 novembre 2017 (Agirc-Arrco)", Labour = "Code du travail, sixième partie";

    public static readonly LineKind
        Pay = new("fr.pay", "Pay", Bearer.Pay, LineRounding.Cent, "contract"),
        EndBonus = new("fr.end_of_contract_bonus", "End-of-contract bonus", Bearer.Pay, LineRounding.Cent, "Code du travail L. 1243-8"),
        Tax = new("fr.tax", "Income tax withheld", Bearer.Tax, LineRounding.Cent, "CGI art. 204 A, 204 H") { Rests = [FrenchLaw.Neutral] },
        OldAgeCapped = Employee("old_age_capped", "Old age up to the ceiling", Social, FrenchLaw.OldAgeCapped, FrenchLaw.CeilingMonth, FrenchLaw.Show),
        OldAgeUncapped = Employee("old_age_uncapped", "Old age on all pay", Social, FrenchLaw.OldAgeUncapped, FrenchLaw.Show),
        SupplementaryPension = Employee("agirc_arrco", "Supplementary pension", Pension, FrenchLaw.Pension1, FrenchLaw.Pension2, FrenchLaw.CeilingMonth, FrenchLaw.Show),
        Balance = Employee("ceg", "General balance contribution", Pension, FrenchLaw.Balance1, FrenchLaw.Balance2, FrenchLaw.CeilingMonth),
        Technical = Employee("cet", "Technical balance contribution", Pension, FrenchLaw.Technical, FrenchLaw.CeilingMonth),
        Apec = Employee("apec", "Executives' employment agency (APEC)", Pension, FrenchLaw.Apec, FrenchLaw.CeilingMonth),
        CsgDeductible = Employee("csg_deductible", "CSG, deductible", "CSS L. 136-1; CGI 154 quinquies", FrenchLaw.CsgDeductible, FrenchLaw.Csg),
        CsgNonDeductible = Employee("csg_non_deductible", "CSG, not deductible", "CSS L. 136-1", FrenchLaw.CsgNonDeductible, FrenchLaw.Csg),
        Crds = Employee("crds", "CRDS", "ordonnance 96-50", FrenchLaw.Crds, FrenchLaw.Csg),
        HealthPlan = Employee("health_plan", "Health plan", "contract"),
        Health = Employer("health", "Health", Social, FrenchLaw.Health, FrenchLaw.SmicHour, FrenchLaw.Show),
        EmployerOldAgeCapped = Employer("old_age_capped", "Old age up to the ceiling, employer", Social, FrenchLaw.EmployerOldAgeCapped, FrenchLaw.CeilingMonth, FrenchLaw.Show),
        EmployerOldAgeUncapped = Employer("old_age_uncapped", "Old age on all pay, employer", Social, FrenchLaw.EmployerOldAgeUncapped, FrenchLaw.Show),
        EmployerPension = Employer("agirc_arrco", "Supplementary pension, employer", Pension, FrenchLaw.EmployerPension1, FrenchLaw.EmployerPension2, FrenchLaw.CeilingMonth, FrenchLaw.Show),
        EmployerBalance = Employer("ceg", "General balance contribution, employer", Pension, FrenchLaw.EmployerBalance1, FrenchLaw.EmployerBalance2, FrenchLaw.CeilingMonth),
        EmployerTechnical = Employer("cet", "Technical balance contribution, employer", Pension, FrenchLaw.EmployerTechnical, FrenchLaw.CeilingMonth),
        EmployerApec = Employer("apec", "Executives' employment agency (APEC), employer", Pension, FrenchLaw.EmployerApec, FrenchLaw.CeilingMonth),
        Accident = Employer("work_accident", "Accidents at work", Social),
        Family = Employer("family", "Family", Social, FrenchLaw.Family, FrenchLaw.SmicHour),
        Unemployment = Employer("unemployment", "Unemployment", Labour, FrenchLaw.Unemployment, FrenchLaw.CeilingMonth),
        WageGuarantee = Employer("ags", "Wage guarantee (AGS)", Labour, FrenchLaw.WageGuarantee, FrenchLaw.CeilingMonth),
        EmployerHealthPlan = Employer("health_plan", "Health plan, employer", "contract"),
        Provident = Employer("provident", "Provident cover of executives", "ANI of 17 November 2017", FrenchLaw.Provident, FrenchLaw.CeilingMonth),
        Housing = Employer("fnal", "Housing aid (FNAL)", "CSS L. 813-5", FrenchLaw.HousingSmall, FrenchLaw.HousingLarge, FrenchLaw.Show),
        Autonomy = Employer("solidarity_autonomy", "Solidarity for autonomy (CSA)", Social, FrenchLaw.Autonomy),
        Training = Employer("training", "Vocational training", Labour, FrenchLaw.TrainingSmall, FrenchLaw.TrainingLarge),
        TrainingFixedTerm = Employer("training_fixed_term", "Vocational training, fixed term", Labour, FrenchLaw.TrainingFixedTerm),
        Apprenticeship = Employer("apprenticeship_tax", "Apprenticeship tax", Labour, FrenchLaw.Apprenticeship),
        HousingEffort = Employer("housing_peec", "Employers' housing effort (PEEC)", "CCH L. 313-1", FrenchLaw.HousingEffort),
        Dialogue = Employer("social_dialogue", "Social dialogue", Labour, FrenchLaw.Dialogue),
        Forfait = Employer("forfait_social", "Forfait social", "CSS L. 137-15", FrenchLaw.Forfait),
        Reduction = new("fr.employer.reduction", "General reduction of contributions", Bearer.Employer, LineRounding.Cent, "CSS L. 241-13")
        {
            Rests = [FrenchLaw.Reduction2025, FrenchLaw.ReductionSingle, FrenchLaw.SmicHour, FrenchLaw.LeaveFund],
        };

    private static LineKind Employee(string name, string label, string source, params Parameter[] rests) => new($"fr.employee.{name}", label, Bearer.Employee, LineRounding.Cent, source) { Rests = rests };

    private static LineKind Employer(string name, string label, string source, params Parameter[] rests) => new($"fr.employer.{name}", label, Bearer.Employer, LineRounding.Cent, source) { Rests = rests };
}
