using Dapper;
using NodaTime;
using Samverk.Activities;
using Samverk.Employment;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;
using Samverk.Wages;
using Actor = Samverk.Store.Actor;

namespace Samverk.Tests.Employment;

public sealed class PayrollTests
{
    private static Money Kronor(long cents) => Workshop.Kronor(cents);

    [Fact]
    public async Task A_wage_by_its_cost_is_the_largest_gross_and_its_approval_reserves_the_cost()
    {
        await using var shop = await Workshop.Fresh();
        await shop.SideIncome();
        var work = await shop.Worked(shop.Today.PlusDays(1));
        var wage = await shop.Do(new AskWage.Command(Guid.CreateVersion7(), work, WageBasis.Cost, Kronor(9_000_00)), shop.Frida);
        Assert.Equal((6_848_27L, 9_000_00L), await shop.Coop.Ask<(long, long)>("select gross, cost from employment.wage"));
        Assert.Equal(Kronor(0), (await shop.Has(shop.Tour)).Reserved);

        await shop.Do(new DecideWage.Command(Guid.CreateVersion7(), wage, true, null), shop.Adam);
        Assert.Equal((Kronor(9_000_00), Kronor(31_000_00)), ((await shop.Has(shop.Tour)).Reserved, (await shop.Has(shop.Tour)).SalaryAvailable));

        await shop.Do(new CancelWage.Command(Guid.CreateVersion7(), wage, "another client"), shop.Frida);
        Assert.Equal(Kronor(40_000_00), (await shop.Has(shop.Tour)).SalaryAvailable);
    }

    [Fact]
    public async Task A_wage_needs_facts_approved_work_money_and_the_day_before()
    {
        await using var shop = await Workshop.Fresh();
        var day = shop.Today.PlusDays(1);
        var announced = await shop.Do(shop.Declares(day, 6, 60), shop.Frida);
        AskWage.Command Ask(Id<Work> work, long gross) => new(Guid.CreateVersion7(), work, WageBasis.Gross, Kronor(gross));
        Assert.Equal("state-not-allowed", (await shop.No(Ask(announced, 1_000_00), shop.Frida)).Code);
        var work = await shop.Worked(day);
        Assert.Equal("tax-facts-missing", (await shop.No(Ask(work, 1_000_00), shop.Frida)).Code);
        await shop.SideIncome();
        var tooMuch = await shop.No(Ask(work, 40_000_00), shop.Frida);
        Assert.Equal(("salary-available-exceeded", "asked"), (tooMuch.Code, tooMuch.Field));
        Assert.Equal("amount-not-positive", (await shop.No(Ask(work, 0), shop.Frida)).Code);
        Assert.Equal(Refusal.Unknown, await shop.No(Ask(work, 1_000_00), shop.Frank));

        var wage = await shop.Wage(work, 10_000_00);
        Assert.Equal("state-not-allowed", (await shop.No(Ask(work, 1_000_00), shop.Frida)).Code);
        Assert.Equal("work-has-wage", (await shop.No(new CancelWork.Command(Guid.CreateVersion7(), work, null), shop.Frida)).Code);
        var other = await shop.Worked(day, 18);
        await shop.Coop.Pass(1);
        Assert.Equal("cut-off-passed", (await shop.No(Ask(other, 1_000_00), shop.Frida)).Code);
        Assert.Equal("past-dated", (await shop.No(new CancelWage.Command(Guid.CreateVersion7(), wage, null), shop.Frida)).Code);
    }

    [Fact]
    public async Task Without_a_rule_for_the_last_day_nothing_can_be_asked_for()
    {
        await using var shop = await Workshop.Fresh();
        await shop.SideIncome();
        var work = await shop.Worked(shop.Today.PlusDays(1));
        await shop.Write(tx => tx.Connection.ExecuteAsync("update store.own_value set state = 'Withdrawn'"));
        Assert.Equal("regime-not-verified", (await shop.No(new AskWage.Command(Guid.CreateVersion7(), work, WageBasis.Gross, Kronor(1_000_00)), shop.Frida)).Code);
    }

