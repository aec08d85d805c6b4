using Samverk.Activities;
using Samverk.Employment;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Ui;
using Actor = Samverk.Store.Actor;

namespace Samverk.Scenarios;

/// <summary>
/// The scenarios with a wage in Belgium from the first click to the bank's statement: work announced and approved, payroll by the law of its day,
/// payments in files. The given splits of the specification are in the stories of the same number.
/// </summary>
public sealed partial class WalkedStories
{
    [Fact]
    public async Task S1_Wage_on_day_7_from_the_first_click_to_the_bank()
    {
        await using var walk = await Walk.Begin("s01-walked-wage-on-day-7", "S1 walked · The wage comes on day 7 by the law of its day, and the client pays 35 days late");
        var paid = await PaidOnDay7(walk);
        await walk.Comes("2026-04-26", "The client has been reminded twice.");
        Assert.Equal(2, await walk.Trade.Coop.Ask<int>("select count(*) from store.mail where recipient = 'invoices@celsius.example' and subject like 'Reminder%'"));
        await walk.Does("2026-04-27", "The client pays, 35 days late. Nobody's balance changes; what was laid out is back.", () => Arrives(walk, paid.Invoice, 2_420_00));
        Assert.Equal((Euro(270_00), Euro(270_00), Euro(0), Euro(0)), await Stands(walk, paid.Design));
        Assert.Equal(WageState.Paid, await StateOf(walk, paid.Wage));
        await walk.End();
    }

    [Fact]
    public async Task S10_Dispute_after_a_wage_that_was_paid()
    {
        await using var walk = await Walk.Begin("s10-walked-dispute-after-wage", "S10 walked · A client disputes an invoice whose wage is paid");
        var (second, design) = await InBelgium(walk);
        var order = await Agreed(walk, design, 1_000_00, "2026-03-02");
        await AskedFor(walk, design, 600_00, new(2026, 3, 3), 4);
        var invoice = await Billed(walk, order, "2026-03-13");
        await Released(walk, Company, second, "2026-03-18", new(2026, 3, 20));
        await PaidOut(walk, Company, second, "2026-03-18", "2026-03-20", "the wage", Assert.Single(await Slips(walk)).Net);
        Assert.Equal((Euro(335_00), Euro(335_00), Euro(0), Euro(665_00)), await Stands(walk, design));

        await walk.Does("2026-03-24", "The client disputes the invoice, and Frida says so.", () => walk.Door.Run(new OpenDispute.Command(Guid.CreateVersion7(), invoice, "A part of the work is missing."), walk.Trade.Member));
        Assert.Equal(Euro(-665_00), (await Stands(walk, design)).Available);
        walk.Sees("Frida", "−665.00 available for wages: what is disputed does not count. Her wage is paid and stays hers.");
        walk.Pause();
        await walk.Does("2026-03-26", "The adviser has heard Frida …", () => walk.Door.Run(new NoteDispute.Command(Guid.CreateVersion7(), invoice, "Frida agrees: a third was not delivered.", MemberHeard: true), walk.Trade.Adviser));
        await walk.Does("2026-03-26", "… decides that a part is credited …", () => walk.Door.Run(new DecideDispute.Command(Guid.CreateVersion7(), invoice, DisputeDecision.Credit, "A part was not delivered"), walk.Trade.Adviser));
        await walk.Does("2026-03-26", "… and credits 400.00: 26.00 of the contribution and 84.00 of VAT come back.", () => walk.Door.Run(new CreditInvoice.Command(Guid.CreateVersion7(), invoice, Euro(400_00), "A part was not delivered"), walk.Trade.Adviser));
        Assert.Equal(Euro(726_00), (await Read(walk, invoice)).Open);
        await walk.Does("2026-04-02", "The client pays the 726.00 that are left.", () => Arrives(walk, invoice, 726_00));
        Assert.Equal((Euro(-39_00), Euro(-39_00)), ((await Stands(walk, design)).Booked, (await Stands(walk, design)).Available));
        walk.Sees("Frida", "an activity of −39.00, which the next order repairs; no wage is asked back.");
        walk.Pause();
        await walk.End();
    }

    /// <summary>S1 until the client should have paid: a wage of 1,500.00 and a receipt of 100.00 are paid out of an invoice of 2,000.00.</summary>
    private static async Task<(Actor Second, Id<Activity> Design, Guid Order, Id<Invoice> Invoice, Id<AskedWage> Wage)> PaidOnDay7(Walk walk)
    {
        var (second, design) = await InBelgium(walk);
        var order = await Agreed(walk, design, 2_000_00, "2026-03-02");
        var wage = await AskedFor(walk, design, 1_500_00, new(2026, 3, 3), 8);
        Assert.Equal((Euro(1_500_00), Euro(370_00)), await Has(walk.Trade, design));

        var invoice = await Billed(walk, order, "2026-03-13");
        await Released(walk, Company, second, "2026-03-18", new(2026, 3, 20));
        var slip = Assert.Single(await Slips(walk));
        Assert.Equal((Euro(1_200_00), Euro(1_046_42)), (slip.Gross, slip.Net));
        await PaidOut(walk, Company, second, "2026-03-18", "2026-03-20", "the wage", slip.Net);
        walk.Sees("Frida", $"{slip.Net.Shown()} on her bank account on 20 March, seven days after the work; her payslip says why each line is what it is.");
        walk.Pause();

        var receipt = await HandedIn(walk, design, "2026-03-24", "Papier BV", Euro(100_00), Euro(21_00));
        await walk.Does("2026-03-24", "An adviser approves it.", () => Approved(walk, receipt));
        await PaidOut(walk, Company, second, "2026-03-24", "2026-03-25", "the receipt", Euro(121_00));
        Assert.Equal((Euro(270_00), Euro(270_00), Euro(0), Euro(1_730_00)), await Stands(walk, design));
        walk.Sees("Frida", "270.00 available for wages.");
        walk.Sees("The staff", "1,730.00 laid out for this activity on 25 March.");
        walk.Pause();
        return (second, design, order, invoice, wage);
    }
}
