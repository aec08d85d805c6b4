using NodaTime;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;
using Samverk.Treasury;
using Account = Samverk.Ledger.Account;

namespace Samverk.Tests.Treasury;

/// <summary>Money of the next weeks, by how clients have paid.</summary>
public sealed class LiquidityTests
{
    private static readonly LocalDate Today = new(2026, 3, 2);

    private static readonly Id<Client> Festival = new(Guid.Parse("00000000-0000-8000-8000-0000000000f1")), Theatre = new(Guid.Parse("00000000-0000-8000-8000-0000000000f2"));

    [Theory]
    [InlineData(3, 12, 4, 12, "Own")]
    [InlineData(2, 12, 4, 4, "Everybody")]
    [InlineData(0, null, null, 0, "None")]
    public void Money_is_expected_when_the_client_usually_pays(int paid, int? own, int? all, int late, string habit)
    {
        var expected = Forecasting.Expect(Open(Festival, 100, 10) with { Paid = paid, ClientLate = own, AllLate = all }, Today);
        Assert.Equal((Today.PlusDays(10 + late), late, habit, false), (expected.On, expected.Late, expected.Habit.ToString(), expected.Overdue));
    }

    [Fact]
    public void What_should_have_come_already_is_counted_in_a_week()
    {
        var expected = Forecasting.Expect(Open(Festival, 100, -40), Today);
        Assert.Equal((Today.PlusDays(7), true), (expected.On, expected.Overdue));
    }

    [Fact]
    public void Weeks_add_up_from_the_bank_account_and_an_old_due_is_paid_in_the_first()
    {
        var weeks = Forecasting.ByWeek(Bank.Sek(1000), [new(Today.PlusDays(6), Bank.Sek(200)), new(Today.PlusDays(7), Bank.Sek(-1500)), new(Today.PlusDays(-3), Bank.Sek(-100)), new(Today.PlusDays(91), Bank.Sek(9))], Today);
        Assert.Equal(13, weeks.Count);
        Assert.Equal((Bank.Sek(200), Bank.Sek(100), Bank.Sek(1100)), (weeks[0].In, weeks[0].Out, weeks[0].Left));
        Assert.Equal(Bank.Sek(-400), weeks[1].Left);
        Assert.Equal(Bank.Sek(-400), weeks[12].Left);
    }

    [Fact]
    public void Stress_loses_a_share_delays_another_and_never_touches_what_is_paid_out()
    {
        Flow[] flows = [new(Today.PlusDays(5), Bank.Sek(1000), Festival), new(Today.PlusDays(5), Bank.Sek(400), Theatre), new(Today.PlusDays(9), Bank.Sek(-700))];
        var stressed = Forecasting.Under(new(25, 30, 10, false), flows).ToArray();
        Assert.Equal(
            [(5, 675m), (35, 225m), (5, 270m), (35, 90m), (9, -700m)],
            stressed.Select(flow => (NodaTime.Period.DaysBetween(Today, flow.On), flow.Amount.ToDecimal())));
        Assert.DoesNotContain(Forecasting.Under(new(0, 0, 0, true), flows), flow => flow.Client == Festival);
        Assert.Equal(new Stress(0, 365, 100, true), new Stress(-1, 400, 120, true).Clamped());
    }

    [Fact]
    public async Task The_forecast_reads_habits_dues_and_the_fund_from_the_books()
    {
        await using var bank = await Bank.Open();
        var (festival, theatre) = (await bank.Client("c-1", "Festival"), await bank.Client("c-2", "Theatre"));
        foreach (var (number, late) in new[] { ("F-1", 5), ("F-2", 10), ("F-3", 40) })
        {
            var invoice = await bank.Invoice(festival, number, Bank.Sek(100));
            bank.Coop.Clock.AdvanceDays(30 + late);
            Assert.Null((await bank.Coop.Write(tx => tx.RecordPayment(Guid.CreateVersion7(), invoice.Id, Bank.Sek(100), null, null, "bank"))).Refusal);
        }

        await bank.Invoice(festival, "F-4", Bank.Sek(1000));
        await bank.Invoice(theatre, "T-1", Bank.Sek(400), confirmed: false);
        var view = (await bank.Coop.Door.Read(new ReadLiquidity.Query(null), Bank.Finance)).Value;

        var own = view.Payers.Single(payer => payer.Name == "Festival");
        Assert.Equal((Bank.Sek(1000), 3, 10, Habit.Own), (own.Open, own.Paid, own.Late, own.Habit));
        Assert.Equal((10, Habit.Everybody), (view.Payers.Single(payer => payer.Name == "Theatre").Late, view.Payers.Single(payer => payer.Name == "Theatre").Habit));
        Assert.Equal((Bank.Sek(100_300), (Week?)null), (view.Start, view.Short));
        Assert.Equal(Bank.Sek(101_700), view.Weeks[12].Left);
        Assert.Equal(Bank.Sek(1400), view.Weeks[5].In); // Due in 30 days, and ten more: day 40.

        Assert.Equal((Bank.Sek(100_000), Bank.Sek(1000), "Festival", Bank.Sek(1000)), (view.Fund.Size, view.Fund.Covered, view.Fund.Biggest, view.Fund.Loss));
        var mild = (await bank.Coop.Door.Read(new ReadLiquidity.Query(null, 0, 0, 10, false), Bank.Finance)).Value;
        Assert.Equal((Bank.Sek(100), Bank.Sek(99_900)), (mild.Fund.Loss, mild.Fund.Left));
        Assert.Equal(Bank.Sek(101_560), mild.Stressed[^1].Amount);
    }

    [Fact]
    public async Task Dues_and_approved_wages_go_out_and_only_those_who_answer_for_money_may_look()
    {
        await using var shop = await Employment.Workshop.Fresh();
        await shop.SideIncome();
        await shop.Wage(await shop.Worked(new LocalDate(2026, 3, 4)), 10_000_00);
        var before = (await shop.Coop.Door.Read(new ReadLiquidity.Query(null), shop.Bea)).Value;
        Assert.Equal((Employment.Workshop.Kronor(13_142_00), Employment.Workshop.Kronor(13_142_00)), (before.Wages, before.Weeks[0].Out));
        await shop.Do(await shop.Release(await shop.Frozen(new LocalDate(2026, 3, 10))), shop.Fredrik);
        await shop.Coop.Pass(days: 0);
        var after = (await shop.Coop.Door.Read(new ReadLiquidity.Query(null), shop.Bea)).Value;
        Assert.Equal((Employment.Workshop.Kronor(0), Employment.Workshop.Kronor(13_142_00)), (after.Wages, after.Dues));
        Assert.Equal(Employment.Workshop.Kronor(7_000_00), after.Weeks[1].Out);
        Assert.Equal("not-found", (await shop.Coop.Door.Read(new ReadLiquidity.Query(null), shop.Frida)).Refusal?.Code);
    }

    private static Collection Open(Id<Client> client, decimal open, int due) => new(Id<Invoice>.New(), "F", client, "Festival", Today.PlusDays(due), Bank.Sek(open), false, 0, null, null);
}
