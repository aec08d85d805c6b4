using System.Text.Json;
using CsCheck;
using NodaTime;
using Samverk.Wages;

namespace Samverk.Tests.Wages;

/// <summary>What has to hold for every pay of every pack, over the typical pays and over random ones with fixed seeds.</summary>
public sealed class PropertyTests
{
    private const string Seed = "0000KOIPe036";

    public static TheoryData<string> Countries => [.. WageRules.Countries];

    /// <summary>
    /// An ordinary month: least gross, facts, how much more pay has to be so that a row of a table makes no difference, and the documented steps at
    /// which net falls: Austria's reduced unemployment insurance, Belgium's special contribution and ends of the work bonus, France's ceiling.
    /// </summary>
    public static TheoryData<string, int, string, int, int[]> Rising => new()
    {
        { "AT", 60_000, """{"chamber_levy_rate":"0.36"}""", 100, [222_500, 242_700, 263_000] },
        { "BE", 220_000, """{"blue_collar":false,"family":"single","small_funds_rate":"0.47"}""", 100, [] },
        { "DE", 60_400, """{"tax_class":1,"state":"BE","church_member":true,"health_additional_rate":"2.9","care_childless":true,"levy_u1_rate":"1.6","levy_u2_rate":"0.4","accident_rate":"1.0"}""", 100, [200_000] },
        { "ES", 150_000, """{"temporary":true,"group":5,"work_accident_rate":"1.50","gross_year":"24000.00","family_situation":3,"age":36}""", 100, [] },
        { "FR", 190_000, """{"employees":10,"executive":false,"contract":"permanent","weekly_hours":"35","work_accident_rate":"2.12","health_plan_employee":"20.00","health_plan_employer":"20.00","personal_rate":"6.5"}""", 100, [400_500] },
        { "IT", 100_000, """{"contract":"permanent","gross_year":"60000.00","work_accident_rate":"0.4"}""", 100, [] },
        { "NL", 100_000, """{"class":"under_aow","credit":true,"awf":"high","aof":"low","whk_rate":"1.16"}""", 500, [] },
        { "SE", 200_000, """{"table":33,"column":1,"birth_year":1985}""", 20_000, [] },
    };

    [Theory]
    [MemberData(nameof(Rising))]
    public void Net_and_cost_rise_with_gross_except_at_documented_steps(string country, int least, string facts, int row, int[] steps) =>
        Gen.Select(Gen.Int[least, 400_000], Gen.Int[row, 100_000]).Sample((cents, more) =>
        {
            if (steps.Any(step => step >= cents && step < cents + more)) return;
            var (lower, higher) = (Slip(country, cents, facts), Slip(country, cents + more, facts));
            Assert.True(higher.Net >= lower.Net, $"{country}: {cents} leaves {lower.Net}, {cents + more} leaves {higher.Net}");
            Assert.True(higher.Cost > lower.Cost, $"{country}: {cents} costs {lower.Cost}, {cents + more} costs {higher.Cost}");
        }, seed: Seed, iter: 300);

    [Theory]
    [MemberData(nameof(Rising))]
    public void From_cost_to_gross_and_back_loses_no_cent_that_gross_could_take(string country, int least, string facts, int row, int[] steps)
    {
        Assert.True(row > 0 && steps.Length < 9);
        Gen.Int[least, 450_000].Sample(cents =>
        {
            var request = Request(country, 0, facts);
            var available = Slip(country, cents, facts).Cost;
            var found = WageRules.Embedded.GrossFromCost(request, available).Value;
            Assert.True(found.Cost <= available);
            Assert.True(found.Gross >= cents / 100m);
            // Rounding of lines moves cents, not twenty of them.
            for (var more = 1; more <= 20; more++)
                Assert.True(Slip(country, (int)(found.Gross * 100) + more, facts).Cost > available, $"{country} {available}: {found.Gross}");
        }, seed: Seed, iter: 60);
    }

