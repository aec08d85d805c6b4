using System.Text.Json;
using CsCheck;
using NodaTime;
using Samverk.Wages;

namespace Samverk.Tests.Wages;

public sealed class PayslipTests
{
    private static readonly Gen<PayslipRequest> Swedish = Gen.Select(Gen.Int[0, 20_000_000], Gen.Int[29, 42], Gen.OneOf([1, 3, 5]), Gen.Int[1930, 2008], Gen.OneOf([2025, 2026]))
        .Where((ore, _, _, _, year) => year is 2026 || ore <= 8_000_000)
        .Select((ore, table, column, born, year) => Request($$"""{"table":{{table}},"column":{{column}},"birth_year":{{born}}}""", ore / 100m, new(year, 5, 25)));

    [Fact]
    public void Totals_are_sums_of_lines_and_net_and_deductions_are_gross() => Swedish.Sample(request =>
    {
        var slip = WageRules.Embedded.Payslip(request).Value;

        Assert.Equal(slip.Gross, Sum(slip, Bearer.Pay));
        Assert.Equal(slip.EmployeeContributions, Sum(slip, Bearer.Employee));
        Assert.Equal(slip.Tax, Sum(slip, Bearer.Tax));
        Assert.Equal(slip.EmployerContributions, Sum(slip, Bearer.Employer));
        Assert.Equal(slip.Gross + slip.Additions, slip.Net + slip.EmployeeContributions + slip.Tax);
        Assert.True(slip.Net >= 0 && slip.Tax >= 0 && slip.Cost >= slip.Gross);
        Assert.All(slip.Lines, line => Assert.Equal(line.Amount, decimal.Round(line.Amount, 2)));
    });

    [Fact]
    public void Net_never_falls_when_gross_rises_by_whole_rows() => Gen.Select(Swedish, Gen.Int[1, 40]).Where((request, rows) => request.Gross + (200 * rows) <= 80_000).Sample((request, rows) =>
    {
        // Each row takes less than its 200 kronor; 201 more may enter two rows, and the highest take 115 each: only whole rows can be compared.
        Assert.True(Net(request with { Gross = request.Gross + (200 * rows) }) >= Net(request));

        static decimal Net(PayslipRequest request) => WageRules.Embedded.Payslip(request).Value.Net;
    }, iter: 1_000);

    [Fact]
    public void Gross_from_cost_is_the_largest_that_can_be_paid() => Gen.Select(Swedish.Where(request => request.PaidOn.Year is 2026), Gen.Int[0, 20_000_000]).Sample((request, ore) =>
    {
        var available = ore / 100m;
        var found = WageRules.Embedded.GrossFromCost(request, available).Value;

        Assert.True(found.Cost <= available && Cost(found.Gross + 0.01m) > available);
        Assert.Equal((found.Cost, available), (Cost(found.Gross), found.Cost + found.Remainder));
        Assert.True(WageRules.Embedded.GrossFromCost(request, Cost(request.Gross)).Value.Gross >= request.Gross);

        decimal Cost(decimal gross) => WageRules.Embedded.Payslip(request with { Gross = gross }).Value.Cost;
    }, iter: 200);

    [Fact]
    public void At_a_step_of_the_law_the_best_stretch_is_taken()
    {
        // Cost jumps down at 1,000 in this made-up law (a relief that begins there), and up at 2,000.
        static decimal Cost(decimal gross) => gross < 1_000 ? gross * 1.5m : gross < 2_000 ? gross * 1.1m : gross * 1.4m;

        Assert.Equal(1_000, CostToGross.Find(1_100, [1_000, 2_000], Cost)!.Value.Gross);
        Assert.Equal(1_999.99m, CostToGross.Find(2_500, [2_000, 1_000], Cost)!.Value.Gross);
        Assert.Equal(2_000, CostToGross.Find(2_800, [1_000, 2_000], Cost)!.Value.Gross);
        Assert.Equal(66.66m, CostToGross.Find(100, [1_000, 2_000], Cost)!.Value.Gross);
    }

    [Fact]
    public void The_contribution_gate_keeps_the_search_below_the_limit()
    {
        var request = Request("""{"table":33,"column":1,"birth_year":1985}""", 0, new(2026, 5, 25)) with { YearToDate = new Dictionary<string, decimal> { ["pay"] = 600 } };

        Assert.Equal(399.99m, WageRules.Embedded.GrossFromCost(request, 500).Value.Gross);
        Assert.Equal((439.99m, 766.75m), (WageRules.Embedded.GrossFromCost(request, 766.75m).Value.Gross, WageRules.Embedded.GrossFromCost(request, 766.75m).Value.Cost));
    }

    [Fact]
    public void A_correction_books_the_difference_of_the_same_period()
    {
        var paid = WageRules.Embedded.Payslip(Request("""{"table":33,"column":1,"birth_year":1985}""", 35_000, new(2025, 5, 25))).Value;
        var right = WageRules.Embedded.Payslip(Request("""{"table":33,"column":1,"birth_year":1985}""", 36_000, new(2025, 5, 25))).Value;

        var difference = right.Less(paid);
        Assert.Equal((1_000m, 314.20m), (difference[0].Amount, difference[^1].Amount));
        Assert.Equal(right.Tax - paid.Tax, difference.Single(line => line.Kind.Code is "se.tax").Amount);
        Assert.Empty(paid.Less(paid));
    }

    [Fact]
    public void A_payslip_names_the_parameters_it_rests_on_and_who_released_them()
    {
        var own = new OperatorValue("SE", "employer.standard", new(2026, 1, 1), null, JsonDocument.Parse("\"30\"").RootElement, "agency's letter", "Ada");
        var slip = WageRules.Embedded.With([own]).Value.Payslip(Request("""{"table":33,"column":1,"birth_year":1985}""", 1_000, new(2026, 5, 25))).Value;

        var line = slip.Lines.Single(line => line.Kind.Code is "se.employer");
        Assert.Equal((300m, "Ada", ParameterStatus.Released), (line.Amount, slip.ParametersOf(line).Single().ReleasedBy, slip.ParametersOf(line).Single().Status));
        Assert.Equal(["annual_formula", "annual_formula.burial_fee_percent", "annual_formula.work_credit_under_66"], slip.ParametersOf(slip.Lines[1]).Select(use => use.Id));
    }

    [Fact]
    public void Steps_are_kept_on_request_and_change_nothing()
    {
        var request = Request("""{"table":34,"column":1,"birth_year":1985}""", 18_000, new(2026, 5, 25));
        var (plain, explained) = (WageRules.Embedded.Payslip(request).Value, WageRules.Embedded.Payslip(request with { Explain = true }).Value);

        Assert.Equal(plain.Lines, explained.Lines);
        Assert.Empty(plain.Steps);
        Assert.Equal(42_400, explained.Steps.Single(step => step.What is "Basic allowance").Amount);
    }

    private static PayslipRequest Request(string facts, decimal gross, LocalDate paid) =>
        new("SE", "salaried", new(paid.Year, paid.Month), paid, gross, JsonDocument.Parse(facts).RootElement);

    private static decimal Sum(Payslip slip, Bearer bearer) => slip.Lines.Where(line => line.Kind.Bearer == bearer).Sum(line => line.Amount);
}
