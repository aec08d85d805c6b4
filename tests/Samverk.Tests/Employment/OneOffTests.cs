using NodaTime;
using Samverk.Employment;
using Samverk.Kernel;
using Samverk.Store;
using static Samverk.Tests.Employment.Absent;

namespace Samverk.Tests.Employment;

/// <summary>Holiday compensation of an assignment, of somebody who is taxed by a table. Today is Monday, 2 March 2026.</summary>
public sealed class OneOffTests
{
    private static Money Kronor(long cents) => Workshop.Kronor(cents);

    [Fact]
    public async Task Beside_a_tax_table_the_compensation_has_a_line_and_a_tax_of_its_own_by_the_income_that_is_expected()
    {
        await using var shop = await ByTable(expected: "400000");
        await Paid(shop, Week(Monday), 33_600_00, "perAssignment");
        var reserved = (await shop.Has(shop.Tour)).Reserved;
        var slip = await shop.Slip(await shop.Released(Monday.PlusDays(7)));
        // Table 33, column 1, for 30,000.00, and the percentage of one-off payments at 400,000 for 3,600.00.
        Assert.Equal([("se.pay", 30_000m), ("se.one_off_pay", 3_600m), ("se.tax", Law("se.table", """{"table":33,"monthly_income":"30000"}""", "column1")), ("se.one_off_tax", Law("se.one_off", """{"column":1,"annual_income":"400000","amount":"3600"}""", "tax")), ("se.employer", 10_557.12m)],
            slip.Lines.Select(line => (line.Code, line.Amount)));
        Assert.Equal((3_600m, "one_off"), (slip.Lines[3].Base!.Value, slip.Lines[3].Rests.Single().Id));
        Assert.Equal([(PayLine.Work, 30_000m), (PayLine.Compensation, 3_600m)], slip.Pay.Select(line => (line.Code, line.Amount)));
        Assert.Equal((Kronor(33_600_00), reserved), (slip.Gross, slip.Cost));
        await shop.Sound();
    }

    [Fact]
    public async Task Without_it_the_wage_is_refused_by_its_name_when_it_is_asked_for_and_when_it_is_paid()
    {
        await using var shop = await ByTable(expected: null);
        var work = await Announced(shop, Monday);
        Assert.Equal(("expected-income-missing", "annual_income", 2026), await shop.No(new AskWage.Command(Guid.CreateVersion7(), work, WageBasis.Gross, Kronor(5_600_00)), shop.Frida) is var missing ? (missing.Code, missing.Field, missing.Facts.Single().Value) : default);

        // Said when the wage is asked for, and not any more when it is paid: an exception of the run, until it is said again.
        await Expects(shop, "400000");
        await shop.Wage(work, 5_600_00);
        await shop.Facts(Workshop.ByTable(1985));
        var run = await shop.Frozen(Monday.PlusDays(1));
        Assert.Equal("expected-income-missing", (await shop.Read(run)).Rows.Single().Exception?.Code);
        await Expects(shop, "400000");
        await Again(shop, run);
        await shop.Do(await shop.Release(run), shop.Fredrik);
    }

    [Fact]
    public async Task What_is_paid_beyond_the_income_that_was_expected_is_refused_instead_of_taxed_too_low()
    {
        await using var shop = await ByTable(expected: "8000");
        await Paid(shop, Week(Monday)[..1], 5_600_00, "perAssignment");
        await shop.Released(Monday.PlusDays(1));
        var second = await Announced(shop, Monday.PlusDays(30));
        var ask = new AskWage.Command(Guid.CreateVersion7(), second, WageBasis.Gross, Kronor(5_600_00));
        var refusal = await shop.No(ask, shop.Frida);
        Assert.Equal(("expected-income-exceeded", Kronor(8_000_00), Kronor(11_200_00)), (refusal.Code, refusal.Facts[0].Value, refusal.Facts[1].Value));
        await Expects(shop, "11200");
        await shop.Do(ask with { Request = Guid.CreateVersion7() }, shop.Frida);
    }

