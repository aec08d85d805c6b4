using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Tests.Invoicing;

public sealed class InvoicesDunningTests
{
    [Fact]
    public async Task Reminders_and_the_talk_come_on_their_days()
    {
        await using var house = await InvoiceBuilder.Ready();
        var invoice = await house.Issued(1_000);
        await house.Coop.Pass(34);
        Assert.Equal(InvoiceState.Issued, await house.State(invoice));
        await house.Coop.Pass(1);
        Assert.Equal(InvoiceState.Reminded, await house.State(invoice));
        await house.Coop.Pass(40);
        var steps = await house.Read(tx => tx.DunningOf(invoice.Id));
        Assert.Equal(["Reminder1", "Reminder2", "Talk"], steps.Select(step => step.Step));
        Assert.Equal([5, 15, 30], steps.Select(step => NodaTime.Period.DaysBetween(invoice.Due, step.Date)));
        Assert.Equal(3, (await house.Read(tx => tx.MailsAbout(invoice.Id.Value))).Count);
        await InvoicesTests.Verified(house);
    }

    [Fact]
    public async Task Nobody_demands_before_the_member_was_heard()
    {
        await using var house = await InvoiceBuilder.Ready();
        var invoice = await house.Issued(1_000);
        await house.Coop.Pass(65);
        var demand = new EscalateInvoice.Command(Guid.NewGuid(), invoice.Id, InvoiceState.Demanded, "");
        Assert.Equal("hearing-missing", (await house.Coop.Door.Run(demand, house.Adviser)).Refusal!.Code);
        Assert.Null((await house.Coop.Door.Run(new HearMember.Command(Guid.NewGuid(), invoice.Id, "The client does not answer."), house.Adviser)).Refusal);
        Assert.Null((await house.Coop.Door.Run(demand, house.Adviser)).Refusal);
        Assert.Equal(InvoiceState.Demanded, await house.State(invoice));
        await house.Pay(invoice, 1_250);
        Assert.Equal(InvoiceState.Paid, await house.State(invoice));
        await InvoicesTests.Verified(house);
    }

    [Fact]
    public async Task A_disputed_invoice_is_not_dunned_and_is_decided_after_the_member_was_heard()
    {
        await using var house = await InvoiceBuilder.Ready();
        var invoice = await house.Issued(1_000);
        Assert.Null((await house.Coop.Door.Run(new OpenDispute.Command(Guid.NewGuid(), invoice.Id, "Wrong colour"), house.Member)).Refusal);
        await house.Coop.Pass(70);
        Assert.Empty(await house.Read(tx => tx.DunningOf(invoice.Id)));
        Assert.Equal(InvoiceState.Disputed, await house.State(invoice));

        var decide = new DecideDispute.Command(Guid.NewGuid(), invoice.Id, DisputeDecision.Credit, "Half was wrong");
        Assert.Equal("hearing-missing", (await house.Coop.Door.Run(decide, house.Adviser)).Refusal!.Code);
        Assert.Null((await house.Coop.Door.Run(new NoteDispute.Command(Guid.NewGuid(), invoice.Id, "The member agrees", true), house.Adviser)).Refusal);
        Assert.Equal("own-case", (await house.Coop.Door.Run(decide with { Request = Guid.NewGuid() }, house.Member with { Roles = new HashSet<Role> { Role.Adviser } })).Refusal!.Code);
        Assert.Null((await house.Coop.Door.Run(decide, house.Adviser)).Refusal);
        Assert.Null((await house.Coop.Door.Run(new CreditInvoice.Command(Guid.NewGuid(), invoice.Id, new Money(400_00, Currency.SEK), "Half was wrong"), house.Adviser)).Refusal);
        Assert.Equal(750_00, (await house.Read(tx => tx.AccountOf(invoice))).Open.Minor);
        await InvoicesTests.Verified(house);
    }

    [Fact]
    public async Task A_large_write_off_needs_a_second_person()
    {
        await using var house = await InvoiceBuilder.Ready();
        var invoice = await house.Issued(1_000);
        var proposed = await house.Coop.Door.Run(new ProposeWriteOff.Command(Guid.NewGuid(), invoice.Id, "Bankrupt"), house.Finance);
        Assert.True(proposed.Value.Waits);
        var alone = new ApproveWriteOff.Command(Guid.NewGuid(), proposed.Value.Proposal);
        Assert.Equal("second-person-needed", (await house.Coop.Door.Run(alone, house.Finance)).Refusal!.Code);
        var ofTheTeam = house.Member with { Roles = new HashSet<Role> { Role.Board } };
        Assert.Equal("own-case", (await house.Coop.Door.Run(alone with { Request = Guid.NewGuid() }, ofTheTeam)).Refusal!.Code);
        Assert.Equal("own-case", (await house.Coop.Door.Run(new RefuseWriteOff.Command(Guid.NewGuid(), proposed.Value.Proposal, "no"), ofTheTeam)).Refusal!.Code);
        Assert.Null((await house.Coop.Door.Run(alone with { Request = Guid.NewGuid() }, Cooperative.Somebody(Role.Board))).Refusal);
        Assert.Equal(InvoiceState.WrittenOff, await house.State(invoice));
        Assert.Null((await house.Coop.Door.Run(new RecordRecovery.Command(Guid.NewGuid(), invoice.Id, new Money(500_00, Currency.SEK), "estate"), house.Finance)).Refusal);
        Assert.Equal("more-than-written-off", (await house.Coop.Door.Run(new RecordRecovery.Command(Guid.NewGuid(), invoice.Id, new Money(750_01, Currency.SEK), "estate"), house.Finance)).Refusal!.Code);
        await InvoicesTests.Verified(house);
    }

    [Fact]
    public async Task What_a_client_paid_before_a_credit_note_is_refunded_once()
    {
        await using var house = await InvoiceBuilder.Ready();
        var invoice = await house.Issued(1_000);
        await house.Pay(invoice, 1_250);
        Assert.Null((await house.Coop.Door.Run(new CreditInvoice.Command(Guid.NewGuid(), invoice.Id, new Money(100_00, Currency.SEK), "Late"), house.Finance)).Refusal);
        var refund = new RefundCredit.Command(Guid.NewGuid(), invoice.Entity, invoice.Client, new Money(125_00, Currency.SEK));
        Assert.Null((await house.Coop.Door.Run(refund, house.Finance)).Refusal);
        Assert.Equal("more-than-owed", (await house.Coop.Door.Run(refund with { Request = Guid.NewGuid() }, house.Finance)).Refusal!.Code);
        await InvoicesTests.Verified(house);
    }
}
