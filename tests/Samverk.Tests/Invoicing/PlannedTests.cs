using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Samverk.Activities;
using Samverk.Countries;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Tests.Invoicing;

/// <summary>The future part of an activity's curve: what its orders and invoices will bring.</summary>
public sealed class PlannedTests
{
    private static readonly LocalDate Monday = new(2026, 3, 2);

    [Fact]
    public async Task A_guaranteed_order_counts_for_wages_already_and_can_be_spent_when_the_client_pays()
    {
        await using var house = await InvoiceBuilder.Ready();
        var order = await house.Order(10_000);
        await house.Plan(order, new PlanInvoices.Part(1, Monday.PlusDays(3)));

        var outlook = await Look(house);

        Assert.Equal([Kronor(9_350.16m)], outlook.Wages.Points.Select(point => point.Amount));
        Assert.Equal([(Monday, Kronor(0)), (Monday.PlusDays(33), Kronor(9_350.16m))], outlook.Expenses.Points.Select(point => (point.From, point.Amount)));
        Assert.Equal([Monday.PlusDays(3), Monday.PlusDays(33)], outlook.Planned.Select(change => change.Date!.Value));
        Assert.All(outlook.Planned, change => Assert.Equal((Kronor(10_000), Kronor(0)), (change.Amount, change.Wages)));
    }

    [Fact]
    public async Task An_order_without_guarantee_costs_its_contribution_first_and_counts_when_the_client_pays()
    {
        await using var house = await InvoiceBuilder.Ready();
        var order = await house.Order(10_000, confirmed: false);
        var draft = (await house.Plan(order, new PlanInvoices.Part(1, Monday.PlusDays(3))))[0];

        var outlook = await Look(house);

        Assert.Equal([(Monday, Kronor(0)), (Monday.PlusDays(3), Kronor(-649.84m)), (Monday.PlusDays(33), Kronor(9_350.16m))], outlook.Wages.Points.Select(point => (point.From, point.Amount)));
        Assert.Equal(Monday.PlusDays(3), outlook.Wages.Critical?.From);

        // What happens is what was planned.
        await house.Coop.Pass(3);
        var issued = (await house.Read(tx => tx.FindInvoice(draft)))!;
        var after = await Look(house);
        Assert.Equal((Kronor(-649.84m), Kronor(9_350.16m)), ((await Have(house)).SalaryAvailable, after.Wages.Points[^1].Amount));
        Assert.Equal(issued.Due, after.Wages.Points[^1].From);
        Assert.Equal($"/invoices/{draft}", Assert.Single(after.Planned).Href);
    }

    [Fact]
    public async Task What_is_overdue_or_disputed_or_has_no_date_is_not_on_the_curve()
    {
        await using var house = await InvoiceBuilder.Ready();
        var (late, disputed) = (await house.Issued(1_000), await house.Issued(2_000));
        await house.Order(4_000, "Without a plan");
        await house.Coop.Pass(40);
        await house.Coop.Door.Run(new OpenDispute.Command(Guid.NewGuid(), disputed.Id, "dark"), house.Member);

        var planned = (await Look(house)).Planned;

        Assert.Equal([late.Due, null], planned.Select(change => change.Date));
        Assert.Equal([Kronor(0)], (await Look(house)).Expenses.Points.Select(point => point.Amount));
    }

    [Fact]
    public async Task What_was_planned_on_a_day_is_computed_again_later()
    {
        await using var house = await InvoiceBuilder.Ready();
        var order = await house.Order(10_000);
        await house.Plan(order, new(1, Monday.PlusDays(3)), new(1, Monday.PlusDays(10)));
        await house.Coop.Pass(5);
        var day = house.Coop.Today;
        var then = await Look(house);

        await house.Coop.Pass(20);
        foreach (var invoice in await house.Read(tx => tx.InvoicesOf(order.Id)))
            await house.Pay(invoice, 6_250);
        var again = await Look(house, day);

        Assert.Equal(then.Planned, again.Planned);
        Assert.Equal(then.Wages.Points, again.Wages.Points);
        Assert.Equal(then.Expenses.Points, again.Expenses.Points);
        Assert.Empty((await Look(house)).Planned);
    }

    [Fact]
    public void The_parts_of_an_order_are_its_rest_to_the_cent() => Gen.Select(Gen.Long[1, 1_000_000_00], Gen.Long[1, 1_000_000_00].Array[0, 4], Gen.Decimal[0.1m, 10m].Array[0, 4], Gen.Int[-30, 60]).Sample((rest, drafts, weights, ends) =>
    {
        var left = rest + drafts.Sum();
        var plan = new OrderPlan(
            Guid.NewGuid(), "O-1", "Light", "Ljus AB", left, 0, left, false, Monday.PlusDays(ends), 30,
            [.. weights.Select((weight, at) => new Instalment(Monday.PlusDays(at * 20 - 10), weight))], [.. drafts.Select((net, at) => new PlannedPart(Monday.PlusDays(at * 9 - 9), net, Guid.NewGuid()))]);

        var parts = plan.Parts(Monday);

        Assert.Equal(left, parts.Sum(part => part.Net));
        Assert.All(parts, part => Assert.True(part.Date is null || part.Date > Monday));
        Assert.All(parts, part => Assert.True(part.Net > 0));
        var amounts = PlannedInvoices.Changes(plan, new Money(left, Currency.SEK), true, Monday, new Texts().Of(typeof(PlannedInvoices).Assembly)).Where(change => change.Expenses.IsPositive);
        Assert.True(Money.Sum(amounts.Select(change => change.Expenses), Currency.SEK).Minor <= left);
    });

    private static Task<Outlook> Look(InvoiceBuilder house, LocalDate? day = null) => house.Read(async tx =>
    {
        var on = day ?? tx.Today;
        return await tx.Outlook((await tx.FindActivity(house.Activity.Id))!, on, on, on.PlusMonths(4), house.Coop.Services.GetServices<IPlannedChange>());
    });

    private static Task<Balances> Have(InvoiceBuilder house) => house.Read(async tx => await tx.Balances((await tx.FindActivity(house.Activity.Id))!, tx.Today));

    private static Money Kronor(decimal amount) => Money.Of(amount, Currency.SEK, Rounding.HalfAwayFromZero);
}
