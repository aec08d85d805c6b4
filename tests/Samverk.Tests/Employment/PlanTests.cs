using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Samverk.Activities;
using Samverk.Employment;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;
using Account = Samverk.Ledger.Account;
using Actor = Samverk.Store.Actor;

namespace Samverk.Tests.Employment;

/// <summary>13,142.00 is what a pay of 10,000.00 costs; Tour has 40,000.00, which is three months of it.</summary>
public sealed class PlanTests
{
    private static readonly LocalDate April = new(2026, 4, 1);

    [Fact]
    public void The_figures_of_S4_last_until_April_and_the_warning_comes_in_February()
    {
        var (today, month) = (new LocalDate(2026, 1, 12), new YearMonth(2026, 1));
        var money = new Curve([new(today, Euro(5_187_00))], null);
        var months = PlanRules.Months(money, Euro(1_241_98), PlanRules.Span(month, 6), today);
        Assert.Equal([3_945_02, 2_703_04, 1_461_06, 219_08, -1_022_90, -2_264_88], months.Select(one => one.Left.Minor));
        Assert.Equal(new YearMonth(2026, 5), PlanRules.FirstNegative(months));
        Assert.Equal((Euro(1_296_00), Euro(5_187_00)), (PlanRules.Sustainable(money, PlanRules.Span(month, 4), today), PlanRules.Sustainable(money, PlanRules.Span(month, 1), today)));

        var plan = new SalaryPlan(default, default, default, default, default, Euro(1_241_98), month, month.PlusMonths(5), PlanState.Approved, today);
        var without = PlanRules.FirstWithout(plan, months);
        Assert.Equal((false, true), (PlanRules.Warns(without, new(2026, 1, 31)), PlanRules.Warns(without, new(2026, 2, 1))));
        Assert.Equal(new YearMonth(2026, 3), PlanRules.FirstWithout(plan with { To = new(2026, 2) }, months));
    }

    [Fact]
    public void A_month_is_borne_by_what_is_there_on_its_first_day()
    {
        var today = new LocalDate(2026, 3, 2);
        var money = new Curve([new(today, Euro(100_00)), new(new(2026, 4, 15), Euro(1_000_00))], null);
        Assert.Equal(Euro(50_00), PlanRules.Sustainable(money, PlanRules.Span(new(2026, 3), 3), today));
        Assert.Equal([60_00, 20_00, 880_00], PlanRules.Months(money, Euro(40_00), PlanRules.Span(new(2026, 3), 3), today).Select(one => one.Left.Minor));
        Assert.Equal(Euro(0), PlanRules.Sustainable(new Curve([new(today, Euro(-5_00))], null), PlanRules.Span(new(2026, 3), 3), today));
    }

    [Fact]
    public async Task A_salary_is_asked_once_and_each_month_s_wage_comes_with_its_approved_work()
    {
        await using var shop = await Workshop.Fresh();
        await shop.SideIncome();
        var four = Asks(shop, 13_142_00, 4);
        var refusal = await shop.No(four, shop.Frida);
        Assert.Equal(("plan-not-covered", "cost", new LocalDate(2026, 6, 30), Workshop.Kronor(10_000_00)), (refusal.Code, refusal.Field, refusal.Facts[0].Value, refusal.Facts[1].Value));

        var plan = await shop.Do(four with { Request = Guid.CreateVersion7(), Months = 3 }, shop.Frida);
        Assert.Equal(1, await shop.Waiting("employment.plan"));
        Assert.Equal("own-case", (await shop.No(Approve(plan), shop.Frida with { Roles = new HashSet<Role> { Role.Adviser } })).Code);
        await shop.Do(Approve(plan), shop.Adam);
        Assert.Equal((0, Workshop.Kronor(40_000_00)), (await shop.Waiting("employment.plan"), (await shop.Has(shop.Tour)).SalaryAvailable));
        Assert.Equal([new LocalDate(2026, 4, 1), new(2026, 5, 1), new(2026, 6, 1)], (await Planned(shop, shop.Today)).Select(change => change.Date!.Value));

        await Announced(shop, new(2026, 4, 7), "perAssignment");
        Assert.Equal(Workshop.Kronor(0), (await shop.Has(shop.Tour)).Reserved);
        await Announced(shop, new(2026, 4, 8), SalaryPlan.Contract);
        Assert.Equal(Workshop.Kronor(13_142_00), (await shop.Has(shop.Tour)).Reserved);
        await Announced(shop, new(2026, 4, 9), SalaryPlan.Contract);
        Assert.Equal(Workshop.Kronor(13_142_00), (await shop.Has(shop.Tour)).Reserved);
        Assert.Equal([new LocalDate(2026, 5, 1), new(2026, 6, 1)], (await Planned(shop, shop.Today)).Select(change => change.Date!.Value));
        Assert.Empty(await Planned(shop, shop.Today.PlusDays(-1)));

        var run = await shop.Frozen(new(2026, 4, 10));
        Assert.Equal(Workshop.Kronor(10_000_00), Assert.Single((await shop.Read(run)).Rows).Gross);
        var shown = await Shown(shop);
        Assert.Equal((2, (YearMonth?)null, Workshop.Kronor(13_429_00)), (shown.Months.Count, shown.FirstNegative, shown.Most));
    }