    [Theory]
    [MemberData(nameof(Countries))]
    public void Each_typical_pay_sums_to_the_cent_and_every_line_names_its_law(string country)
    {
        foreach (var pay in TypicalPay.Of(country))
        {
            if (WageRules.Embedded.Payslip(pay.Request) is not { Refusal: null } answer) continue;
            var slip = answer.Value;
            Assert.Equal(slip.Gross - Sum(Bearer.Employee) - Sum(Bearer.Tax) + Sum(Bearer.Addition), slip.Net);
            Assert.Equal(slip.Gross + Sum(Bearer.Employer), slip.Cost);
            Assert.True(slip.Net >= 0 && slip.Net <= slip.Gross + slip.Additions && slip.Cost >= slip.Gross && slip.Tax >= 0, $"{pay.Name} {pay.Request.Gross}: net {slip.Net}, tax {slip.Tax}, cost {slip.Cost}");
            Assert.All(slip.Lines, line => Assert.False(string.IsNullOrWhiteSpace(line.Kind.Source)));
            Assert.All(slip.Lines, line => Assert.Equal(decimal.Round(line.Amount, 2), line.Amount));
            // Every value of the law behind it says from when it holds and who wrote it down.
            Assert.All(slip.Parameters, use => Assert.True(use.Source.Length > 0 && use.Validity.Contains(pay.Request.PaidOn) && use.Status is ParameterStatus.Verified, $"{pay.Name}: {use.Id}"));
            Assert.Equal(slip.Lines, WageRules.Embedded.Payslip(pay.Request).Value.Lines);

            decimal Sum(Bearer bearer) => slip.Lines.Where(line => line.Kind.Bearer == bearer).Sum(line => line.Amount);
        }
    }

    [Theory]
    [MemberData(nameof(Countries))]
    public void A_parameter_taken_away_refuses_the_pays_that_use_it_and_no_other(string country)
    {
        var book = WageRules.Embedded.Book(country);
        var pays = TypicalPay.Of(country).Select(pay => (pay, Slip: WageRules.Embedded.Payslip(pay.Request))).Where(both => both.Slip.Refusal is null).ToList();
        foreach (var id in book.Known.All.Select(parameter => parameter.Id))
        {
            var without = WageRules.Embedded.With(country, new ParameterBook(book.Known, book.Rows.Where(row => row.Use.Id != id), []));
            foreach (var (pay, slip) in pays)
            {
                var now = without.Payslip(pay.Request);
                if (now.Refusal is { } refusal) Assert.Equal($"parameter-missing {id}", WageCase.Said(refusal));
                else Assert.Equal(slip.Value.Lines, now.Value.Lines);
                if (slip.Value.Parameters.Any(use => use.Id == id)) Assert.NotNull(now.Refusal);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Countries))]
    public void The_last_day_of_the_data_answers_and_the_day_after_refuses(string country)
    {
        var last = WageRules.Embedded.Book(country).LastDay!.Value;
        foreach (var pay in TypicalPay.Of(country).Where(pay => WageRules.Embedded.Payslip(pay.Request).Refusal is null))
        {
            // Earlier values, such as a lower minimum wage, belong to earlier days.
            if (pay.Request.PaidOn >= new LocalDate(2026, 7, 1)) Assert.Null(WageRules.Embedded.Payslip(On(last)).Refusal);
            Assert.Equal("parameter-missing", WageRules.Embedded.Payslip(On(last.PlusDays(1))).Refusal?.Code);
            Assert.Equal("parameter-missing", WageRules.Embedded.Payslip(On(new(2009, 6, 30))).Refusal?.Code);

            PayslipRequest On(LocalDate day) => pay.Request with { Period = day.ToYearMonth(), PaidOn = day };
        }
    }

    /// <summary>The Dutch rules make a year first: three months and a quarter of the same yearly wage differ by rounding only.</summary>
    [Fact]
    public void A_dutch_quarter_is_three_months_but_for_rounding() => Gen.Int[10, 2_500].Sample(rows =>
    {
        // A wage on the grid of both periods.
        var year = rows * 54m;
        var (month, quarter) = (Tax("month", year / 12), Tax("quarter", year / 4));
        Assert.InRange(quarter - (3 * month), -0.02m, 0.02m);

        static decimal Tax(string period, decimal wage) => decimal.Parse(
            WageRules.Embedded.Answer("NL", "nl.wage_tax", new(2026, 6, 30), JsonDocument.Parse(FormattableString.Invariant($$"""{"period":"{{period}}","wage":"{{wage:0.00}}","class":"under_aow"}""")).RootElement)
                .Value.GetProperty("with_credit").GetString()!, System.Globalization.CultureInfo.InvariantCulture);
    }, seed: Seed, iter: 300);

    private static PayslipRequest Request(string country, int cents, string facts) => new(country, "salaried", new(2026, 7), new(2026, 7, 31), cents / 100m, JsonDocument.Parse(facts).RootElement);

    private static Payslip Slip(string country, int cents, string facts) => WageRules.Embedded.Payslip(Request(country, cents, facts)).Value;
}
