using NodaTime;
using Samverk.Activities;
using Samverk.Employment;
using Samverk.Guarantee;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;
using Samverk.Ui;
using Actor = Samverk.Store.Actor;

namespace Samverk.Scenarios;

/// <summary>A client that never pays, after the wage was paid: with the guarantee, and without it.</summary>
public sealed partial class WalkedStories
{
    [Fact]
    public async Task S2_Guaranteed_default_after_the_wage_was_paid()
    {
        await using var walk = await Walk.Begin("s02-walked-guaranteed-default", "S2 walked · A guaranteed client goes bankrupt after the wage was paid");
        await Stand(walk.Trade, "be.client.blockedAfterMonths", "2");
        walk.Tell("That a client is blocked when an invoice is two months late is the cooperative's own rule: no published one is verified for Belgium.");
        var (_, design, _, invoice, wage) = await PaidOnDay7(walk);
        var net = Assert.Single(await Slips(walk)).Net;

        await WrittenOff(walk, invoice, "The client is bankrupt.", "The guarantee is valid: the fund bears the net, and the VAT is claimed back from the state.");
        Assert.Equal((Euro(270_00), Euro(270_00), Euro(0), Euro(0)), await Stands(walk, design));
        Assert.Equal((Euro(8_000_00), Euro(420_00), Euro(-130_00)), (await Fund(walk), await Holds(walk, Company, Account.VatRelief), await Holds(walk, Company, Account.Contribution)));
        Assert.Equal((WageState.Paid, Euro(0), net), (await StateOf(walk, wage), await Holds(walk, Company, await NetWages(walk)), Assert.Single(await Slips(walk)).Net));
        walk.Sees("Frida", "the same 270.00 as before: a guaranteed default leaves the activity untouched. Her wage is paid and stays hers.");
        walk.Sees("The board", "the guarantee fund is 2,000.00 smaller: 8,000.00. 420.00 of VAT are claimed back, and the contribution of 130.00 stays.");
        walk.Pause();
        var client = await walk.Trade.Coop.Ask<Guid>("select client from invoicing.invoice where id = @id", new { id = invoice.Value });
        Assert.Equal(ClientState.Blocked, await State(walk, client));
        var next = await walk.Trade.Draft(OfDesign(walk, client, design, 500_00, new(2026, 10, 12), new(2026, 10, 13)));
        await walk.Refused("2026-10-01", "Frida would work for this client again.", () => walk.Trade.Submit(next), "client-blocked");
        await walk.End();
    }

    [Fact]
    public async Task S3_Guarantee_refused_after_the_wage_was_paid_negative_and_recovered()
    {
        await using var walk = await Walk.Begin("s03-walked-guarantee-refused", "S3 walked · The guarantee is refused after the wage was paid, the activity is negative, and recovers");
        await Stand(walk.Trade, "be.client.blockedAfterMonths", "2");
        await Stand(walk.Trade, "be.absence.unpaid", """{"stages":[{"fromDay":1,"payer":"nobody"}]}""");
        walk.Speaks(typeof(ReportAbsence).Assembly);
        walk.Tell("That a client is blocked when an invoice is two months late, and that nobody pays unpaid leave, are the cooperative's own rules: no published ones are verified for Belgium.");
        var (second, design, order, invoice, wage) = await PaidOnDay7(walk);
        var earned = Assert.Single(await Slips(walk));
        var board = Tests.Cooperative.Somebody(Role.Board);

        await walk.Does("2026-06-15", "Finance finds that the client never gave the confirmation itself, and asks for the guarantee to end.", () => walk.Door.Run(
            new ProposeVerdict.Command(Guid.CreateVersion7(), new(order), false, "The confirmation was not given by the client."), walk.Finance));
        var proposal = await walk.Trade.Coop.Ask<Guid>("select id from invoicing.guarantee_decision");
        await walk.Refused("2026-06-15", "The same person would decide it.", () => walk.Door.Run(new DecideVerdict.Command(Guid.CreateVersion7(), proposal, true, null), walk.Finance), "second-person-needed");
        await walk.Does("2026-06-15", "The board agrees: from today on the order is not guaranteed. The first decision is kept beside it.", () => walk.Door.Run(new DecideVerdict.Command(Guid.CreateVersion7(), proposal, true, null), board));
        Assert.Equal((Euro(270_00), Euro(-1_730_00)), ((await Stands(walk, design)).Booked, (await Stands(walk, design)).Available));
        walk.Sees("Frida", "−1,730.00 available for wages: what the client owes does not count any more.");
        walk.Pause();

        await WrittenOff(walk, invoice, "The client is bankrupt.", "The activity bears the net and gets the contribution on it back; the VAT is claimed back from the state.");
        Assert.Equal((Euro(-1_600_00), Euro(-1_600_00), Euro(0), Euro(1_600_00)), await Stands(walk, design));
        Assert.Equal(Euro(10_000_00), await Fund(walk));
        await OfferedLeave(walk, design);
        await Untouched(walk, earned, wage);
        await Recovered(walk, second, design);
        await Untouched(walk, earned, wage);
        await walk.End();
    }

