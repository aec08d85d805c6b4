using Samverk.Kernel;

namespace Samverk.Wages;

/// <summary>Sweden, 2025 and 2026: preliminary tax, one-off payments, employer contributions, holiday pay.</summary>
internal sealed class SwedishPack : Pack
{
    public override string Country => "SE";

    public override Currency Currency => Currency.SEK;

    public override ParameterSet Parameters => SwedishLaw.All;

    protected override IReadOnlyList<WageFact> Asked => SwedishQuestions.All;

    /// <summary>The forms of tax name who is taxed otherwise, and facts of before ask for no regime.</summary>
    protected override bool RegimeMayBeOpen => true;

    public override bool NeedsEarlierLines => false;

    /// <summary>Contributions are due on what is paid in the month (skatteförfarandelagen 26).</summary>
    public override bool GoesByPeriod => false;

    public override IReadOnlyDictionary<string, decimal> YearToDate(IReadOnlyList<EarlierPay> year) => new Dictionary<string, decimal>(StringComparer.Ordinal) { ["pay"] = year.Sum(pay => pay.Gross) };

    /// <summary>Tables and the relief for the young go by the month as a whole; a flat rate does not.</summary>
    public override bool GoesByMonth(PayslipRequest request, Payslip slip) =>
        new Facts(request.Facts).ChoiceOr("table", "withholding", "table", "side_income", "no_decision", "non_resident", "foreign_artist") is "table" or "no_decision"
        || slip.AmountOf("se.employer_youth") is not 0;

    public override IReadOnlyList<string> RefusedRegimes => ["occupational_pension", "travel_allowance", "cross_border", "seafarer"];

    public override IReadOnlyList<Kind> Kinds { get; } =
    [
        new("se.table", Table),
        new("se.table_percent", TablePercent),
        new("se.one_off", OneOff),
        new("se.annual_tax", AnnualTax),
        new("se.employer_contribution", EmployerContribution),
        new("se.holiday_supplement", HolidaySupplement),
        new("se.holiday_pay", HolidayPay),
        new("se.sick_pay", SickPay),
        new("se.payslip", PayslipOf),
    ];

    /// <summary>Contracts: <c>salaried</c>. Year to date: <c>pay</c>, what was paid before in the calendar year.</summary>
    public override Payslip Compute(PayslipRequest request, Facts facts, Reckoning reckoning) => Read(request, facts).Compute(reckoning);

    public override decimal CostOf(PayslipRequest request, Facts facts, Reckoning reckoning) => Read(request, facts).Compute(reckoning, taxed: false).Cost;

    /// <summary>Contributions set in at once when the year reaches its limit.</summary>
    public override IEnumerable<decimal> CostSteps(PayslipRequest request, Reckoning reckoning) =>
        request.YearToDate.TryGetValue("pay", out var before) ? [reckoning.Get(SwedishLaw.YearGate) - before] : [];

    /// <summary>The rows of the tax tables, to their last öre.</summary>
    public override IEnumerable<decimal> NetPeaksBefore(decimal gross)
    {
        for (var end = SwedishWithholding.RowBefore(gross); end > 0; end = SwedishWithholding.RowBefore(end)) yield return end + 0.99m;
    }

    private static SwedishPay Read(PayslipRequest request, Facts facts)
    {
        if (request.Contract is not "salaried") throw Reckoning.NotVerified(request.Contract);
        if (request.YearToDate.Keys.FirstOrDefault(name => name is not "pay") is { } unknown) throw Reckoning.Invalid($"yearToDate.{unknown}", "it is unknown here");
        var pay = SwedishPay.Read(facts, request.Gross, request.YearToDate.TryGetValue("pay", out var before) ? before : null);
        // Columns 2, 4 and 6 are those of pensions and compensation, on which no employer contributes.
        if (pay is { Form: SwedishTaxForm.Table or SwedishTaxForm.NoDecision, Column: 2 or 4 or 6 }) throw facts.Invalid("column", "pay is taxed by column 1, 3 or 5");
        return pay;
    }

    private static void Table(Facts facts, Reckoning reckoning, Answer answer)
    {
        var (table, income) = (facts.Whole("table", 29, 42), facts.Amount("monthly_income"));
        facts.End();
        for (var column = 1; column <= 6; column++)
            answer.Whole($"column{column}", SwedishWithholding.ByTable(reckoning, table, column, income).Tax);
    }

