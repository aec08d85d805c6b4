namespace Samverk.Wages;

/// <summary>Spain, 2025 and 2026, common territory: withholding by the year's rate, social security of the month.</summary>
internal sealed class SpanishPack : Pack
{
    /// <summary>The lowest ordinary age (LGSS art. 205).</summary>
    private const int PensionAge = 65;

    public override string Country => "ES";

    public override ParameterSet Parameters => SpanishLaw.All;

    protected override IReadOnlyList<WageFact> Asked => SpanishQuestions.All;

    /// <summary>Another rate within the year has to make good what was kept at the first one.</summary>
    public override string? RefuseBeside(Payslip slip, IReadOnlyList<EarlierPay> year)
    {
        var rate = slip.Lines.Single(line => line.Kind == SpanishLines.Tax).Rate;
        return year.Any(pay => pay.Lines.Any(line => line.Code == SpanishLines.Tax.Code && line.Rate != rate)) ? "mid_year_regularisation" : null;
    }

    public override IReadOnlyList<string> RefusedRegimes =>
        
    [
        "basque_country", "navarra", "artists_bases", "mid_year_regularisation", "contract_under_30_days", "final_settlement", "part_time", "pension_age", "non_resident", "intern",
    ];

    public override IReadOnlyList<Kind> Kinds { get; } =
    [
        new("es.withholding", Withholding),
        new("es.social_security_month", SocialMonth),
        new("es.social_security_year", SocialYear),
        new("es.payslip", PayslipOf),
    ];

    /// <summary>Contracts: <c>salaried</c> (30 days or longer).</summary>
    public override Payslip Compute(PayslipRequest request, Facts facts, Reckoning reckoning)
    {
        if (request.Contract is not "salaried") throw Reckoning.NotVerified(request.Contract);
        if (request.YearToDate.Keys.FirstOrDefault() is { } unknown) throw Reckoning.Invalid($"yearToDate.{unknown}", "it is unknown here");
        return Slip(facts, reckoning, request.Gross);
    }

    public override decimal LeastGross(PayslipRequest request, Reckoning reckoning) => reckoning.Get(SpanishLaw.LowestBases)[new Facts(request.Facts).Whole("group", 1, 7) - 1];

    /// <summary>Below the lowest base, and above the highest one, other rules hold.</summary>
    public override IEnumerable<decimal> CostSteps(PayslipRequest request, Reckoning reckoning) =>
        [LeastGross(request, reckoning), reckoning.Get(SpanishLaw.HighestBase) + 0.01m];

    /// <summary>Above the highest base: what that base costs, and the rest of the pay.</summary>
    public override decimal LeastCostOf(PayslipRequest request, Facts facts, Reckoning reckoning) => reckoning.Get(SpanishLaw.HighestBase) is var highest && request.Gross > highest
        ? CostOf(request with { Gross = highest }, facts, reckoning) + request.Gross - highest
        : request.Gross;

    /// <summary>Tax by the rate of the whole year: the expected pay of the year, and its contributions where they are known better.</summary>
    private static Payslip Slip(Facts facts, Reckoning reckoning, decimal gross)
    {
        var social = SpanishSocial.Read(facts, gross);
        var year = facts.Amount("gross_year");
        var contributions = facts.AmountOrNull("social_contributions_year");
        var taxpayer = SpanishTaxpayer.Read(facts, year, contributions ?? 0);
        facts.End();
        if (taxpayer.Artist) throw Reckoning.NotVerified("artists_bases");
        if (contributions is null) taxpayer = taxpayer with { Contributions = SpanishSocial.WorkerOfYear(reckoning, year, social.Temporary) };

        // Of pension age some contribute less (LGSS art. 152); by which years nobody has verified.
        if (taxpayer.Age >= PensionAge) throw Reckoning.NotVerified("pension_age");
        // Less than the lowest base is part of the hours or of the month, whose lowest base goes by hours and days.
        if (gross > 0 && gross < reckoning.Get(SpanishLaw.LowestBases)[social.Group - 1]) throw Reckoning.NotVerified("part_time");
        var slip = new Payslip(Kernel.Currency.EUR, reckoning);
        slip.Add(SpanishLines.Pay, null, null, gross);
        var @base = social.Base(reckoning);
        foreach (var (kind, percent, amount) in social.Worker(reckoning, @base)) slip.Add(kind, @base, percent, amount);
        foreach (var (kind, percent, amount) in social.Employer(reckoning, @base)) slip.Add(kind, @base, percent, amount);
        social.AddSolidarity(reckoning, slip);
        var rate = SpanishWithholding.Of(reckoning, taxpayer).Rate;
        slip.Add(SpanishLines.Tax, gross, rate, Rounded.Cent(gross.PerCent(rate)));
        return slip;
    }

    private static void Withholding(Facts facts, Reckoning reckoning, Answer answer)
    {
        var taxpayer = SpanishTaxpayer.Read(facts, facts.Amount("gross_year"), facts.Amount("social_contributions_year"));
        facts.End();
        var year = SpanishWithholding.Of(reckoning, taxpayer);
        answer.Amount("net_employment_income", year.NetIncome);
        answer.Amount("work_reduction", year.WorkReduction);
        answer.Amount("taxable_base", year.Base);
        answer.Amount("personal_minimum", year.Minimum);
        answer.Amount("scale_on_base", year.OnBase);
        answer.Amount("scale_on_minimum", year.OnMinimum);
        answer.Amount("quota", year.Quota);
        answer.Amount("rate", year.Rate);
        answer.Amount("withholding_year", year.Year);
    }

    private static void SocialMonth(Facts facts, Reckoning reckoning, Answer answer)
    {
        var social = SpanishSocial.Read(facts, facts.Amount("gross_month"));
        facts.End();
        var @base = social.Base(reckoning);
        var (worker, employer) = (social.Worker(reckoning, @base), social.Employer(reckoning, @base));
        answer.Amount("base", @base);
        answer.Object("worker", inner => Write(inner, worker));
        answer.Object("employer", inner => Write(inner, employer));
        answer.Amount("worker_total", worker.Sum(line => line.Amount));
        answer.Amount("employer_total", employer.Sum(line => line.Amount));

        static void Write(Answer inner, IEnumerable<(LineKind Kind, decimal Percent, decimal Amount)> lines)
        {
            foreach (var (kind, _, amount) in lines) inner.Amount(kind.Code[(kind.Code.LastIndexOf('.') + 1)..], amount);
        }
    }

    private static void SocialYear(Facts facts, Reckoning reckoning, Answer answer)
    {
        var (gross, contract) = (facts.Amount("gross_year"), facts.Choice("contract", "permanent", "temporary"));
        facts.End();
        answer.Amount("worker_year", SpanishSocial.WorkerOfYear(reckoning, gross, contract is "temporary"));
    }

    private static void PayslipOf(Facts facts, Reckoning reckoning, Answer answer)
    {
        var slip = Slip(facts, reckoning, facts.Amount("gross_month"));
        answer.Amount("worker_contributions", slip.EmployeeContributions);
        answer.Amount("tax", slip.Tax);
        answer.Amount("net", slip.Net);
        answer.Amount("employer_contributions", slip.EmployerContributions);
        answer.Amount("cost", slip.Cost);
    }
}