    [Fact]
    public async Task An_income_is_expected_of_one_calendar_year_and_only_a_checked_one_counts()
    {
        await using var shop = await ByTable(expected: "400000");
        await shop.Write(async tx =>
        {
            Assert.Equal("400000.00", (await tx.TaxFactsOn(Cooperative.Entity.Id, shop.Frida.Person, new LocalDate(2026, 12, 31))).Value["annual_income"]);
            var next = (await tx.TaxFactsOn(Cooperative.Entity.Id, shop.Frida.Person, new LocalDate(2027, 1, 1))).Value;
            Assert.Equal(("33", false), (next["table"], next.ContainsKey("annual_income")));
            Assert.False((await tx.TaxFactsOn(Cooperative.Entity.Id, [shop.Frida.Person], new LocalDate(2027, 1, 1)))[shop.Frida.Person].ContainsKey("annual_income"));
        });
        await shop.Do(new EnterTaxFacts.Command(Guid.CreateVersion7(), Cooperative.Entity.Id, shop.Frida.Person, new LocalDate(2026, 1, 1), Said("500000")), shop.Frida);
        await shop.Write(async tx => Assert.Equal("400000.00", (await tx.TaxFactsOn(Cooperative.Entity.Id, shop.Frida.Person, Monday)).Value["annual_income"]));
    }

    [Fact]
    public async Task A_wage_that_is_asked_for_by_its_cost_costs_just_that_and_a_correction_tells_the_compensation_apart_again()
    {
        await using var shop = await ByTable(expected: "400000");
        var work = await Announced(shop, Monday);
        var wage = await shop.Do(new AskWage.Command(Guid.CreateVersion7(), work, WageBasis.Cost, Kronor(13_142_00)), shop.Frida);
        await shop.Do(new DecideWage.Command(Guid.CreateVersion7(), wage, true, null), shop.Adam);
        var slip = await shop.Released(Monday.PlusDays(1));
        Assert.Equal((Kronor(13_142_00), Kronor(10_000_00)), await shop.Slip(slip) is var paid ? (paid.Cost, paid.Gross) : default);

        var run = await shop.Corrected(shop.One(slip, CorrectionReason.Wage, new CorrectedGross(wage, Kronor(11_200_00))));
        await shop.ReleaseCorrection(run);
        var corrected = await shop.Slip(await shop.Coop.Ask<Guid>("select id from employment.payslip where corrects is not null"));
        Assert.Equal([10_000m, 1_200m], corrected.Lines.Take(2).Select(line => line.Amount));
        await shop.Write(async tx => Assert.Equal(Kronor(1_200_00), (await tx.HolidayOf(Cooperative.Entity, shop.Frida.Person, Monday.PlusDays(30))).PaidOut));
        await shop.Sound();
    }

    private static decimal Law(string kind, string asked, string answer)
    {
        using var json = System.Text.Json.JsonDocument.Parse(asked);
        return decimal.Parse(Samverk.Wages.WageRules.Embedded.Answer("SE", kind, Monday, json.RootElement).Value.GetProperty(answer).ToString(), System.Globalization.CultureInfo.InvariantCulture);
    }

    private static async Task<Workshop> ByTable(string? expected)
    {
        var shop = await Workshop.Fresh();
        await shop.Collect(shop.Tour, 60_000_00);
        await shop.Released("se.vacation.payIncluded", "true");
        await Expects(shop, expected);
        return shop;
    }

    private static Task Expects(Workshop shop, string? income) => shop.Facts(Said(income));

    private static IReadOnlyDictionary<string, string> Said(string? income) =>
        income is null ? Workshop.ByTable(1985) : new Dictionary<string, string>(Workshop.ByTable(1985), StringComparer.Ordinal) { ["annual_income"] = income };

    private static async Task<Id<Work>> Announced(Workshop shop, LocalDate day)
    {
        var work = await shop.Do(shop.Declares(day) with { Days = [Engaging.Day(day)] }, shop.Frida);
        await shop.Do(new DecideWork.Command(Guid.CreateVersion7(), work, true, null), shop.Adam);
        return work;
    }
}
