using Dapper;
using Samverk.Desk;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Tests.Invoicing;

/// <summary>What this module puts on the desk: it comes once, and goes by itself when it is answered.</summary>
public sealed class DeskItemsTests
{
    [Fact]
    public async Task An_order_that_only_lacks_trust_is_clean_and_is_approved_from_the_desk()
    {
        await using var trade = await Trade.Fresh();
        var order = await trade.Draft(trade.Content(await trade.Client()));
        await trade.Submit(order);

        var item = await trade.Coop.OpenItem("invoicing.order");
        Assert.Equal((order, $"/orders/{order}", trade.Member.Person, true), (item.Item.Object, item.Item.Href, item.Item.Member, item.Clean));
        Assert.Null(await trade.Coop.ApproveClean(item, trade.Adviser));

        Assert.Empty(await trade.Coop.OpenItems());
        Assert.Equal(OrderState.Confirming, await trade.State(order));
        Assert.NotNull(await trade.Coop.Approve(item, trade.Adviser));
    }

    [Fact]
    public async Task An_order_with_a_failed_check_needs_a_person_who_looks_and_comes_back_after_its_correction()
    {
        await using var trade = await Trade.Fresh();
        var content = trade.Content(await trade.Client()) with { TermDays = 60 };
        var order = await trade.Draft(content);
        await trade.Submit(order);

        var item = await trade.Coop.OpenItem("invoicing.order");
        Assert.Contains(item.Item.Checks, check => check is { Word: "check:term", Passed: false });
        Assert.Equal("checks-not-passed", (await trade.Coop.ApproveClean(item, trade.Adviser))?.Code);
        Assert.Equal("reason-needed", (await trade.Coop.Approve(item, trade.Adviser))?.Code);

        await trade.Decide(order, OrderDecision.AskChanges, "30 days, please");
        Assert.Empty(await trade.Coop.OpenItems());
        Assert.Null((await trade.Coop.Door.Run(new SaveOrder.Command(Guid.NewGuid(), order, content with { TermDays = 30 }), trade.Member)).Refusal);
        await trade.Submit(order);

        Assert.Equal(CaseState.Reopened, (await trade.Coop.OpenItem("invoicing.order")).State);
        await trade.Coop.Door.Run(new WithdrawOrder.Command(Guid.NewGuid(), order, null), trade.Member);
        Assert.Empty(await trade.Coop.OpenItems());
    }

    [Fact]
    public async Task A_new_client_is_on_the_desk_until_it_is_checked()
    {
        await using var trade = await Trade.Fresh();
        var first = await trade.Client(approved: false);

        var item = await trade.Coop.OpenItem("invoicing.client");
        Assert.True(item.Clean);
        Assert.Null(await trade.Coop.ApproveClean(item, trade.Adviser));
        Assert.Empty(await trade.Coop.OpenItems());

        var copy = await trade.Coop.Door.Run(new EnterClient.Command(Guid.NewGuid(), Trade.Umea("Umea Kommun", null), "another office"), trade.Member);
        Assert.False((await trade.Coop.OpenItem("invoicing.client")).Clean);
        Assert.Null((await trade.Coop.Door.Run(new CheckClient.Command(Guid.NewGuid(), copy.Value.Value, ClientDecision.Merge, first, "the same"), trade.Adviser)).Refusal);
        Assert.Empty(await trade.Coop.OpenItems());
    }

    [Fact]
    public async Task Lifting_a_block_waits_for_the_second_person_or_for_the_client_to_pay()
    {
        await using var trade = await Trade.Fresh();
        var client = await trade.Client();
        await trade.Coop.Door.Run(new HoldClient.Command(Guid.NewGuid(), client, ClientHold.Block, "never pays"), trade.Adviser);
        await trade.Coop.Door.Run(new UnblockClient.Command(Guid.NewGuid(), client, "has promised"), trade.Adviser);

        Assert.True((await trade.Coop.OpenItem("invoicing.unblock")).Item.FourEyes);
        Assert.Null((await trade.Coop.Door.Run(new UnblockClient.Command(Guid.NewGuid(), client, "agreed"), trade.Second)).Refusal);
        Assert.Empty(await trade.Coop.OpenItems());

        var invoice = await trade.Invoice(client, trade.Today.PlusDays(10));
        await trade.Coop.Pass(75);
        Assert.Null((await trade.Coop.Door.Run(new UnblockClient.Command(Guid.NewGuid(), client, "has promised again"), trade.Adviser)).Refusal);
        Assert.Single(await trade.Coop.OpenItems("invoicing.unblock"));
        Assert.Null((await trade.Coop.Write(tx => tx.RecordPayment(Guid.NewGuid(), invoice.Id, invoice.Gross, null, null, "bank"))).Refusal);
        await trade.Coop.Pass(0);
        Assert.Empty(await trade.Coop.OpenItems("invoicing.unblock"));
        Assert.Equal(0, await trade.Coop.Ask<int>("select count(*)::int from invoicing.unblock_request where not decided"));
    }

