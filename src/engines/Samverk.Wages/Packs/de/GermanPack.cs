namespace Samverk.Wages;

/// <summary>Germany, 2025 and 2026: wage tax by the programme flow chart, statutory social insurance with midijob and minijob.</summary>
internal sealed class GermanPack : Pack
{
    public override string Country => "DE";

    public override ParameterSet Parameters => GermanLaw.All;

    protected override IReadOnlyList<WageFact> Asked => GermanQuestions.All;

    public override IReadOnlyList<string> RefusedRegimes =>
        
    [
        "church_tax_capped", "church_tax_minimum", "short_term", "under_one_week", "partial_month", "one_off_social_insurance", "non_resident_performer", "pension_age", "age_relief",
        "working_student", "apprentice", "private_health", "cross_border", "several_employers",
    ];

    public override IReadOnlyList<Kind> Kinds { get; } =
    [
        new("de.wage_tax", WageTax),
        new("de.social_insurance", SocialInsurance),
        new("de.payslip", PayslipOf),
        new("de.gross_from_cost", GrossFromCost),
    ];

    /// <summary>Contracts: <c>salaried</c>, whole months. Levies U1, U2 and accident insurance are facts.</summary>
    public override Payslip Compute(PayslipRequest request, Facts facts, Reckoning reckoning)
    {
        if (request.Contract is not "salaried") throw Reckoning.NotVerified(request.Contract);
        if (request.YearToDate.Keys.FirstOrDefault() is { } unknown) throw Reckoning.Invalid($"yearToDate.{unknown}", "it is unknown here");
        var pay = GermanPay.Read(facts, request.Gross);
        // A minijob's levies U1 and U2 are those of its one office, which social insurance below adds; other jobs have their fund's.
        var minijob = pay.Insured.RegimeOf(reckoning) is GermanRegime.Minijob;
        if (!minijob || facts.Has("levy_u1_rate"))
        {
            var levies = GermanLevies.Read(facts);
            pay = pay with { Levies = minijob ? levies with { Illness = 0, Maternity = 0 } : levies };
        }

        facts.End();
        return pay.Compute(reckoning);
    }

    public override IEnumerable<decimal> CostSteps(PayslipRequest request, Reckoning reckoning) =>
        [reckoning.Get(GermanLaw.MinijobLimit) + 0.01m, reckoning.Get(GermanLaw.TransitionEnd) + 0.01m];

    private static void WageTax(Facts facts, Reckoning reckoning, Answer answer)
    {
        var tax = new GermanWageTax(reckoning, GermanTaxInput.Read(facts)).Compute();
        answer.Whole("LSTLZZ", tax.LSTLZZ);
        answer.Whole("SOLZLZZ", tax.SOLZLZZ);
        answer.Whole("BK", tax.BK);
        answer.Whole("STS", tax.STS);
        answer.Whole("SOLZS", tax.SOLZS);
        answer.Whole("BKS", tax.BKS);
    }

    private static void SocialInsurance(Facts facts, Reckoning reckoning, Answer answer)
    {
        var insured = GermanInsured.Read(facts, facts.Amount("gross_month"));
        facts.End();
        var social = GermanSocial.Of(reckoning, insured);
        answer.Text("regime", social.Regime switch { GermanRegime.Minijob => "minijob", GermanRegime.Midijob => "midijob", _ => "regular" });
        if (social.Regime is GermanRegime.Midijob)
        {
            answer.Amount("midijob_base_total", social.BaseTotal);
            answer.Amount("midijob_base_employee", social.BaseOther);
        }
        else
        {
            answer.Amount("base_health", social.BaseTotal);
            answer.Amount("base_pension", social.BaseOther);
        }

        WriteBranches(answer, social);
        answer.Amount("health_employer_with_additional", social.Health.Employer + social.Additional.Employer);
        answer.Amount("employee_total", social.EmployeeTotal);
        answer.Amount("employer_total", social.EmployerTotal);
        if (social.Regime is not GermanRegime.Minijob) return;
        answer.Amount("flat_tax", social.FlatTax);
        answer.Amount("levy_u1", social.Illness);
        answer.Amount("levy_u2", social.Maternity);
    }

    private static void WriteBranches(Answer answer, GermanSocial social)
    {
        foreach (var (name, shares) in new[]
        {
            ("health", social.Health), ("health_additional", social.Additional), ("care", social.Care), ("pension", social.Pension), ("unemployment", social.Unemployment),
        })
        {
            answer.Amount($"{name}_employee", shares.Employee);
            answer.Amount($"{name}_employer", shares.Employer);
        }

        answer.Amount("care_childless_surcharge", social.Childless);
        if (social.Insolvency is { } levy) answer.Amount("insolvency_levy", levy);
    }

    private static void PayslipOf(Facts facts, Reckoning reckoning, Answer answer)
    {
        var pay = GermanPay.Read(facts, facts.Amount("gross_month"));
        facts.End();
        var slip = pay.Compute(reckoning);
        answer.Amount("wage_tax", slip.AmountOf("de.wage_tax"));
        answer.Amount("solidarity_surcharge", slip.AmountOf("de.solidarity"));
        answer.Amount("church_tax", slip.AmountOf("de.church_tax"));
        WriteBranches(answer, GermanSocial.Of(reckoning, pay.Insured));
        answer.Amount("net", slip.Net);
        answer.Amount("employer_cost", slip.Cost);
    }

    /// <summary>In the regular range only: below it a job of another regime would be offered.</summary>
    private static void GrossFromCost(Facts facts, Reckoning reckoning, Answer answer)
    {
        var (available, insured) = (facts.Amount("employer_cost_available"), GermanInsured.Read(facts, 0));
        facts.End();
        var end = reckoning.Get(GermanLaw.TransitionEnd);
        var found = CostToGross.Find(available, [end + 0.01m], CostOf);
        if (found is not { } best || best.Gross <= end) throw facts.Invalid("employer_cost_available", "it pays no job of the regular range");
        answer.Amount("gross_month", best.Gross);
        answer.Amount("employer_cost", best.Cost);
        answer.Amount("remainder", best.Remainder);

        decimal CostOf(decimal gross)
        {
            var social = GermanSocial.Regular(reckoning, insured with { Gross = gross });
            return gross + social.EmployerTotal + social.Levies;
        }
    }
}
