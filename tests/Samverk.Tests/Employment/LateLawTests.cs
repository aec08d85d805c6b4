using NodaTime;
using Samverk.Employment;
using Samverk.Host;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Tests.Employment;

/// <summary>Law that comes late: finance is asked once, and what else hangs on closed payslips follows.</summary>
public sealed class LateLawTests
{
    private static Money Kronor(long cents) => Workshop.Kronor(cents);

    [Fact]
    public async Task New_parameters_for_days_that_are_over_put_one_item_on_the_desk_that_leads_to_the_correction()
    {
        await using var shop = await Workshop.Fresh();
        await shop.SideIncome();
        await shop.Paid(new(2026, 3, 4), new(2026, 3, 6), 10_000_00);
        await shop.Paid(new(2026, 3, 17), new(2026, 3, 20), 10_000_00);
        await shop.Coop.Pass(1);
        Assert.Equal(0, await shop.Waiting("employment.correction-wanted"));
        Assert.True(await shop.Load(Correcting.RateFile("2026-03-15", "33.00")));
        Assert.False(await shop.Load(Correcting.RateFile("2026-03-15", "33.00")));
        await shop.Coop.Pass(1);
        Assert.Equal((1, $"/payroll/corrections/new?entity={Cooperative.Entity.Id}&from=2026-03-20&to=2026-03-20"), await shop.Coop.Ask<(int, string)>("select count(*)::int, min(href) from desk.item where kind = 'employment.correction-wanted' and state <> 'Resolved'"));

        // Another parameter that no payslip rests on, and one of days to come, ask for nothing.
        await shop.Load(Correcting.RateFile("2026-03-15", "10.50", "employer.born_1938_1958"));
        await shop.Load(Correcting.RateFile("2026-09-01", "34.00"));
        Assert.Equal(1, await shop.Coop.Ask<int>("select count(*)::int from employment.late_law"));

        await shop.Corrected(shop.Period(new(2026, 3, 1), new(2026, 3, 31)));
        Assert.Equal((0, 0), (await shop.Waiting("employment.correction-wanted"), await shop.Coop.Ask<int>("select count(*)::int from employment.late_law")));
    }

    [Fact]
    public async Task An_own_value_that_is_released_for_a_past_day_asks_too_and_what_rests_on_it_already_does_not()
    {
        await using var shop = await Workshop.Fresh();
        await shop.SideIncome();
        await shop.Paid(new(2026, 3, 4), new(2026, 3, 6), 10_000_00);
        await shop.Coop.Pass(1);
        var value = await shop.Do(new EnterOwnValue.Command(Guid.CreateVersion7(), OwnValue.Wages, "se.employer.standard", new LocalDate(2026, 3, 1), null, System.Text.Json.JsonSerializer.SerializeToElement("30.00"), "a letter"), shop.Fia);
        Assert.Equal(0, await shop.Waiting("employment.correction-wanted"));
        await shop.Do(new ReleaseOwnValue.Command(Guid.CreateVersion7(), value), shop.Bea);
        Assert.Equal(1, await shop.Waiting("employment.correction-wanted"));

        var run = await shop.Corrected(shop.Period(new(2026, 3, 1), new(2026, 3, 31), CorrectionReason.OwnValue));
        Assert.Equal(Kronor(-142_00), Assert.Single((await shop.Differs(run)).Rows).Cost);
        await shop.ReleaseCorrection(run);
        var slip = await shop.Slip(await shop.Coop.Ask<Guid>("select id from employment.payslip where corrects is not null"));
        Assert.Equal(("employer.standard", "a letter"), (Assert.Single(slip.Corrections.Of!.Changed).Id, slip.Corrections.Of.Changed[0].Source));
        await shop.Paid(shop.Today.PlusDays(4), shop.Today.PlusDays(5), 1_000_00);
        await shop.Coop.Pass(2);
        Assert.Equal(0, await shop.Waiting("employment.correction-wanted"));
        await shop.Sound();
    }

