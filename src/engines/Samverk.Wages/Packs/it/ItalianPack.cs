namespace Samverk.Wages;

/// <summary>Italy, 2025 and 2026: private employees, the year and its monthly estimate.</summary>
internal sealed class ItalianPack : Pack
{
    public override string Country => "IT";

    public override ParameterSet Parameters => ItalianLaw.All;

    protected override IReadOnlyList<WageFact> Asked => ItalianQuestions.All;

    public override IReadOnlyDictionary<string, decimal> YearToDate(IReadOnlyList<EarlierPay> year) => new Dictionary<string, decimal>(StringComparer.Ordinal)
    {
        ["gross"] = year.Sum(pay => pay.Gross), ["contributions"] = year.Sum(pay => pay.Of("it.social")), ["tax"] = year.Sum(pay => pay.Of("it.tax")),
        ["exempt_sum"] = year.Sum(pay => pay.Of("it.exempt_sum")), ["integrative_allowance"] = year.Sum(pay => pay.Of("it.integrative_allowance")),
    };

    /// <summary>Every payment takes its share of the year.</summary>
    public override bool GoesByMonth(PayslipRequest request, Payslip slip) => false;

    public override IReadOnlyList<string> RefusedRegimes => 
        ["performers", "co_co_co", "employer_outside_commerce", "occasional_work", "intern", "partial_month", "pension_age", "non_resident", "insured_before_1996"];

    public override IReadOnlyList<Kind> Kinds { get; } =
    [
        new("it.year", Year),
        new("it.year_core", YearCore),
        new("it.payslip", PayslipOf),
    ];

    /// <summary>
    /// Contracts: <c>salaried</c> (the form is a fact). Year to date: <c>gross</c>, <c>contributions</c>, <c>tax</c>, <c>exempt_sum</c>,
    /// <c>integrative_allowance</c>.
    /// </summary>
    public override Payslip Compute(PayslipRequest request, Facts facts, Reckoning reckoning) =>
        request.Contract is "salaried" ? ItalianPay.Read(facts, reckoning, request.Gross, request.YearToDate).Compute(reckoning) : throw Reckoning.NotVerified(request.Contract);

    private static void Year(Facts facts, Reckoning reckoning, Answer answer)
    {
        var (contract, cigs, region) = (ItalianPay.ContractOf(facts), facts.Flag("cigs", false), facts.Text("region"));
        facts.Whole("months_paid", 12, 16, 13);
        var of = ItalianPay.YearOf(facts, reckoning, contract, cigs);
        // A municipality without its own decision is not one without a surcharge: somebody has to say what holds.
        var municipal = facts.Has("municipal_surcharge") ? Read(facts) : throw reckoning.Missing("municipal_surcharge");
        facts.End();

        var year = ItalianYear.Of(reckoning, of);
        var regional = reckoning.Get(ItalianLaw.Regions).TryGetValue(region, out var known) ? known : throw reckoning.Missing($"regional_surcharge.{region}");
        var (toRegion, toMunicipality) = year.NetTax > 0 ? (regional.On(year.Taxable), municipal.On(year.Taxable)) : (0, 0);
        Write(answer, year);
        answer.Amount("family_deductions", year.Family);
        answer.Amount("regional_surcharge", toRegion);
        answer.Amount("municipal_surcharge", toMunicipality);
        answer.Amount("severance_before_contribution", reckoning.Get(ItalianLaw.Severance).Before(of.Gross));
        answer.Amount("net_year", year.Net - toRegion - toMunicipality);
    }

    private static Surcharge Read(Facts facts)
    {
        try
        {
            return Surcharge.Read(facts.Raw("municipal_surcharge"), "exempt_up_to");
        }
        catch (FormatException form)
        {
            throw facts.Invalid("municipal_surcharge", form.Message);
        }
    }

    private static void YearCore(Facts facts, Reckoning reckoning, Answer answer)
    {
        var (gross, days, contract) = (facts.Amount("gross_year"), facts.Whole("days", 1, 365), ItalianPay.ContractOf(facts));
        var rate = facts.Has("social_rate") ? facts.Number("social_rate", 0, 1, 6) * 100 : reckoning.Get(ItalianLaw.Employee).Of(contract, cigs: false);
        facts.End();
        var year = ItalianYear.Of(reckoning, new(gross, days, contract is "fixed_term", rate, false, 0));
        Write(answer, year);
        answer.Amount("net_year", year.Net);
        answer.Amount("severance", reckoning.Get(ItalianLaw.Severance).Of(gross));
    }

    private static void Write(Answer answer, ItalianYear year)
    {
        answer.Amount("social_contributions", year.Contributions);
        answer.Amount("taxable_income", year.Taxable);
        answer.Amount("gross_tax", year.GrossTax);
        answer.Amount("employment_deduction", year.Employment);
        answer.Amount("further_deduction", year.Further);
        answer.Amount("exempt_sum", year.ExemptSum);
        answer.Amount("integrative_allowance", year.Allowance);
        answer.Amount("net_tax", year.NetTax);
    }

    private static void PayslipOf(Facts facts, Reckoning reckoning, Answer answer)
    {
        var slip = ItalianPay.Read(facts, reckoning, facts.Amount("gross_month"), new Dictionary<string, decimal>(StringComparer.Ordinal)).Compute(reckoning);
        answer.Amount("social_contributions", slip.EmployeeContributions);
        answer.Amount("tax", slip.Tax);
        answer.Amount("net", slip.Net);
        answer.Amount("employer_contributions", slip.EmployerContributions);
        answer.Amount("cost", slip.Cost);
    }
}
