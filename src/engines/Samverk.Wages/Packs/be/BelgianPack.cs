namespace Samverk.Wages;

/// <summary>Belgium, 2025 and 2026, private sector, category 1: the month of employees, blue collar, artists paid as such, and students.</summary>
internal sealed class BelgianPack : Pack
{
    public override string Country => "BE";

    public override ParameterSet Parameters => BelgianLaw.All;

    protected override IReadOnlyList<WageFact> Asked => BelgianQuestions.All;

    public override IReadOnlyList<WageFact> DescribedFor(string contract) => contract is "student" ? [.. Described.Where(fact => fact.Name is WageFacts.Regime)] : Described;

    public override IReadOnlyDictionary<string, decimal> YearToDate(IReadOnlyList<EarlierPay> year) =>
        new Dictionary<string, decimal>(StringComparer.Ordinal) { ["work_bonus"] = -year.Sum(pay => pay.Of("be.work_bonus_a", "be.work_bonus_b")) };

    /// <summary>Students contribute at one rate of each pay.</summary>
    public override bool GoesByMonth(PayslipRequest request, Payslip slip) => request.Contract is not "student";

    public override IReadOnlyList<string> RefusedRegimes =>
        
    [
        "artists_flat_withholding", "artists_target_group", "amateur_arts", "exceptional_payment_with_children", "leaving_holiday_pay", "pension_age", "cross_border", "flexi_job", "under_19",
    ];

    public override IReadOnlyList<Kind> Kinds { get; } =
    [
        new("be.withholding", Withholding),
        new("be.work_bonus", WorkBonus),
        new("be.social_contribution", SocialContribution),
        new("be.reference_wage", ReferenceWage),
        new("be.structural_reduction", StructuralReduction),
        new("be.student", Student),
        new("be.work_bonus_tax_reduction", BonusReduction),
        new("be.special_contribution", SpecialContribution),
        new("be.payslip", PayslipOf),
        new("be.withholding_2021", Withholding2021),
    ];

    /// <summary>Contracts: <c>salaried</c>, <c>student</c>. Year to date: <c>work_bonus</c>.</summary>
    public override Payslip Compute(PayslipRequest request, Facts facts, Reckoning reckoning)
    {
        if (request.YearToDate.Keys.FirstOrDefault(name => name is not "work_bonus") is { } unknown) throw Reckoning.Invalid($"yearToDate.{unknown}", "it is unknown here");
        if (request.Contract is "student")
        {
            facts.End();
            return OfStudent(reckoning, request.Gross);
        }

        if (request.Contract is not "salaried") throw Reckoning.NotVerified(request.Contract);
        var pay = BelgianPay.Read(facts, request.Gross);
        // Size and category of the employer decide these; the rate file of the quarter says them.
        var smallFunds = facts.Number("small_funds_rate", 0, 5, 4);
        facts.End();
        if (request.YearToDate.TryGetValue("work_bonus", out var before)) pay = pay with { BonusBefore = before };
        var slip = pay.Compute(reckoning);
        pay.AddEmployer(reckoning, slip, smallFunds);
        return slip;
    }

    private static Payslip OfStudent(Reckoning reckoning, decimal gross)
    {
        var (slip, rates) = (new Payslip(Kernel.Currency.EUR, reckoning), reckoning.Get(BelgianLaw.Student));
        slip.Add(BelgianLines.Pay, null, null, gross);
        slip.Add(BelgianLines.StudentEmployee, gross, rates.Employee, Rounded.Cent(gross.PerCent(rates.Employee)));
        slip.Add(BelgianLines.StudentEmployer, gross, rates.Employer, Rounded.Cent(gross.PerCent(rates.Employer)));
        return slip;
    }

    private static void Withholding(Facts facts, Reckoning reckoning, Answer answer)
    {
        var (taxable, family, children, disabled) = (facts.Amount("taxable"), BelgianPay.FamilyOf(facts), facts.Whole("children", 0, 30, 0), facts.Flag("disabled", false));
        facts.End();
        answer.Amount("withholding", BelgianWithholding.Of(reckoning, taxable, family, children, disabled));
    }

    private static void WorkBonus(Facts facts, Reckoning reckoning, Answer answer)
    {
        var (reference, blueCollar, fraction, due) = (facts.Amount("reference_wage"), facts.Flag("blue_collar"), facts.Number("fraction", 0, 1, 4), facts.Amount("contribution_due"));
        var before = facts.AmountOrNull("work_bonus_year_to_date");
        facts.End();
        var (a, b) = BelgianSocial.WorkBonus(reckoning, reference, blueCollar, fraction, due, before);
        answer.Amount("part_a", a);
        answer.Amount("part_b", b);
    }

