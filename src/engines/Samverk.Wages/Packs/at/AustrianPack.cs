namespace Samverk.Wages;

/// <summary>Austria, 2025 and 2026 (2023 and 2024 for published payslips): fourteen payments, marginal work.</summary>
internal sealed class AustrianPack : Pack
{
    /// <summary>Tax-free employee premium of 2026, euro (EStG 1988 § 124b).</summary>
    private const decimal MostPremium = 500;

    public override string Country => "AT";

    public override ParameterSet Parameters => AustrianLaw.All;

    protected override IReadOnlyList<WageFact> Asked => AustrianQuestions.All;

    public override IReadOnlyDictionary<string, decimal> YearToDate(IReadOnlyList<EarlierPay> year) => new Dictionary<string, decimal>(StringComparer.Ordinal)
    {
        ["regular_gross"] = year.Sum(pay => pay.Of("at.pay")), ["months"] = year.Select(pay => pay.PaidOn.Month).Distinct().Count(),
        ["special_payments"] = year.Sum(pay => pay.Of("at.special_pay")), ["special_taxable"] = year.Sum(pay => pay.Of("at.special_pay") - pay.Of("at.social_special")),
    };

    public override IReadOnlyList<string> RefusedRegimes =>
        
    [
        "one_day_work", "free_contractor", "non_resident_performer", "artists_fund", "partial_month", "family_bonus", "over_60", "apprentice", "cross_border", "commuter_allowance", "several_marginal_jobs",
    ];

    public override IReadOnlyList<Kind> Kinds { get; } =
    [
        new("at.payslip_year", PayslipYear),
        new("at.employee_premium", EmployeePremium),
        new("at.ceiling", CeilingOf),
        new("at.effective_tariff", EffectiveTariff),
        new("at.vienna_housing", Housing),
        new("at.payslip", PayslipOf),
    ];

    /// <summary>Contracts: <c>salaried</c>, whole months. Year to date: <c>regular_gross</c>, <c>months</c>, <c>special_payments</c>, <c>special_taxable</c>.</summary>
    public override Payslip Compute(PayslipRequest request, Facts facts, Reckoning reckoning) =>
        request.Contract is "salaried" ? AustrianPay.Read(facts, request.Gross, request.YearToDate).Compute(reckoning) : throw Reckoning.NotVerified(request.Contract);

    public override IEnumerable<decimal> CostSteps(PayslipRequest request, Reckoning reckoning) => [reckoning.Get(AustrianLaw.Marginal) + 0.01m];

    private static void PayslipYear(Facts facts, Reckoning reckoning, Answer answer)
    {
        var (gross, payments, vienna) = (facts.Amount("gross_month"), facts.Whole("payments", 12, 14, 14), facts.Flag("vienna", false));
        facts.End();
        if (payments is 13) throw facts.Invalid("payments", "it is neither 12 nor 14");
        var month = new AustrianPay(gross, 0, vienna, true, 0, 0, 0, 0, 0, 0).Compute(reckoning);
        var marginal = AustrianSocial.IsMarginal(reckoning, gross);
        answer.Object("month", inner =>
        {
            if (marginal) inner.Text("regime", "marginal");
            Write(inner, month.EmployeeContributions, month.Tax, month.Net);
            if (marginal) inner.Amount("accident_employer", month.AmountOf("at.accident"));
        });
        // Marginal special payments follow rules of their own, which nobody has verified.
        if (marginal) return;

        var cost = month.Cost * 12;
        var severance = month.AmountOf("at.severance_fund");
        if (payments is 14)
        {
            var first = AustrianSpecial.Of(reckoning, gross, 0, 0);
            var second = AustrianSpecial.Of(reckoning, gross, gross, first.Taxable);
            foreach (var (name, special) in new[] { ("special_13", first), ("special_14", second) })
            {
                var tax = special.Tax(reckoning);
                answer.Object(name, inner => Write(inner, special.Social, tax, special.Payment - special.Social - tax));
                cost += month.Cost - month.AmountOf("at.employer_social") + special.EmployerSocial;
            }
        }

        answer.Amount("annual_cost_without_chamber_levy", cost);
        answer.Amount("severance_fund_year", severance * payments);

        static void Write(Answer inner, decimal social, decimal tax, decimal net)
        {
            inner.Amount("social_employee", social);
            inner.Amount("wage_tax", tax);
            inner.Amount("net", net);
        }
    }

