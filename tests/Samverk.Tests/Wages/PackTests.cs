using System.Text.Json;
using CsCheck;
using NodaTime;
using Samverk.Kernel;
using Samverk.Wages;

namespace Samverk.Tests.Wages;

/// <summary>What holds for a payslip of every country, and what each country refuses by its name.</summary>
public sealed class PackTests
{
    private static readonly LocalDate Summer = new(2026, 7, 31);

    /// <summary>An ordinary month of each country: from which gross, up to which, and the facts.</summary>
    public static TheoryData<string, int, string> Ordinary => new()
    {
        { "AT", 60_000, """{"vienna":true,"chamber_levy_rate":"0.36","underground_levy":"8.00"}""" },
        { "BE", 210_000, """{"blue_collar":false,"family":"single","children":1,"small_funds_rate":"0.47"}""" },
        { "DE", 60_400, """{"tax_class":1,"state":"BE","church_member":true,"child_allowances":"0","health_additional_rate":"2.9","care_childless":true,"care_child_discounts":0,"levy_u1_rate":"1.6","levy_u2_rate":"0.4","accident_rate":"1.0"}""" },
        { "ES", 150_000, """{"temporary":true,"group":5,"work_accident_rate":"1.50","gross_year":"24000.00","family_situation":3,"children_ages":[],"age":36}""" },
        { "FR", 190_000, """{"employees":10,"executive":false,"contract":"permanent","weekly_hours":"35","work_accident_rate":"2.12","health_plan_employee":"20.00","health_plan_employer":"20.00"}""" },
        { "IT", 100_000, """{"contract":"permanent","gross_year":"60000.00","work_accident_rate":"0.4"}""" },
        { "NL", 100_000, """{"class":"under_aow","credit":true,"awf":"high","aof":"low","whk_rate":"1.16"}""" },
        { "SE", 200_000, """{"table":33,"column":1,"birth_year":1985}""" },
    };

    [Theory]
    [MemberData(nameof(Ordinary))]
    public void Lines_sum_to_totals_to_the_cent_and_each_names_its_law(string country, int least, string facts) => Gen.Int[least, 500_000].Sample(cents =>
    {
        var slip = Slip(country, cents, facts);
        Assert.Equal(Sum(Bearer.Pay), slip.Gross);
        Assert.Equal(slip.Gross - Sum(Bearer.Employee) - Sum(Bearer.Tax) + Sum(Bearer.Addition), slip.Net);
        Assert.Equal(slip.Gross + Sum(Bearer.Employer), slip.Cost);
        Assert.InRange(slip.Net, 0.01m, slip.Gross + Sum(Bearer.Addition));
        Assert.True(slip.Cost >= slip.Gross);
        Assert.All(slip.Lines, line => Assert.False(string.IsNullOrWhiteSpace(line.Kind.Source)));
        Assert.All(slip.Lines, line => Assert.Equal(decimal.Round(line.Amount, 2), line.Amount));

        decimal Sum(Bearer bearer) => slip.Lines.Where(line => line.Kind.Bearer == bearer).Sum(line => line.Amount);
    }, iter: 60);

    [Theory]
    [MemberData(nameof(Ordinary))]
    public void The_largest_gross_of_a_cost_costs_no_more_and_a_cent_more_costs_too_much(string country, int least, string facts) => Gen.Int[least, 450_000].Sample(cents =>
    {
        var available = Slip(country, cents, facts).Cost;
        var found = WageRules.Embedded.GrossFromCost(Request(country, 0, facts), available).Value;
        Assert.True(found.Cost <= available);
        Assert.True(found.Gross >= cents / 100m, $"{found.Gross} for {available}, which pays {cents / 100m}");
        Assert.Equal(available - found.Cost, found.Remainder);
        Assert.Equal(Slip(country, (int)(found.Gross * 100), facts).Cost, found.Cost);
    }, iter: 25);

    [Theory]
    [MemberData(nameof(Ordinary))]
    public void The_same_question_gives_the_same_answer_on_every_thread(string country, int least, string facts)
    {
        var once = Slip(country, least + 12_345, facts).Lines;
        Assert.All(ParallelEnumerable.Range(0, 32).Select(_ => Slip(country, least + 12_345, facts).Lines).ToList(), lines => Assert.Equal(once, lines));
    }