    /// <summary>No wage is possible; the member takes the leave that the page of the salary offers.</summary>
    private static async Task OfferedLeave(Walk walk, Id<Activity> design)
    {
        var (door, frida, adviser) = (walk.Door, walk.Trade.Member, walk.Trade.Adviser);
        var work = await walk.Does("2026-10-01", "Frida announces two days of work from 7 October on …", () => door.Run(Days(walk, design, new(2026, 10, 7), 2), frida));
        await walk.Does("2026-10-01", "… which an adviser approves …", () => door.Run(new DecideWork.Command(Guid.CreateVersion7(), work, true, null), adviser));
        var refused = await walk.Refused("2026-10-01", "… and asks for a wage that costs 100.00.", () => door.Run(new AskWage.Command(Guid.CreateVersion7(), work, WageBasis.Cost, Euro(100_00)), frida), "salary-available-exceeded");
        Assert.Equal(Euro(-1_600_00), refused.Facts.Single(fact => fact.Name is "available").Value);

        var plan = Must(await door.Read(new ReadPlan.Query(design, null, null, null, null), frida));
        Assert.Equal((true, Euro(-1_600_00), Euro(0), (LocalDate?)null), (plan.Short, plan.Available, plan.Most, plan.Recovers));
        walk.Sees("Frida", "on the page of her salary that there is nothing for wages now, and what she can do: a lower salary (none lasts yet), unpaid leave until money comes, or a plan with the next order. Wages that she has earned are paid in full, whatever happens.");
        walk.Pause();

        await walk.Does("2026-10-02", "She takes the announced work back …", () => door.Run(new CancelWork.Command(Guid.CreateVersion7(), work, "There is no money for it."), frida));
        var leave = await walk.Does("2026-10-02", "… and takes unpaid leave from 5 to 9 October.", () => door.Run(
            new ReportAbsence.Command(Guid.CreateVersion7(), design, frida.Person, AbsenceKind.Unpaid, new(2026, 10, 5), new(2026, 10, 9), Understood: false), frida));
        await walk.Does("2026-10-02", "Payroll confirms it. Nobody pays these days, and nothing is posted.", () => door.Run(new DecideAbsence.Command(Guid.CreateVersion7(), leave, true, null), walk.Finance));
        await walk.Refused("2026-10-02", "Work on a day of the leave cannot be announced.", () => door.Run(Days(walk, design, new(2026, 10, 7), 1), frida), "absent-then");
        Assert.Equal(Euro(-1_600_00), (await Stands(walk, design)).Booked);
    }