    private static void EmployeePremium(Facts facts, Reckoning reckoning, Answer answer)
    {
        var (gross, premium, vienna) = (facts.Amount("gross_month"), facts.Amount("premium_tax_free"), facts.Flag("vienna", false));
        facts.End();
        if (premium > MostPremium) throw facts.Invalid("premium_tax_free", $"at most {MostPremium} are free of tax");
        var all = gross + premium;
        var total = Rounded.Cent(Math.Min(all, reckoning.Get(AustrianLaw.Ceiling).Month).PerCent(AustrianSocial.EmployeeRate(reckoning, all, vienna)));
        if (reckoning.Date.Year is not 2026) throw Reckoning.NotVerified("employee_premium");
        var onRegular = all is 0 ? 0 : Rounded.Cent(total * gross / all);
        answer.Amount("social_total", total);
        answer.Amount("social_on_regular", onRegular);
        answer.Amount("social_on_premium", total - onRegular);
        answer.Amount("wage_tax_base", gross - onRegular);
    }

    private static void CeilingOf(Facts facts, Reckoning reckoning, Answer answer)
    {
        var (days, special) = (facts.Whole("insured_days", 1, 31, 30), facts.Flag("special_payments", false));
        facts.End();
        var ceiling = reckoning.Get(AustrianLaw.Ceiling);
        answer.Amount("ceiling", special ? ceiling.SpecialYear : ceiling.Days(days));
    }

    private static void EffectiveTariff(Facts facts, Reckoning reckoning, Answer answer)
    {
        var above = facts.Amount("monthly_base_above");
        facts.End();
        var (rate, deduction) = AustrianTax.Step(reckoning, above);
        answer.Amount("rate", rate);
        answer.Amount("deduction", deduction);
    }

    private static void Housing(Facts facts, Reckoning reckoning, Answer answer)
    {
        var (vienna, gross) = (facts.Flag("vienna"), facts.Amount("gross_month"));
        facts.End();
        var marginal = AustrianSocial.IsMarginal(reckoning, gross);
        var rates = marginal ? new(0, 0) : AustrianSocial.HousingOf(reckoning, vienna);
        var @base = Math.Min(gross, reckoning.Get(AustrianLaw.Ceiling).Month);
        answer.Amount("housing_employee", Rounded.Cent(@base.PerCent(rates.Employee)));
        answer.Amount("housing_employer", Rounded.Cent(@base.PerCent(rates.Employer)));
        answer.Number("employee_rate_total", marginal ? 0 : AustrianSocial.EmployeeRate(reckoning, gross, vienna));
    }

    private static void PayslipOf(Facts facts, Reckoning reckoning, Answer answer)
    {
        var gross = facts.Amount("gross_month");
        var year = new Dictionary<string, decimal>(StringComparer.Ordinal);
        foreach (var name in new[] { "regular_gross", "special_payments", "special_taxable" }) year[name] = facts.Amount($"{name}_before", 0);
        year["months"] = facts.Whole("months_before", 0, 11, 0);
        var slip = AustrianPay.Read(facts, gross, year).Compute(reckoning);
        answer.Amount("social_employee", slip.EmployeeContributions);
        answer.Amount("wage_tax", slip.Tax);
        answer.Amount("net", slip.Net);
        answer.Amount("employer_contributions", slip.EmployerContributions);
        answer.Amount("cost", slip.Cost);
    }
}