    [Fact]
    public async Task A_raised_wage_needs_money_and_a_lower_one_gives_its_cost_back_to_the_activity()
    {
        await using var shop = await Workshop.Fresh();
        await shop.SideIncome();
        await shop.Collect(shop.Film, 14_000_00);
        var wage = await shop.Wage(await shop.Worked(new(2026, 3, 4), activity: shop.Film), 10_000_00);
        var slip = await shop.Released(new(2026, 3, 6));
        FreezeCorrection.Command Should(long gross) => shop.One(slip, CorrectionReason.Wage, new CorrectedGross(wage, Kronor(gross)));
        Assert.Equal("grosses", (await shop.No(Should(0), shop.Fia)).Field);
        Assert.Equal("grosses", (await shop.No(shop.One(slip, CorrectionReason.Wage), shop.Fia)).Field);
        Assert.Equal("grosses", (await shop.No(shop.One(slip, CorrectionReason.Wage, new CorrectedGross(Id<AskedWage>.New(), Kronor(1))), shop.Fia)).Field);

        var raised = await shop.Corrected(Should(11_000_00));
        Assert.Equal("salary-available-exceeded", Assert.Single((await shop.Differs(raised)).Rows).Exception?.Code);
        await shop.Collect(shop.Film, 5_000_00);
        Assert.Equal(RunState.Computed, await shop.Do(new ComputeRun.Command(Guid.CreateVersion7(), raised, shop.Today.PlusDays(3)), shop.Fia));
        await shop.ReleaseCorrection(raised);
        Assert.Equal(Kronor(19_000_00 - 14_456_20), (await shop.Has(shop.Film)).Booked);

        // Said once more, from what counts by now: 9,000.00 instead of 11,000.00.
        var lower = await shop.Corrected(Should(9_000_00));
        Assert.Equal((Kronor(-2_000_00), Kronor(-1_400_00)), Assert.Single((await shop.Differs(lower)).Rows) is var row ? (row.Gross, row.Net) : default);
        await shop.ReleaseCorrection(lower);
        Assert.Equal(Kronor(19_000_00 - 11_827_80), (await shop.Has(shop.Film)).Booked);
        Assert.Equal(-Kronor(1_400_00), await shop.Owed(Account.WageClaims(await shop.CodeOf(shop.Frida))));
        // Holiday is earned by what the wage is by now.
        await shop.Write(async tx => Assert.Equal(Kronor(1_080_00), (await tx.HolidayOf(Cooperative.Entity, shop.Frida.Person, shop.Today.PlusDays(30))).Earned));
        await shop.Sound();
    }

    [Fact]
    public async Task An_ordinary_run_that_was_computed_before_a_correction_is_computed_again()
    {
        await using var shop = await Workshop.Fresh();
        await shop.SideIncome();
        await shop.Paid(new(2026, 3, 4), new(2026, 3, 6), 10_000_00);
        await shop.Load(Correcting.RateFile("2026-03-01", "33.00"));
        await shop.Wage(await shop.Worked(shop.Today.PlusDays(1)), 5_000_00);
        var ordinary = await shop.Frozen(shop.Today.PlusDays(5));
        var correction = await shop.Corrected(shop.Period(new(2026, 3, 1), new(2026, 3, 6)));
        await shop.ReleaseCorrection(correction);
        Assert.Equal("changed-meanwhile", (await shop.No(await shop.Release(ordinary), shop.Fredrik)).Code);
        await shop.Do(new ComputeRun.Command(Guid.CreateVersion7(), ordinary, shop.Today.PlusDays(5)), shop.Fia);
        await shop.Do(await shop.Release(ordinary), shop.Fredrik);

        // The other way round: a payslip of the year came between.
        await shop.Load(Correcting.RateFile("2026-03-02", "32.00"));
        var late = await shop.Corrected(shop.Period(new(2026, 3, 1), new(2026, 3, 6)));
        await shop.Wage(await shop.Worked(shop.Today.PlusDays(1), 18), 5_000_00);
        await shop.Released(shop.Today.PlusDays(5));
        Assert.Equal("changed-meanwhile", (await shop.No(new ReleaseRun.Command(Guid.CreateVersion7(), late, 1), shop.Fredrik)).Code);
        await shop.Sound();
    }