    [Fact]
    public async Task A_run_pays_every_wage_once_when_a_second_person_releases_what_they_have_seen()
    {
        await using var shop = await Workshop.Fresh();
        await shop.SideIncome();
        var (monday, payDay) = (shop.Today.PlusDays(1), shop.Today.PlusDays(7));
        await shop.Collect(shop.Film, 5_000_00);
        await shop.Wage(await shop.Worked(monday), 10_000_00);
        await shop.Wage(await shop.Worked(monday, 18, shop.Film), 3_333_33);
        await shop.Coop.Pass(3);
        var run = await shop.Frozen(payDay);

        var row = Assert.Single((await shop.Read(run)).Rows);
        // 13,333.33: tax 30 % cut to whole kronor, 31.42 % on top to the nearest öre.
        Assert.Equal((Kronor(13_333_33), Kronor(3_999_00), Kronor(4_189_33), Kronor(9_334_33)), (row.Gross, row.Kept, row.Employer, row.Net));
        Assert.Equal(1, await shop.Waiting("employment.run"));

        var release = await shop.Release(run);
        Assert.Equal("second-person-needed", (await shop.No(release, shop.Fia)).Code);
        Assert.Equal("changed-meanwhile", (await shop.No(release with { Request = Guid.CreateVersion7(), Version = 7 }, shop.Fredrik)).Code);
        Assert.Equal(RunState.Released, await shop.Do(release, shop.Fredrik));
        Assert.Equal(RunState.Released, await shop.Do(release, shop.Fredrik));
        Assert.Equal("state-not-allowed", (await shop.No(release with { Request = Guid.CreateVersion7() }, shop.Fredrik)).Code);

        Assert.Equal((2, 1, 1), await shop.Coop.Ask<(int, int, int)>(
            "select (select count(*)::int from ledger.entry where kind = 'wage'), (select count(*)::int from employment.payslip where released), (select count(*)::int from employment.wage group by state having state = 'Paid' and count(*) = 2 limit 1) / 2"));
        Assert.Equal(Kronor(9_334_33), await shop.Owed(Account.NetWages(await shop.CodeOf(shop.Frida))));
        Assert.Equal(Kronor(3_999_00 + 4_189_33), await shop.Owed(Account.Authority("tax-account")));
        Assert.Equal((Kronor(0), Kronor(0)), ((await shop.Has(shop.Tour)).Reserved, (await shop.Has(shop.Film)).Reserved));
        Assert.Equal(Kronor(45_000_00 - 17_522_66), (await shop.Has(shop.Tour)).Booked + (await shop.Has(shop.Film)).Booked);
        Assert.Equal(0, await shop.Waiting("employment.run"));
    }

    [Fact]
    public async Task Two_who_release_at_the_same_moment_pay_once()
    {
        await using var shop = await Workshop.Fresh();
        await shop.SideIncome();
        await shop.Wage(await shop.Worked(shop.Today.PlusDays(1)), 10_000_00);
        var run = await shop.Frozen(shop.Today.PlusDays(7));
        var release = await shop.Release(run);
        var both = await Task.WhenAll(shop.Coop.Door.Run(release, shop.Fredrik), shop.Coop.Door.Run(release with { Request = Guid.CreateVersion7() }, shop.Bea));
        Assert.Single(both, one => one.Refusal is null);
        Assert.Equal(1, await shop.Coop.Ask<int>("select count(*) from ledger.entry where kind = 'wage'"));
    }

    [Fact]
    public async Task What_cannot_be_computed_is_an_exception_that_is_put_right_or_set_aside()
    {
        await using var shop = await Workshop.Fresh();
        await shop.SideIncome();
        await shop.Facts(Workshop.ByTable(1990), shop.Frank);
        await shop.Wage(await shop.Worked(shop.Today.PlusDays(1)), 10_000_00);
        var franks = await shop.Do(shop.Declares(shop.Today.PlusDays(1), person: shop.Frank), shop.Frida);
        await shop.Do(new DecideWork.Command(Guid.CreateVersion7(), franks, true, null), shop.Adam);
        await shop.Wage(franks, 8_000_00);
        // The decision was another one after all: it no longer counts.
        await shop.Write(tx => tx.Connection.ExecuteAsync($"update employment.tax_facts set valid_from = date '2027-01-01' where person = '{shop.Frank.Person}'"));
        var run = await shop.Frozen(shop.Today.PlusDays(7));
        var seen = await shop.Read(run);
        Assert.Equal(RunState.Exceptions, seen.Run.State);
        var open = Assert.Single(seen.Rows, row => row.Exception is not null);
        Assert.Equal(("tax-facts-missing", shop.Frank.Person), (open.Exception!.Code, open.Person));
        Assert.Equal("exceptions-open", (await shop.No(await shop.Release(run), shop.Fredrik)).Code);

        Assert.Equal("reason-needed", (await shop.No(new SetAside.Command(Guid.CreateVersion7(), run, open.Payslip, ""), shop.Fia)).Code);
        Assert.Equal(RunState.Computed, await shop.Do(new SetAside.Command(Guid.CreateVersion7(), run, open.Payslip, "waits for the decision"), shop.Fia));
        await shop.Do(await shop.Release(run), shop.Fredrik);

        await shop.Facts(Workshop.ByTable(1990), shop.Frank);
        var next = await shop.Frozen(shop.Today.PlusDays(7));
        Assert.Equal(shop.Frank.Person, Assert.Single((await shop.Read(next)).Rows).Person);
    }