    [Theory]
    [InlineData(true), InlineData(false)]
    public async Task A_talk_before_the_demand_is_asked_for_once_and_ends_with_the_talk_or_the_money(bool talks)
    {
        await using var house = await InvoiceBuilder.Ready();
        var invoice = await house.Issued(1_000);
        await house.Coop.Pass(65);
        await house.Coop.Pass(10);

        var item = await house.Coop.OpenItem("invoicing.talk");
        Assert.Equal((invoice.Id.Value, $"/invoices/{invoice.Id}", house.Member.Person), (item.Item.Object, item.Item.Href, item.Item.Member));

        if (talks) Assert.Null((await house.Coop.Door.Run(new HearMember.Command(Guid.NewGuid(), invoice.Id, "They will pay."), house.Adviser)).Refusal);
        else await house.Pay(invoice, 1_250);
        Assert.Empty(await house.Coop.OpenItems());
    }

    [Fact]
    public async Task A_dispute_is_on_the_desk_until_it_is_decided()
    {
        await using var house = await InvoiceBuilder.Ready();
        var invoice = await house.Issued(1_000);
        Assert.Null((await house.Coop.Door.Run(new OpenDispute.Command(Guid.NewGuid(), invoice.Id, "The lamps were dark."), house.Member)).Refusal);

        Assert.Contains(("reason", (object)"The lamps were dark."), (await house.Coop.OpenItem("invoicing.dispute")).Item.Facts);
        await house.Coop.Door.Run(new NoteDispute.Command(Guid.NewGuid(), invoice.Id, "One of twelve.", MemberHeard: true), house.Adviser);
        Assert.Single(await house.Coop.OpenItems());
        Assert.Null((await house.Coop.Door.Run(new DecideDispute.Command(Guid.NewGuid(), invoice.Id, DisputeDecision.Stand, "One lamp is no reason."), house.Adviser)).Refusal);
        Assert.Empty(await house.Coop.OpenItems());
    }

    [Fact]
    public async Task A_write_off_waits_for_a_second_person_who_may_approve_it_from_the_desk()
    {
        await using var house = await InvoiceBuilder.Ready();
        var invoice = await house.Issued(1_000);
        await house.Coop.Door.Run(new ProposeWriteOff.Command(Guid.NewGuid(), invoice.Id, "Bankrupt"), house.Finance);

        var item = await house.Coop.OpenItem("invoicing.write-off");
        Assert.True(item.Item.FourEyes);
        Assert.Equal("second-person-needed", (await house.Coop.Approve(item, house.Finance))?.Code);
        Assert.Equal(Refusal.Unknown, await house.Coop.Approve(item, house.Adviser));
        Assert.Null(await house.Coop.Approve(item, Cooperative.Somebody(Role.Board)));
        Assert.Empty(await house.Coop.OpenItems());
        Assert.Equal(InvoiceState.WrittenOff, await house.State(invoice));
    }

    [Fact]
    public async Task A_proposal_to_give_up_what_is_then_paid_is_over()
    {
        await using var house = await InvoiceBuilder.Ready();
        var invoice = await house.Issued(1_000);
        await house.Coop.Door.Run(new ProposeWriteOff.Command(Guid.NewGuid(), invoice.Id, "Bankrupt"), house.Finance);
        await house.Pay(invoice, 1_250);

        Assert.Empty(await house.Coop.OpenItems());
        Assert.Equal(0, await house.Coop.Ask<int>("select count(*)::int from invoicing.write_off where decided is null"));
    }
}