    [Fact]
    public async Task Where_sums_of_the_year_count_everything_of_the_year_is_computed_again_in_order()
    {
        await using var abroad = await Abroad.In("IT", """["openEnded"]""");
        var shop = abroad.Shop;
        await abroad.Person(("contract", "permanent"), ("gross_year", "24000"), ("days", "365"), ("regime", "none"));
        await abroad.Employer(("cigs", "no"), ("contribution_sector", "commerce"), ("work_accident_rate", "0.4"));
        foreach (var day in (int[])[1, 3])
        {
            await abroad.Wage("openEnded", abroad.Tour, 2_000_00, day);
            var run = await abroad.Frozen(day + 1);
            await shop.Do(await shop.Release(run), shop.Fredrik);
        }

        // The year's pay was said too low: both payments are taxed anew, each on what came before it.
        await abroad.Person(("contract", "permanent"), ("gross_year", "40000"), ("days", "365"), ("regime", "none"));
        var second = await shop.Coop.Ask<Guid>("select id from employment.payslip where entity = @entity order by released_before desc limit 1", new { entity = abroad.Entity.Id.Value });
        var correction = await shop.Corrected(shop.One(second) with { Entity = abroad.Entity.Id });
        var rows = (await shop.Differs(correction)).Rows;
        Assert.Equal((2, true), (rows.Count, rows.All(row => row.Net.IsNegative && row.Exception is null)));
        await shop.ReleaseCorrection(correction);
        var again = await shop.Corrected(shop.One(second) with { Entity = abroad.Entity.Id });
        Assert.Equal((0, 2), ((await shop.Differs(again)).Rows.Count, (await shop.Differs(again)).Equal));
        await shop.Sound();
    }

    /// <summary>The drill: a quarter is half over when a pack says another rate from its second month on.</summary>
    [Fact]
    public async Task A_pack_update_in_the_middle_of_a_quarter_is_trued_up_by_one_correction_run()
    {
        await using var shop = await Workshop.Fresh();
        await shop.SideIncome();
        await shop.SideIncome(shop.Frank);
        await shop.Collect(shop.Tour, 100_000_00);
        await Month(shop, new(2026, 4, 8), new(2026, 4, 24), 10_000_00);
        await Month(shop, new(2026, 5, 6), new(2026, 5, 13), 8_000_00);
        await shop.Coop.Pass(Days(shop, new(2026, 5, 20)));
        Assert.True(await shop.Load(Correcting.RateFile("2026-05-01", "33.00")));
        Assert.Equal(1, await shop.Waiting("employment.correction-wanted"));
        await Month(shop, new(2026, 6, 3), new(2026, 6, 24), 6_000_00);

        var run = await shop.Corrected(shop.Period(new(2026, 4, 1), new(2026, 6, 30)));
        var seen = await shop.Differs(run);
        Assert.Equal((4, 2), (seen.Equal, seen.Rows.Count));
        Assert.All(seen.Rows, row => Assert.Equal((new LocalDate(2026, 5, 13), Kronor(126_40), Kronor(0)), (row.PayDay, row.Cost, row.Net)));
        await shop.ReleaseCorrection(run);

        // The quarter is what it would have been, had the rate been known from its first day on.
        var expected = 2 * (10_000_00 * 131.42m + 8_000_00 * 133m + 6_000_00 * 133m) / 100;
        Assert.Equal(Kronor(140_000_00 - (long)expected), (await shop.Has(shop.Tour)).Booked);
        Assert.Equal(0, await shop.Waiting("employment.correction-wanted"));
        Assert.Equal([(new LocalDate(2026, 4, 30), 12_284_00L), (new LocalDate(2026, 5, 31), 10_080_00L), (new LocalDate(2026, 6, 30), 7_560_00L)],
            (await shop.Coop.Ask<string>("select string_agg(period_end || ' ' || minor, ',' order by period_end) from (select period_end, sum(minor)::bigint as minor from treasury.due where kind = 'Authority' group by period_end) due"))
                .Split(',').Select(one => one.Split(' ')).Select(one => (NodaTime.Text.LocalDatePattern.Iso.Parse(one[0]).Value, long.Parse(one[1], System.Globalization.CultureInfo.InvariantCulture))));
        await shop.Sound();
    }

    /// <summary>Frida and Frank work on one day, and one run pays both.</summary>
    private static async Task Month(Workshop shop, LocalDate day, LocalDate payDay, long gross)
    {
        await shop.Coop.Pass(Days(shop, day.PlusDays(-2)));
        foreach (var person in (Actor[])[shop.Frida, shop.Frank])
        {
            var work = await shop.Do(shop.Declares(day, person: person), shop.Frida);
            await shop.Do(new DecideWork.Command(Guid.CreateVersion7(), work, true, null), shop.Adam);
            await shop.Wage(work, gross);
        }

        await shop.Released(payDay);
    }

    private static int Days(Workshop shop, LocalDate to) => Math.Max(0, NodaTime.Period.DaysBetween(shop.Today, to));
}