    /// <summary>A new guaranteed order brings the activity to 270.00: a wage of that much is possible, and one cent more is not.</summary>
    private static async Task Recovered(Walk walk, Actor second, Id<Activity> design)
    {
        var (door, frida, adviser) = (walk.Door, walk.Trade.Member, walk.Trade.Adviser);
        var client = await Known(walk, "2026-10-05", Celsius with { Name = "Kelvin NV", VatNumber = "BE0123456749", Email = "invoices@kelvin.example" });
        var content = OfDesign(walk, client, design, 2_000_00, new(2026, 10, 12), new(2026, 10, 16)) with { Title = "A book", Description = "A book of 200 pages.", Signers = [new("Jan Maes", "jan@kelvin.example")] };
        var order = await Active(walk, content, "2026-10-05");
        var plan = Must(await door.Read(new ReadPlan.Query(design, null, null, null, null), frida));
        Assert.Equal((false, Euro(270_00)), (plan.Short, plan.Available));
        walk.Sees("Frida", "270.00 available for wages: −1,600.00 and 1,870.00 of the new order, which is guaranteed.");
        walk.Pause();
        await Billed(walk, order, "2026-10-12", "The leave is over. As agreed the order is invoiced when it begins: Frida makes the draft …");
        Assert.Equal((Euro(270_00), Euro(270_00), Euro(0), Euro(1_730_00)), await Stands(walk, design));
        Assert.Equal("Closed", await walk.Trade.Coop.Ask<string>("select state from employment.absence"));

        var work = await walk.Does("2026-10-12", "She announces two days of work from 14 October on …", () => door.Run(Days(walk, design, new(2026, 10, 14), 2), frida));
        await walk.Does("2026-10-12", "… which an adviser approves.", () => door.Run(new DecideWork.Command(Guid.CreateVersion7(), work, true, null), adviser));
        await walk.Refused("2026-10-13", "She asks for a wage that costs 270.01.", () => door.Run(new AskWage.Command(Guid.CreateVersion7(), work, WageBasis.Cost, Euro(270_01)), frida), "salary-available-exceeded");
        var wage = await walk.Does("2026-10-13", "A cent less is possible: she asks for 270.00 …", () => door.Run(new AskWage.Command(Guid.CreateVersion7(), work, WageBasis.Cost, Euro(270_00)), frida));
        await walk.Does("2026-10-13", "… and an adviser approves.", () => door.Run(new DecideWage.Command(Guid.CreateVersion7(), wage, true, null), adviser));
        await Released(walk, Company, second, "2026-10-16", new(2026, 10, 20));
        var slip = Assert.Single(await Slips(walk), slip => slip.PayDay == new LocalDate(2026, 10, 20));
        Assert.Equal((Euro(216_00), Euro(212_90)), (slip.Gross, slip.Net));
        await PaidOut(walk, Company, second, "2026-10-16", "2026-10-20", "the wage", slip.Net);
        Assert.Equal((Euro(0), Euro(0), Euro(0), Euro(2_000_00)), await Stands(walk, design));
        Assert.Equal(WageState.Paid, await StateOf(walk, wage));
        walk.Sees("Frida", $"{slip.Net.Shown()} on her bank account: what a cost of 270.00 pays by the law of its day. Nothing of it is kept to repair the loss.");
        walk.Pause();
    }

    /// <summary>What was earned and paid before the loss is as it was: the payslip, the payment, and no claim on the person.</summary>
    private static async Task Untouched(Walk walk, ListPayslips.Row earned, Id<AskedWage> wage)
    {
        Assert.Equal(earned, Assert.Single(await Slips(walk), slip => slip.PayDay == earned.PayDay));
        Assert.Equal((WageState.Paid, Euro(0)), (await StateOf(walk, wage), await Holds(walk, Company, await NetWages(walk))));
        Assert.Equal((0, 0), await walk.Trade.Coop.Ask<(int, int)>("select (select count(*)::int from employment.wage_claim), (select count(*)::int from employment.correction)"));
    }

    private static async Task WrittenOff(Walk walk, Id<Invoice> invoice, string reason, string words)
    {
        var proposed = await walk.Does("2026-09-30", $"{reason} Finance proposes to write the invoice off.", () => walk.Door.Run(new ProposeWriteOff.Command(Guid.CreateVersion7(), invoice, reason), walk.Finance));
        Assert.True(proposed.Waits);
        await walk.Refused("2026-09-30", "The same person would approve it.", () => walk.Door.Run(new ApproveWriteOff.Command(Guid.CreateVersion7(), proposed.Proposal), walk.Finance), "second-person-needed");
        await walk.Does("2026-09-30", $"The board approves. {words}", () => walk.Door.Run(new ApproveWriteOff.Command(Guid.CreateVersion7(), proposed.Proposal), Tests.Cooperative.Somebody(Role.Board)));
    }

    private static async Task<Money> Fund(Walk walk) => (await walk.Trade.Coop.Db.Read(Actor.System, async tx => Outcome.Of(await tx.FundSize((await tx.FindEntity(Company))!, tx.Today)))).Value;

    private static async Task<string> NetWages(Walk walk) =>
        (await walk.Trade.Coop.Db.Read(Actor.System, async tx => Outcome.Of(Account.NetWages((await tx.FindPerson(walk.Trade.Member.Person))!.Code)))).Value;
}