    [Theory]
    [InlineData("at.payslip_year", "2025-06-30", """{"gross_month":"2470.00","payments":14,"vienna":false}""", "regime-not-verified av_low_income")]
    [InlineData("at.payslip_year", "2026-06-30", """{"gross_month":"15000.00","payments":14,"vienna":false}""", "regime-not-verified sonderzahlung_tax.tiers_upper")]
    [InlineData("at.payslip", "2026-06-30", """{"gross_month":"3000.00","special_payment":"3000.00"}""", "regime-not-verified sonderzahlung_tax.freigrenze_sechstel")]
    [InlineData("at.payslip", "2026-06-30", """{"gross_month":"3000.00","regime":"free_contractor"}""", "regime-not-verified free_contractor")]
    [InlineData("at.employee_premium", "2026-06-30", """{"gross_month":"3500.00","premium_tax_free":"500.01"}""", "invalid-input premium_tax_free")]
    [InlineData("be.structural_reduction", "2025-06-30", """{"gross_month":"2257.00","days_paid":22,"days_week":5,"category":1}""", "parameter-missing structural_reduction_category1")]
    [InlineData("be.structural_reduction", "2026-07-31", """{"gross_month":"2257.00","days_paid":22,"days_week":5,"category":3}""", "parameter-missing structural_reduction_category3")]
    [InlineData("be.social_contribution", "2026-06-30", """{"gross":"2257.00","blue_collar":true}""", "parameter-missing social.holiday_contribution_quarterly_253")]
    [InlineData("be.payslip", "2026-07-31", """{"gross_month":"2257.00","blue_collar":false,"family":"single","joint_committee":"200"}""", "sector-table-missing BE")]
    [InlineData("be.payslip", "2026-07-31", """{"gross_month":"2257.00","blue_collar":false,"family":"single","full_time_full_month":false}""", "invalid-input full_time_full_month")]
    [InlineData("de.wage_tax", "2024-12-31", """{"LZZ":2,"RE4":"300000","STKL":1,"KVZ":"2.5"}""", "parameter-missing wage_tax.employee_lump_sum")]
    [InlineData("de.social_insurance", "2026-06-30", """{"gross_month":"3000.00","health_additional_rate":"2.9","care_childless":true,"care_child_discounts":1}""", "invalid-input care_child_discounts")]
    [InlineData("de.payslip", "2026-06-30", """{"gross_month":"3000.00","regime":"short_term"}""", "regime-not-verified short_term")]
    [InlineData("de.gross_from_cost", "2026-06-30", """{"employer_cost_available":"1500.00","health_additional_rate":"2.9","care_childless":true}""", "invalid-input employer_cost_available")]
    [InlineData("es.social_security_month", "2025-06-01", """{"gross_month":"1800.00","temporary":false,"group":5,"work_accident_rate":"1.50"}""", "regime-not-verified social.employer")]
    [InlineData("es.payslip", "2026-06-01", """{"gross_month":"6000.00","temporary":false,"group":1,"work_accident_rate":"1.50","gross_year":"72000.00","family_situation":3,"age":36}""", "regime-not-verified social.solidarity")]
    [InlineData("es.withholding", "2026-06-01", """{"gross_year":"20000.00","social_contributions_year":"1300.00","family_situation":1,"children_ages":[],"age":36}""", "invalid-input family_situation")]
    [InlineData("es.withholding", "2026-06-01", """{"gross_year":"20000.00","regime":"navarra"}""", "regime-not-verified navarra")]
    [InlineData("fr.payslip", "2026-02-01", """{"gross_month":"2000.00","regime":"apprentice"}""", "regime-not-verified apprentice")]
    [InlineData("fr.payslip", "2024-06-30", """{"gross_month":"2000.00","employees":10,"executive":false,"contract":"permanent","weekly_hours":"35","work_accident_rate":"2.12","health_plan_employee":"0","health_plan_employer":"0"}""", "parameter-missing ceiling_month")]
    [InlineData("it.year", "2026-06-30", """{"gross_year":"30000.00","contract":"permanent","region":"LO","cigs":false}""", "parameter-missing municipal_surcharge")]
    [InlineData("it.year", "2025-06-30", """{"gross_year":"30000.00","contract":"permanent","region":"LO","cigs":false,"municipal_surcharge":{"exempt_up_to":"0","brackets":[[null,"0.8"]]}}""", "parameter-missing regional_surcharge")]
    [InlineData("it.payslip", "2026-06-30", """{"gross_month":"2000.00","contract":"permanent","gross_year":"26000.00","contribution_sector":"theatre"}""", "regime-not-verified employer_outside_commerce")]
    [InlineData("it.year", "2026-06-30", """{"gross_year":"30000.00","regime":"performers"}""", "regime-not-verified performers")]
    public void What_is_missing_or_not_verified_is_refused_by_name(string kind, string date, string input, string said) => Assert.Equal(
        said, WageCase.Said(WageRules.Embedded.Answer(kind[..2].ToUpperInvariant(), kind, NodaTime.Text.LocalDatePattern.Iso.Parse(date).Value, JsonDocument.Parse(input).RootElement).Refusal!));

    /// <summary>The programme flow chart doubles the tariff for class 3, so the tax of twice the pay lies near twice the tax of class 4.</summary>
    [Fact]
    public void German_wage_tax_never_falls_when_pay_rises() =>
        Gen.Select(Gen.Int[0, 2_000_000], Gen.Int[1, 20_000], Gen.Int[1, 6], Gen.OneOf([2025, 2026])).Sample((cents, more, taxClass, year) =>
        {
            Assert.True(At(cents + more) >= At(cents));

            decimal At(int pay) => decimal.Parse(
                WageRules.Embedded.Answer("DE", "de.wage_tax", new(year, 6, 30), JsonDocument.Parse($$"""{"LZZ":2,"RE4":"{{pay}}","STKL":{{taxClass}},"KVZ":"2.9","PVZ":1}""").RootElement)
                    .Value.GetProperty("LSTLZZ").GetString()!,
                System.Globalization.CultureInfo.InvariantCulture);
        }, iter: 400);

    /// <summary>Sums that every year shares: the check value of the specification.</summary>
    [Fact]
    public void Five_thousand_a_month_in_germany_gives_the_checked_net()
    {
        var slip = Slip("DE", 500_000, """{"tax_class":1,"state":"NW","church_member":true,"child_allowances":"0","health_additional_rate":"2.9","care_childless":true,"care_child_discounts":0,"levy_u1_rate":"0","levy_u2_rate":"0","accident_rate":"0"}""");
        Assert.Equal((782.41m, 70.41m, 3_059.68m), (slip.AmountOf("de.wage_tax"), slip.AmountOf("de.church_tax"), slip.Net));
    }

    private static PayslipRequest Request(string country, int cents, string facts) => new(country, "salaried", new(2026, 7), Summer, cents / 100m, JsonDocument.Parse(facts).RootElement);

    private static Payslip Slip(string country, int cents, string facts)
    {
        var slip = WageRules.Embedded.Payslip(Request(country, cents, facts));
        Assert.True(slip.Refusal is null, $"{country} {cents}: {slip.Refusal}");
        return slip.Value;
    }
}
