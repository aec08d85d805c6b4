namespace Samverk.Wages;

internal enum FrenchShow { None, Artist, Technician }

/// <summary>What a French month is computed from. Amounts in euro.</summary>
/// <param name="BasePay">Without the end-of-contract bonus.</param>
/// <param name="Gross">With it, unrounded.</param>
/// <param name="ContractMonths">Of a fixed term; 0 = permanent or not said.</param>
internal readonly record struct FrenchPay(
    decimal BasePay, decimal Gross, int Staff, bool Executive, bool FixedTerm, int ContractMonths, decimal WeeklyHours, decimal AccidentRate, decimal PlanEmployee, decimal PlanEmployer,
    bool LeaveFund, FrenchShow Show)
{
    /// <summary>The facts about contract and employer; the caller ends them.</summary>
    public static FrenchPay Read(Facts facts, decimal pay, bool show = false)
    {
        var contract = show ? facts.Choice("contract", "fixed_term_customary") : facts.Choice("contract", "permanent", "fixed_term");
        var (months, bonus) = (facts.Whole("contract_months", 0, 36, 0), facts.Number("end_of_contract_bonus_rate", 0, 100, 4, 0));
        if (contract is "permanent" && (months > 0 || bonus > 0)) throw facts.Invalid("contract", "a permanent contract has neither months nor a bonus at its end");
        return new(
            pay, pay + pay.PerCent(bonus), facts.Whole("employees", 0, 1_000_000), facts.Flag("executive"), contract is not "permanent", months,
            facts.Number("weekly_hours", 0.01m, 35, 4), facts.Number("work_accident_rate", 0, 100, 4), facts.Amount("health_plan_employee"), facts.Amount("health_plan_employer"),
            facts.Flag("leave_fund", false), show ? facts.Choice("show_business", "artist", "technician") is "artist" ? FrenchShow.Artist : FrenchShow.Technician : FrenchShow.None);
    }

    /// <summary>Every line but the tax. Of show business only those that are known to be right.</summary>
    public Payslip Compute(Reckoning reckoning)
    {
        var (slip, bases) = (new Payslip(Kernel.Currency.EUR, reckoning), FrenchBases.Of(reckoning, this));
        slip.Add(FrenchLines.Pay, null, null, BasePay);
        if (Gross > BasePay) slip.Add(FrenchLines.EndBonus, null, null, Rounded.Cent(Gross) - BasePay);
        AddEmployee(reckoning, slip, bases);
        AddEmployer(reckoning, slip, bases);
        if (Show is FrenchShow.None)
        {
            var coefficient = FrenchReduction.Coefficient(reckoning, bases, Staff >= 50);
            if (coefficient > 0) slip.Add(FrenchLines.Reduction, Gross, null, -FrenchReduction.Amount(reckoning, coefficient, Gross, LeaveFund));
        }

        return slip;
    }

    private void AddEmployee(Reckoning reckoning, Payslip slip, FrenchBases bases)
    {
        var (share, pension1, pension2) = ForEmployee(reckoning);
        Add(slip, FrenchLines.OldAgeCapped, bases.UpToCeiling, reckoning.Get(FrenchLaw.OldAgeCapped) * share);
        Add(slip, FrenchLines.OldAgeUncapped, bases.Gross, reckoning.Get(FrenchLaw.OldAgeUncapped) * share);
        Add(slip, FrenchLines.SupplementaryPension, bases, pension1, pension2);
        Add(slip, FrenchLines.Balance, bases, reckoning.Get(FrenchLaw.Balance1), reckoning.Get(FrenchLaw.Balance2));
        if (bases.Gross > bases.Ceiling) Add(slip, FrenchLines.Technical, bases.UpToEight, reckoning.Get(FrenchLaw.Technical));
        if (Executive) Add(slip, FrenchLines.Apec, bases.UpToFour, reckoning.Get(FrenchLaw.Apec));
        var csg = bases.Csg(reckoning, PlanEmployer + ProvidentOf(reckoning, bases));
        Add(slip, FrenchLines.CsgDeductible, csg, reckoning.Get(FrenchLaw.CsgDeductible));
        Add(slip, FrenchLines.CsgNonDeductible, csg, reckoning.Get(FrenchLaw.CsgNonDeductible));
        Add(slip, FrenchLines.Crds, csg, reckoning.Get(FrenchLaw.Crds));
        if (PlanEmployee > 0) slip.Add(FrenchLines.HealthPlan, null, null, PlanEmployee);
    }

    private void AddEmployer(Reckoning reckoning, Payslip slip, FrenchBases bases)
    {
        var share = Show is FrenchShow.Artist ? reckoning.Get(FrenchLaw.Show).ArtistShare : 1;
        var (pension1, pension2) = ForEmployer(reckoning);
        Add(slip, FrenchLines.Health, bases.Gross, reckoning.Get(FrenchLaw.Health).Of(bases.Gross, bases.MinimumWage) * share);
        Add(slip, FrenchLines.EmployerOldAgeCapped, bases.UpToCeiling, reckoning.Get(FrenchLaw.EmployerOldAgeCapped) * share);
        Add(slip, FrenchLines.EmployerOldAgeUncapped, bases.Gross, reckoning.Get(FrenchLaw.EmployerOldAgeUncapped) * share);
        Add(slip, FrenchLines.EmployerPension, bases, pension1, pension2);
        Add(slip, FrenchLines.EmployerBalance, bases, reckoning.Get(FrenchLaw.EmployerBalance1), reckoning.Get(FrenchLaw.EmployerBalance2));
        if (bases.Gross > bases.Ceiling) Add(slip, FrenchLines.EmployerTechnical, bases.UpToEight, reckoning.Get(FrenchLaw.EmployerTechnical));
        if (Executive) Add(slip, FrenchLines.EmployerApec, bases.UpToFour, reckoning.Get(FrenchLaw.EmployerApec));
        Add(slip, FrenchLines.Unemployment, bases.UpToFour, reckoning.Get(FrenchLaw.Unemployment));
        Add(slip, FrenchLines.WageGuarantee, bases.UpToFour, reckoning.Get(FrenchLaw.WageGuarantee));
        if (PlanEmployer > 0) slip.Add(FrenchLines.EmployerHealthPlan, null, null, PlanEmployer);
        var provident = ProvidentOf(reckoning, bases);
        if (provident > 0) Add(slip, FrenchLines.Provident, bases.UpToCeiling, reckoning.Get(FrenchLaw.Provident));
        Add(slip, FrenchLines.Housing, Staff < 50 ? bases.UpToCeiling : bases.Gross, reckoning.Get(Staff < 50 ? FrenchLaw.HousingSmall : FrenchLaw.HousingLarge) * share);
        Add(slip, FrenchLines.Autonomy, bases.Gross, reckoning.Get(FrenchLaw.Autonomy));
        Add(slip, FrenchLines.Dialogue, bases.Gross, reckoning.Get(FrenchLaw.Dialogue));
        if (Staff >= 11 && PlanEmployer + provident > 0) Add(slip, FrenchLines.Forfait, PlanEmployer + provident, reckoning.Get(FrenchLaw.Forfait));
        if (Staff >= 50) Add(slip, FrenchLines.HousingEffort, bases.Gross, reckoning.Get(FrenchLaw.HousingEffort));
        if (Show is FrenchShow.None) AddGeneral(reckoning, slip, bases);
    }

    /// <summary>Lines of the general scheme that nobody has verified for show business.</summary>
    private void AddGeneral(Reckoning reckoning, Payslip slip, FrenchBases bases)
    {
        Add(slip, FrenchLines.Accident, bases.Gross, AccidentRate);
        Add(slip, FrenchLines.Family, bases.Gross, reckoning.Get(FrenchLaw.Family).Of(bases.Gross, bases.MinimumWage));
        Add(slip, FrenchLines.Training, bases.Gross, reckoning.Get(Staff < 11 ? FrenchLaw.TrainingSmall : FrenchLaw.TrainingLarge));
        if (FixedTerm) Add(slip, FrenchLines.TrainingFixedTerm, bases.Gross, reckoning.Get(FrenchLaw.TrainingFixedTerm));
        Add(slip, FrenchLines.Apprenticeship, bases.Gross, reckoning.Get(FrenchLaw.Apprenticeship));
    }

    private decimal ProvidentOf(Reckoning reckoning, FrenchBases bases) => Executive ? bases.UpToCeiling.PerCent(reckoning.Get(FrenchLaw.Provident)) : 0;

    private (decimal Share, decimal Pension1, decimal Pension2) ForEmployee(Reckoning reckoning)
    {
        if (Show is FrenchShow.None) return (1, reckoning.Get(FrenchLaw.Pension1), reckoning.Get(FrenchLaw.Pension2));
        var show = reckoning.Get(FrenchLaw.Show);
        return Show is FrenchShow.Artist ? (show.ArtistShare, show.ArtistPension1.Item1, show.Pension2.Item1) : (1, show.TechnicianPension1.Item1, show.Pension2.Item1);
    }

    private (decimal Pension1, decimal Pension2) ForEmployer(Reckoning reckoning)
    {
        if (Show is FrenchShow.None) return (reckoning.Get(FrenchLaw.EmployerPension1), reckoning.Get(FrenchLaw.EmployerPension2));
        var show = reckoning.Get(FrenchLaw.Show);
        return ((Show is FrenchShow.Artist ? show.ArtistPension1 : show.TechnicianPension1).Item2, show.Pension2.Item2);
    }

    private static void Add(Payslip slip, LineKind kind, decimal @base, decimal percent) => slip.Add(kind, @base, percent, Rounded.Cent(@base.PerCent(percent)));

    /// <summary>One line on both slices.</summary>
    private static void Add(Payslip slip, LineKind kind, FrenchBases bases, decimal percent1, decimal percent2) =>
        slip.Add(kind, bases.Gross, null, Rounded.Cent(bases.UpToCeiling.PerCent(percent1) + bases.AboveCeiling.PerCent(percent2)));
}