    private static void SocialContribution(Facts facts, Reckoning reckoning, Answer answer)
    {
        var (gross, blueCollar) = (facts.Amount("gross"), facts.Flag("blue_collar"));
        facts.End();
        var @base = BelgianSocial.Base(reckoning, gross, blueCollar);
        answer.Amount("employee", BelgianSocial.Employee(reckoning, @base));
        answer.Amount("employer", Rounded.Cent(@base.PerCent(BelgianSocial.EmployerPercent(reckoning, blueCollar))));
    }

    private static void ReferenceWage(Facts facts, Reckoning reckoning, Answer answer)
    {
        var (gross, time) = (facts.Amount("gross"), BelgianTime.Read(facts));
        facts.End();
        var whole = time ?? BelgianTime.Full;
        answer.Amount("reference_wage", whole.ReferenceWage(gross));
        answer.Number("fraction", whole.Fraction);
    }

    private static void StructuralReduction(Facts facts, Reckoning reckoning, Answer answer)
    {
        var (gross, category) = (facts.Amount("gross_month"), facts.Whole("category", 1, 3, 1));
        var hours = facts.Has("hours_paid");
        var (paid, week) = hours ? (facts.Number("hours_paid", 0.01m, 744), facts.Number("hours_week", 0.01m, 60)) : (facts.Number("days_paid", 0.01m, 31), facts.Number("days_week", 0.01m, 7));
        facts.End();
        if (category is not 1) throw reckoning.Missing($"structural_reduction_category{category}");
        var reduction = BelgianSocial.Structural(reckoning, gross, paid, week);
        answer.Amount("reduction_month", reduction);
        answer.Amount("first_hire_remaining", Rounded.Cent(gross.PerCent(reckoning.Get(BelgianLaw.Employer).Total)) - reduction);
    }

    private static void Student(Facts facts, Reckoning reckoning, Answer answer)
    {
        var gross = facts.Amount("gross");
        facts.End();
        var slip = OfStudent(reckoning, gross);
        answer.Amount("solidarity_employee", slip.EmployeeContributions);
        answer.Amount("solidarity_employer", slip.EmployerContributions);
        answer.Amount("withholding", slip.Tax);
        answer.Amount("work_bonus", 0);
        answer.Amount("net", slip.Net);
    }

    private static void BonusReduction(Facts facts, Reckoning reckoning, Answer answer)
    {
        var (a, b) = (facts.Amount("part_a"), facts.Amount("part_b"));
        facts.End();
        answer.Amount("reduction", reckoning.Get(BelgianLaw.BonusReduction).On(a, b));
    }

    private static void SpecialContribution(Facts facts, Reckoning reckoning, Answer answer)
    {
        var (@base, family) = (facts.Amount("month_base"), BelgianPay.FamilyOf(facts));
        facts.End();
        answer.Amount("special_contribution", reckoning.Get(BelgianLaw.Special).On(@base, family));
    }

    private static void PayslipOf(Facts facts, Reckoning reckoning, Answer answer)
    {
        var pay = BelgianPay.Read(facts, facts.Amount("gross_month"));
        facts.End();
        var slip = pay.Compute(reckoning);
        var (a, b) = (-slip.AmountOf("be.work_bonus_a"), -slip.AmountOf("be.work_bonus_b"));
        var contribution = slip.AmountOf("be.onss");
        answer.Amount("social_contribution", contribution);
        answer.Amount("work_bonus_a", a);
        answer.Amount("work_bonus_b", b);
        answer.Amount("social_contribution_net", contribution - a - b);
        answer.Amount("taxable", pay.Gross - contribution + a + b);
        answer.Amount("withholding_before_bonus", slip.AmountOf("be.withholding"));
        answer.Amount("withholding_bonus_reduction", -slip.AmountOf("be.bonus_reduction"));
        answer.Amount("withholding", slip.Tax);
        answer.Amount("special_contribution", slip.AmountOf("be.special_contribution"));
        answer.Amount("net", slip.Net);
    }

    private static void Withholding2021(Facts facts, Reckoning reckoning, Answer answer)
    {
        var (taxable, family, disabled, bonus) = (facts.Amount("taxable"), BelgianPay.FamilyOf(facts), facts.Flag("disabled", false), facts.Amount("work_bonus", 0));
        facts.End();
        var scale = reckoning.Get(BelgianLaw.Withholding2021);
        var before = Math.Max(
            0,
            (family is BelgianFamily.SpouseNoIncome ? scale.Scale2 : scale.Scale1).On(taxable) - (family is BelgianFamily.Single ? scale.Single : 0) - (disabled ? scale.Disabled : 0));
        answer.Amount("withholding_before_bonus", before);
        answer.Amount("bonus_reduction", Math.Min(before, reckoning.Get(BelgianLaw.BonusReduction).On(bonus, 0)));
    }
}
