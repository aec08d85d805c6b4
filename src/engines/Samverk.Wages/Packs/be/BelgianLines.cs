namespace Samverk.Wages;

/// <summary>The lines of a Belgian payslip.</summary>
internal static class BelgianLines
{
    private const string Social = "loi du 27 juin 1969 (ONSS)";

    public static readonly LineKind
        Pay = new("be.pay", "Pay", Bearer.Pay, LineRounding.Cent, "contract"),
        Employee = new("be.onss", "Social contribution (ONSS)", Bearer.Employee, LineRounding.Cent, Social) { Rests = [BelgianLaw.EmployeeRate, BelgianLaw.BlueCollarBase] },
        BonusA = new("be.work_bonus_a", "Work bonus, part A", Bearer.Employee, LineRounding.Cent, "loi du 20 décembre 1999") { Rests = [BelgianLaw.WorkBonus, BelgianLaw.BonusCap] },
        BonusB = new("be.work_bonus_b", "Work bonus, part B", Bearer.Employee, LineRounding.Cent, "loi du 20 décembre 1999") { Rests = [BelgianLaw.WorkBonus, BelgianLaw.BonusCap] },
        Special = new("be.special_contribution", "Special social contribution", Bearer.Employee, LineRounding.Cent, "loi du 30 mars 1994") { Rests = [BelgianLaw.Special] },
        Withholding = new("be.withholding", "Withholding tax", Bearer.Tax, LineRounding.Cent, "AR/CIR 92, annexe III") { Rests = [BelgianLaw.Withholding] },
        BonusReduction = new("be.bonus_reduction", "Tax reduction on the work bonus", Bearer.Tax, LineRounding.Cent, "CIR 92 art. 289ter/1") { Rests = [BelgianLaw.BonusReduction] },
        Employer = new("be.employer", "Social contribution, employer", Bearer.Employer, LineRounding.Cent, Social) { Rests = [BelgianLaw.Employer, BelgianLaw.HolidayQuarterly, BelgianLaw.BlueCollarBase] },
        SmallFunds = new("be.small_funds", "Funds of the quarter file", Bearer.Employer, LineRounding.Cent, Social),
        HolidayYearly = new("be.holiday_yearly", "Holiday contribution, due next year", Bearer.Employer, LineRounding.Cent, "lois coordonnées du 28 juin 1971") { Rests = [BelgianLaw.HolidayYearly] },
        StudentEmployee = new("be.student", "Solidarity contribution of students", Bearer.Employee, LineRounding.Cent, Social) { Rests = [BelgianLaw.Student] },
        StudentEmployer = new("be.student_employer", "Solidarity contribution of students, employer", Bearer.Employer, LineRounding.Cent, Social) { Rests = [BelgianLaw.Student] };
}