    [Fact]
    public async Task A_second_payment_in_a_month_whose_tax_goes_by_the_month_waits_and_a_flat_rate_does_not()
    {
        await using var shop = await Workshop.Fresh();
        await shop.Facts(Workshop.ByTable(1985));
        await shop.Wage(await shop.Worked(shop.Today.PlusDays(1)), 5_000_00);
        var first = await shop.Frozen(shop.Today.PlusDays(2));
        await shop.Do(await shop.Release(first), shop.Fredrik);
        await shop.Wage(await shop.Worked(shop.Today.PlusDays(4)), 5_000_00);
        var second = await shop.Frozen(shop.Today.PlusDays(5));
        Assert.Equal("paid-in-month", Assert.Single((await shop.Read(second)).Rows).Exception?.Code);

        // In the next month it is a payment like any other.
        Assert.Equal(RunState.Computed, await shop.Do(new ComputeRun.Command(Guid.CreateVersion7(), second, shop.Today.PlusMonths(1)), shop.Fia));
    }

    [Fact]
    public async Task An_earned_wage_is_paid_whole_also_where_the_activity_has_less_by_now()
    {
        await using var shop = await Workshop.Fresh();
        await shop.SideIncome();
        await shop.Collect(shop.Film, 14_000_00);
        await shop.Wage(await shop.Worked(shop.Today.PlusDays(1), activity: shop.Film), 10_000_00);
        await shop.Collect(shop.Film, -14_000_00);
        Assert.True((await shop.Has(shop.Film)).SalaryAvailable.IsNegative);

        var run = await shop.Frozen(shop.Today.PlusDays(7));
        await shop.Do(await shop.Release(run), shop.Fredrik);
        Assert.Equal(Kronor(7_000_00), await shop.Owed(Account.NetWages(await shop.CodeOf(shop.Frida))));
        Assert.Equal(Kronor(-13_142_00), (await shop.Has(shop.Film)).Booked);
    }

    [Fact]
    public async Task Wages_that_are_posted_together_are_guarded_as_if_one_came_after_the_other()
    {
        await using var shop = await Workshop.Fresh();
        await shop.SideIncome();
        var earned = await shop.Wage(await shop.Worked(shop.Today.PlusDays(1)), 10_000_00);
        var code = await shop.CodeOf(shop.Frida);
        Wage Of(Guid id, long cost, long margin = 0) => new(id, shop.Tour, shop.Frida.Person, code, Kronor(cost), Kronor(cost - margin), [("tax-account", Kronor(0))], Kronor(margin));
        Task<Outcome<Done>> Post(params Wage[] wages) => shop.Coop.Write(tx => tx.PostWages(wages));

        // 40,000 less 13,142 reserved: 26,858 for two that nobody has approved; the first leaves too little for the second.
        var (first, second) = (Of(Guid.CreateVersion7(), 20_000_00), Of(Guid.CreateVersion7(), 7_000_00));
        var both = await Post(Of(earned.Value, 13_142_00), first, second);
        Assert.Equal(("salary-available-exceeded", (object)Kronor(6_858_00)), (both.Refusal?.Code, both.Refusal?.Facts.Single(fact => fact.Name is "available").Value));
        Assert.Equal(0, await shop.Coop.Ask<int>("select count(*)::int from ledger.entry where kind = 'wage'"));
        Assert.Equal("unbalanced", (await Post(first with { Margin = Kronor(1) }, Of(earned.Value, 13_142_00))).Refusal?.Code);
        Assert.Equal("unbalanced", (await Post(Of(earned.Value, 13_142_00) with { Margin = Kronor(1) })).Refusal?.Code);
        Assert.Equal("not-found", (await Post(first, second with { Activity = Id<Activity>.New() })).Refusal?.Code);

        Assert.Null((await Post(Of(earned.Value, 13_142_00), first, Of(Guid.CreateVersion7(), 6_858_00))).Refusal);
        Assert.Equal((Kronor(0), Kronor(0)), await shop.Has(shop.Tour) is var has ? (has.Booked, has.Reserved) : default);
    }

