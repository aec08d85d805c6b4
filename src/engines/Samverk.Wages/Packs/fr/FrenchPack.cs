namespace Samverk.Wages;

/// <summary>France, 2025 and 2026, general scheme, metropolitan; lines of show business.</summary>
internal sealed class FrenchPack : Pack
{
    public override string Country => "FR";

    public override ParameterSet Parameters => FrenchLaw.All;

    protected override IReadOnlyList<WageFact> Asked => FrenchQuestions.All;

    public override IReadOnlyList<string> RefusedRegimes =>
        
    [
        "show_business", "short_contract_neutral_rate", "cape_cesa", "mobility_levy", "overseas", "alsace_moselle", "apprentice", "partial_month", "intern", "pension_age", "cross_border",
    ];

    public override IReadOnlyList<Kind> Kinds { get; } =
    [
        new("fr.payslip", PayslipOf),
        new("fr.show_business_lines", ShowBusinessLines),
        new("fr.withholding_neutral", WithholdingNeutral),
    ];

    /// <summary>Contracts: <c>salaried</c> (permanent or fixed term is a fact).</summary>
    public override Payslip Compute(PayslipRequest request, Facts facts, Reckoning reckoning)
    {
        if (request.Contract is not "salaried") throw Reckoning.NotVerified(request.Contract);
        if (request.YearToDate.Keys.FirstOrDefault() is { } unknown) throw Reckoning.Invalid($"yearToDate.{unknown}", "it is unknown here");
        var pay = FrenchPay.Read(facts, request.Gross);
        var personal = facts.Has("personal_rate") ? facts.Number("personal_rate", 0, 100, 2) : (decimal?)null;
        facts.End();
        // Ceiling and minimum wage of part of a month go by days and hours that the facts do not tell; the reduction would be far too large.
        if (pay.Gross > 0 && pay.Gross < LeastOf(reckoning, pay)) throw Reckoning.NotVerified("partial_month");
        var slip = pay.Compute(reckoning);
        var taxable = TaxableOf(slip, pay);
        // Short contracts at the neutral rate have a deduction first, whose amount nobody has verified.
        if (personal is null && pay is { FixedTerm: true, ContractMonths: <= 2 }) throw Reckoning.NotVerified("short_contract_neutral_rate");
        var rate = personal ?? FrenchNeutralRate.Of(reckoning, taxable);
        slip.Add(FrenchLines.Tax, taxable, rate, Rounded.Cent(taxable.PerCent(rate)));
        return slip;
    }

    public override decimal LeastGross(PayslipRequest request, Reckoning reckoning)
    {
        var pay = FrenchPay.Read(new Facts(request.Facts), 1);
        return Rounded.Up(LeastOf(reckoning, pay) / pay.Gross, 0.01m);
    }

    /// <summary>The technical balance contribution sets in at the ceiling, the reduction ends at a multiple of the minimum wage.</summary>
    public override IEnumerable<decimal> CostSteps(PayslipRequest request, Reckoning reckoning)
    {
        var pay = FrenchPay.Read(new Facts(request.Facts), 1);
        var bases = FrenchBases.Of(reckoning, pay);
        var steps = new List<decimal> { LeastOf(reckoning, pay), bases.Ceiling };
        if (reckoning.Date.Year >= 2026) steps.Add(reckoning.Get(FrenchLaw.ReductionSingle).MinimumWages * bases.MinimumWage);
        else steps.AddRange([reckoning.Get(FrenchLaw.Health).UpToMinimumWages * bases.MinimumWage, reckoning.Get(FrenchLaw.Family).UpToMinimumWages * bases.MinimumWage]);
        return steps.SelectMany(step => new[] { Rounded.Up(step / pay.Gross, 0.01m), Rounded.Up(step / pay.Gross, 0.01m) + 0.01m });
    }

    /// <summary>The minimum wage of the hours, without a part of a cent.</summary>
    private static decimal LeastOf(Reckoning reckoning, FrenchPay pay) => Rounded.Cut(FrenchBases.Of(reckoning, pay).MinimumWage, 2);

    private static decimal TaxableOf(Payslip slip, FrenchPay pay) =>
        slip.Gross - slip.EmployeeContributions + slip.AmountOf("fr.employee.csg_non_deductible") + slip.AmountOf("fr.employee.crds") + pay.PlanEmployer;

    private static void PayslipOf(Facts facts, Reckoning reckoning, Answer answer)
    {
        var pay = FrenchPay.Read(facts, facts.Amount("gross_month"));
        facts.End();
        var (slip, bases) = (pay.Compute(reckoning), FrenchBases.Of(reckoning, pay));
        WriteLines(answer, slip);
        answer.Amount("reduction", -slip.AmountOf("fr.employer.reduction"));
        answer.Number("reduction_coefficient", FrenchReduction.Coefficient(reckoning, bases, pay.Staff >= 50), 4);
        answer.Amount("csg_base", Rounded.Cent(BaseOf(slip)));
        answer.Amount("employee_total", slip.EmployeeContributions);
        answer.Amount("employer_total", slip.EmployerContributions);
        answer.Amount("net_before_tax", slip.Gross - slip.EmployeeContributions);
        answer.Amount("net_taxable", TaxableOf(slip, pay));
        answer.Amount("total_cost", slip.Cost);
    }

    private static void ShowBusinessLines(Facts facts, Reckoning reckoning, Answer answer)
    {
        var pay = FrenchPay.Read(facts, facts.Amount("gross_month"), show: true);
        facts.End();
        var slip = pay.Compute(reckoning);
        WriteLines(answer, slip);
        answer.Amount("csg_base", Rounded.Cent(BaseOf(slip)));
    }

    private static decimal BaseOf(Payslip slip) => slip.Lines.Single(line => line.Kind == FrenchLines.Crds).Base!.Value;

    private static void WriteLines(Answer answer, Payslip slip)
    {
        answer.Amount("gross", slip.Gross);
        answer.Object("employee", inner => Write(inner, "fr.employee."));
        answer.Object("employer", inner => Write(inner, "fr.employer."));

        void Write(Answer inner, string side)
        {
            foreach (var line in slip.Lines)
                if (line.Kind.Code.StartsWith(side, StringComparison.Ordinal) && line.Kind != FrenchLines.Reduction) inner.Amount(line.Kind.Code[side.Length..], line.Amount);
        }
    }

    private static void WithholdingNeutral(Facts facts, Reckoning reckoning, Answer answer)
    {
        var taxable = facts.Amount("net_taxable_month");
        facts.End();
        var rate = FrenchNeutralRate.Of(reckoning, taxable);
        answer.Number("rate_percent", rate);
        answer.Amount("withholding", Rounded.Cent(taxable.PerCent(rate)));
    }
}