    [Fact]
    public async Task The_end_is_told_two_months_ahead_once_and_again_when_it_moves()
    {
        await using var shop = await Workshop.Fresh();
        await shop.SideIncome();
        await shop.Write(async tx => Assert.Null((await tx.SavePerson((await tx.FindPerson(shop.Frida.Person))! with { Email = "frida@norr.example", Language = "sv" })).Refusal));
        var plan = await shop.Do(Asks(shop, 13_142_00, 3), shop.Frida);
        await shop.Do(Approve(plan), shop.Adam);
        await shop.Coop.Pass(29);
        Assert.Equal((0, 0), (await shop.Waiting("employment.plan-ends"), await Mails(shop)));
        await shop.Coop.Pass(2);
        Assert.Equal((1, 1), (await shop.Waiting("employment.plan-ends"), await Mails(shop)));
        Assert.Equal("Din lön räcker till 30 juni 2026", await shop.Coop.Ask<string>("select subject from store.mail"));
        await shop.Coop.Pass(2);
        Assert.Equal(1, await Mails(shop));

        await Spend(shop, 20_000_00);
        await shop.Coop.Pass(1);
        Assert.Equal(2, await Mails(shop));
        await shop.Do(new EndPlan.Command(Guid.CreateVersion7(), plan, null), shop.Frida);
        Assert.Equal(0, await shop.Waiting("employment.plan-ends"));
        Assert.Empty(await Planned(shop, shop.Today));
    }

    [Fact]
    public async Task What_the_plan_cannot_pay_goes_to_the_desk_and_the_page_offers_what_lasts()
    {
        await using var shop = await Workshop.Fresh();
        await shop.SideIncome();
        await shop.Do(Approve(await shop.Do(Asks(shop, 13_142_00, 3), shop.Frida)), shop.Adam);
        await Spend(shop, 30_000_00);
        await Announced(shop, new(2026, 4, 7), SalaryPlan.Contract);
        Assert.Equal((1, Workshop.Kronor(0)), (await shop.Waiting("employment.plan-not-asked"), (await shop.Has(shop.Tour)).Reserved));
        await shop.Collect(shop.Tour, 5_000_00);
        await shop.Coop.Pass(1);
        Assert.Equal((0, Workshop.Kronor(13_142_00)), (await shop.Waiting("employment.plan-not-asked"), (await shop.Has(shop.Tour)).Reserved));
        var less = await Shown(shop);
        Assert.Equal((new YearMonth(2026, 5), Workshop.Kronor(929_00), true), (less.FirstNegative, less.Most, less.Short));
        Assert.False((await shop.Coop.Door.Read(new ReadPlan.Query(shop.Tour, null, "900", null, null), shop.Frida)).Value.Short);
        await Spend(shop, 2_358_00);
        var none = await Shown(shop);
        Assert.Equal((Workshop.Kronor(-500_00), Workshop.Kronor(0), (LocalDate?)null, true), (none.Available, none.Most, none.Recovers, none.Short));
    }