    [Fact]
    public async Task A_payslip_says_every_line_with_its_law_and_the_year_and_only_its_person_reads_it_as_a_member()
    {
        await using var shop = await Workshop.Fresh();
        await shop.SideIncome();
        foreach (var days in (int[])[1, 4])
        {
            await shop.Wage(await shop.Worked(shop.Today.PlusDays(days)), 10_000_00);
            var run = await shop.Frozen(shop.Today.PlusDays(days + 1));
            await shop.Do(await shop.Release(run), shop.Fredrik);
        }

        var slips = (await shop.Coop.Door.Read(new ListPayslips.Query(), shop.Frida)).Value;
        Assert.Equal([shop.Today.PlusDays(5), shop.Today.PlusDays(2)], slips.Select(slip => slip.PayDay));
        var slip = (await shop.Coop.Door.Read(new ReadPayslip.Query(slips[0].Payslip), shop.Frida)).Value;
        Assert.Equal(["se.pay", "se.tax", "se.employer"], slip.Lines.Select(line => line.Code));
        Assert.Equal((3_000m, 10_000m, 30m), (slip.Lines[1].Amount, slip.Lines[1].Base, slip.Lines[1].Rate));
        Assert.Contains(slip.Lines[1].Rests, rest => rest.Id is "side_income" && rest.Source.Length > 0 && rest.File.Length > 0);
        Assert.Equal((Kronor(20_000_00), Kronor(14_000_00)), (slip.YearToDate.Gross, slip.YearToDate.Net));
        Assert.Equal(Kronor(10_000_00), (await shop.Coop.Door.Read(new ReadPayslip.Query(slips[1].Payslip), shop.Frida)).Value.YearToDate.Gross);
        Assert.Equal(Refusal.Unknown, (await shop.Coop.Door.Read(new ReadPayslip.Query(slips[0].Payslip), shop.Frank)).Refusal);
        await Assert.ThrowsAnyAsync<Exception>(() => shop.Coop.Ask<int>("update employment.payslip set gross = 1 returning 1"));
    }

    [Fact]
    public async Task Own_data_has_work_and_payslips_and_both_are_kept_while_a_rule_says_so()
    {
        await using var shop = await Workshop.Fresh();
        await shop.SideIncome();
        await shop.Wage(await shop.Worked(shop.Today.PlusDays(1)), 10_000_00);
        Assert.Equal("employment", Assert.Single(await Kept(shop)).What);
        await shop.Do(await shop.Release(await shop.Frozen(shop.Today.PlusDays(2))), shop.Fredrik);

        Assert.Equal(new Retention("payslips", null), Assert.Single(await Kept(shop)));
        await shop.Released("se.retention.years", """{"payslips":7}""");
        Assert.Equal(new Retention("payslips", new LocalDate(2033, 12, 31)), Assert.Single(await Kept(shop)));
        await shop.Write(async tx => Assert.Equal(["tax-facts", "work", "payslips", "absences", "salary-plans"], (await new EmploymentOwnData().Of(shop.Frida.Person, tx)).Select(part => part.File)));
    }

    private static async Task<IReadOnlyList<Retention>> Kept(Workshop shop) =>
        (await shop.Coop.Db.Read(Actor.System, async tx => Outcome.Of(await new EmploymentErase().Kept(shop.Frida.Person, tx)))).Value;

    [Fact]
    public void Tax_and_contributions_are_split_over_wages_without_losing_an_öre()
    {
        AskedWage Of(long gross) => new(Id<AskedWage>.New(), Id<Work>.New(), Cooperative.Entity.Id, Id<Activity>.New(), Id<Person>.New(), Id<Person>.New(), WageBasis.Gross, Kronor(gross), Kronor(gross), Kronor(gross), WageState.Approved, null, default);
        var parts = SlipBodies.Split([Of(3_333_33), Of(3_333_33), Of(3_333_34)],
            [new(Bearer.Tax, "tax-office", Kronor(3_000_01)), new(Bearer.Employee, "fund", Kronor(701_01)), new(Bearer.Employer, "fund", Kronor(3_142_01)), new(Bearer.Addition, "tax-office", Kronor(100_01))]);
        Assert.Equal((3_000_01, 3_142_01), (parts.Sum(part => part.Tax.Minor), parts.Sum(part => part.Employer.Minor)));
        Assert.Equal((2_900_00, 3_843_02), (parts.Sum(part => part.Bodies[0].Amount.Minor), parts.Sum(part => part.Bodies[1].Amount.Minor)));
        Assert.All(parts, part => Assert.Equal(part.Cost, part.Net + part.Bodies[0].Amount + part.Bodies[1].Amount));
    }
}