    private static void TablePercent(Facts facts, Reckoning reckoning, Answer answer)
    {
        var (table, income) = (facts.Whole("table", 29, 42), facts.Amount("monthly_income"));
        facts.End();
        if (decimal.Floor(income) <= 80_000) throw facts.Invalid("monthly_income", "percentages count above 80000 only");
        for (var column = 1; column <= 6; column++)
        {
            var (tax, percent) = SwedishWithholding.ByTable(reckoning, table, column, income);
            answer.Number($"column{column}_percent", percent ?? 0);
            answer.Whole($"column{column}", tax);
        }
    }

    private static void OneOff(Facts facts, Reckoning reckoning, Answer answer)
    {
        var (column, income, amount) = (facts.Whole("column", 1, 6), facts.Amount("annual_income"), facts.AmountOrNull("amount"));
        facts.End();
        var percent = SwedishWithholding.OneOffPercent(reckoning, column, income);
        answer.Number("percent", percent);
        if (amount is { } payment) answer.Whole("tax", SwedishWithholding.Flat(payment, percent));
    }

    private static void AnnualTax(Facts facts, Reckoning reckoning, Answer answer)
    {
        var (table, column, income) = (facts.Whole("table", 29, 42), facts.Whole("column", 1, 6), facts.Amount("annual_income"));
        facts.End();
        var tax = SwedishAnnualTax.Of(reckoning, table, column, income);
        answer.Whole("basic_allowance", tax.BasicAllowance);
        answer.Whole("taxable", tax.Taxable);
        answer.Whole("state", tax.State);
        answer.Whole("municipal", tax.Municipal);
        answer.Whole("burial", tax.Burial);
        answer.Whole("pension_fee", tax.PensionFee);
        answer.Whole("pension_fee_credit", tax.PensionCredit);
        answer.Whole("work_credit", tax.WorkCredit);
        answer.Whole("sickness_credit", tax.SicknessCredit);
        answer.Whole("earned_credit", tax.EarnedCredit);
        answer.Whole("public_service", tax.PublicService);
        answer.Whole("total", tax.Total);
    }

    private static void EmployerContribution(Facts facts, Reckoning reckoning, Answer answer)
    {
        var birthYear = facts.Whole("birth_year", 1900, 2100);
        var year = facts.AmountOrNull("annual_total");
        var stated = facts.AmountOrNull("base");
        if (stated is not null && (facts.Has("cash") || facts.Has("benefit"))) throw facts.Invalid("base", "it stands beside cash and benefit");
        var @base = stated ?? (facts.Has("cash") || year is null ? facts.Amount("cash") + facts.Amount("benefit", 0) : year.Value);
        var establishment = facts.Flag("establishment", true);
        facts.End();
        if (year < @base) throw facts.Invalid("annual_total", "it is less than the base of the month");

        var due = year is { } total ? SwedishEmployer.Due(reckoning, total - @base, @base) : @base;
        answer.Amount("contribution", SwedishEmployer.Contribute(reckoning, birthYear, due, establishment));
        if (year is not null && due is 0) answer.Whole("tax", 0);
    }

    private static void HolidaySupplement(Facts facts, Reckoning reckoning, Answer answer)
    {
        var (pay, days) = (facts.Amount("monthly_pay"), facts.Whole("days", 0, 366));
        facts.End();
        answer.Amount("amount", SwedishAbsence.HolidaySupplement(reckoning, pay, days));
    }

    private static void HolidayPay(Facts facts, Reckoning reckoning, Answer answer)
    {
        var pay = facts.Amount("earning_year_pay");
        facts.End();
        answer.Amount("amount", SwedishAbsence.HolidayPay(reckoning, pay));
    }

    private static void SickPay(Facts facts, Reckoning reckoning, Answer answer)
    {
        var (lost, week, days) = (facts.Amount("lost_pay"), facts.Amount("average_week_pay"), facts.Whole("days", 1, 366));
        facts.End();
        var (pay, deduction) = SwedishAbsence.SickPay(reckoning, lost, week, days);
        answer.Amount("sick_pay", pay);
        answer.Amount("waiting_deduction", deduction);
        answer.Amount("amount", pay - deduction);
    }

    private static void PayslipOf(Facts facts, Reckoning reckoning, Answer answer)
    {
        var slip = SwedishPay.Read(facts, facts.Amount("monthly_income"), facts.AmountOrNull("paid_before")).Compute(reckoning);
        answer.Whole("tax", slip.Tax);
        answer.Amount("net", slip.Net);
        answer.Amount("employer_contribution", slip.EmployerContributions);
        answer.Amount("cost", slip.Cost);
    }
}