    [Fact]
    public async Task A_new_plan_takes_the_place_of_the_old_one_and_a_plan_that_is_over_ends_by_itself()
    {
        await using var shop = await Workshop.Fresh();
        await shop.SideIncome();
        var first = await shop.Do(Asks(shop, 13_142_00, 1), shop.Frida);
        Assert.Equal("state-not-allowed", (await shop.No(Asks(shop, 1_000_00, 1), shop.Frida)).Code);
        await shop.Do(Approve(first), shop.Adam);
        var second = await shop.Do(Asks(shop, 10_000_00, 2), shop.Frida);
        await shop.Do(Approve(second), shop.Adam);
        Assert.Equal(("Ended", "Approved"), (await State(shop, first), await State(shop, second)));
        Assert.Equal(Refusal.Unknown, await shop.No(Asks(shop, 1_000_00, 1) with { Person = shop.Frank.Person }, shop.Frank));
        await shop.Coop.Pass(91);
        Assert.Equal("Ended", await State(shop, second));
    }

    [Fact]
    public async Task Without_checked_tax_facts_no_salary_is_promised()
    {
        await using var shop = await Workshop.Fresh();
        Assert.Equal("tax-facts-missing", (await shop.No(Asks(shop, 1_000_00, 1), shop.Frida)).Code);
        Assert.Equal("past-dated", (await shop.No(Asks(shop, 1_000_00, 1) with { From = new(2026, 2, 1) }, shop.Frida)).Code);
        Assert.Equal("field-invalid", (await shop.No(Asks(shop, 1_000_00, 25), shop.Frida)).Code);
        Assert.Equal("tax-facts-missing", (await Shown(shop)).NotComputed!.Code);
    }

    private static Money Euro(long cents) => new(cents, Currency.EUR);

    private static AskPlan.Command Asks(Workshop shop, long cost, int months) => new(Guid.CreateVersion7(), shop.Tour, shop.Frida.Person, Workshop.Kronor(cost), April, months);

    private static DecidePlan.Command Approve(Id<SalaryPlan> plan) => new(Guid.CreateVersion7(), plan, true, null);

    private static async Task Announced(Workshop shop, LocalDate day, string contract)
    {
        var work = await shop.Do(shop.Declares(day) with { Contract = contract }, shop.Frida);
        await shop.Do(new DecideWork.Command(Guid.CreateVersion7(), work, true, null), shop.Adam);
    }

    private static async Task<IReadOnlyList<PlannedChange>> Planned(Workshop shop, LocalDate asOf) => (await shop.Coop.Db.Read(Actor.System, async tx =>
        Outcome.Of(await shop.Coop.Services.GetRequiredService<PlannedWages>().Of(tx, (await tx.FindActivity(shop.Tour))!, asOf, asOf.PlusMonths(12))))).Value;

    private static async Task<ReadPlan.Result> Shown(Workshop shop) => (await shop.Coop.Door.Read(new ReadPlan.Query(shop.Tour, null, null, null, null), shop.Frida)).Value;

    private static Task Spend(Workshop shop, long cents) => shop.Write(async tx =>
    {
        var (activity, document) = ((await tx.FindActivity(shop.Tour))!, Guid.CreateVersion7());
        Assert.Null((await tx.Post(new Entry(new(document), activity.Entity, tx.Today, document, "expense", "Expense",
            new Line(activity.Account, Workshop.Kronor(cents)) { Activity = activity.Id.Value }, new Line(Account.Bank, -Workshop.Kronor(cents))))).Refusal);
    });

    private static Task<int> Mails(Workshop shop) => shop.Coop.Ask<int>("select count(*) from store.mail");

    private static Task<string> State(Workshop shop, Id<SalaryPlan> plan) => shop.Coop.Ask<string>("select state from employment.plan where id = @id", new { id = plan.Value });
}
