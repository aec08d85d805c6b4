using NodaTime;
using Samverk.Activities;
using Samverk.Countries;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Tests.Invoicing;
using Samverk.Ui;
using Actor = Samverk.Store.Actor;

namespace Samverk.Scenarios;

/// <summary>The scenarios that need people, links and days that pass.</summary>
public sealed partial class WalkedStories
{
    [Fact]
    public async Task S9_Blocked_client()
    {
        await using var walk = await Walk.Begin("s09-blocked-client", "S9 · A client that does not pay is blocked for everyone, and free when it pays");
        var trade = walk.Trade;
        var second = Tests.Cooperative.Somebody(Role.Member);
        await trade.Coop.Write<Done>(async tx =>
        {
            await tx.Join(trade.Activity, second.Person, manager: false);
            return default(Done);
        });
        walk.Tell("The cooperative lets a client be late for two calendar months. One of its members works for the municipality of Umeå.");
        var client = await walk.Does("2026-05-04", "The first member enters the client, and an adviser finds it in order.", () => Enter(trade));
        var invoice = await Invoiced(walk, client, "2026-05-04", "2026-05-31");
        await walk.Comes("2026-06-30", "The invoice is due, and nobody pays.");
        Assert.Equal(new LocalDate(2026, 6, 30), (await Read(walk, invoice)).Due);

        var waiting = await trade.Draft(trade.Content(client) with { From = new(2026, 9, 7), To = new(2026, 9, 8), ValidUntil = new(2026, 9, 20) }, second);
        Assert.Equal(OrderState.Checking, await walk.Does("2026-08-30", "Exactly two months after the due date another member submits an order for the same client: it goes through.", () => trade.Submit(waiting, second)));

        var later = await trade.Draft(trade.Content(client) with { From = new(2026, 9, 7), To = new(2026, 9, 8), ValidUntil = new(2026, 9, 20) }, second);
        var refusal = await walk.Refused("2026-08-31", "One day later the client is blocked. The second member tries another order.", () => trade.Submit(later, second), "client-blocked");
        Assert.Empty(refusal.Facts);
        Assert.Equal(ClientState.Blocked, await State(walk, client));
        await walk.Refused("2026-08-31", "The adviser wants to approve the order that waits.", () => trade.Decide(waiting, why: "fine"), "client-blocked");
        Assert.All((await walk.Door.Read(new ViewClient.Query(client), second)).Value.Steps, step => Assert.Empty(step.Why));
        walk.Sees("The second member", "that this client cannot be used now; no name, no invoice and no amount of anybody else.");
        walk.Sees("The adviser", "which invoice blocks the client, and since when.");
        walk.Pause();

        await walk.Does("2026-09-02", "The municipality pays the 15,000.00 SEK.", () => Pay(walk, invoice, 15_000_00));
        Assert.Equal(ClientState.Approved, await State(walk, client));
        Assert.Equal(OrderState.Confirming, await walk.Does("2026-09-02", "The block has ended by itself, and the waiting order goes on.", () => trade.Decide(waiting, why: "paid now")));
        await walk.End();
    }

    [Fact]
    public async Task Two_people_lift_a_block()
    {
        await using var walk = await Walk.Begin("blocking-by-hand", "Watching, advance payment, blocking: what people decide about a client");
        var trade = walk.Trade;
        var client = await walk.Does("2026-03-02", "A member enters a client; an adviser approves it.", () => Enter(trade));
        await walk.Refused("2026-03-03", "The adviser wants to watch the client and gives no reason.", () => Hold(walk, client, ClientHold.Watch, ""), "reason-needed");
        await walk.Does("2026-03-03", "With a reason the client is watched; orders go on.", () => Hold(walk, client, ClientHold.Watch, "The budget of the department is cut."));
        var order = await trade.Draft(trade.Content(client));
        await walk.Does("2026-03-03", "A member submits an order.", () => trade.Submit(order));
        await walk.Does("2026-03-04", "The adviser blocks the client.", () => Hold(walk, client, ClientHold.Block, "A fraud report of the police."));
        var refusal = await walk.Refused("2026-03-04", "A member submits another order.", async () => await trade.Submit(await trade.Draft(trade.Content(client))), "client-blocked");
        Assert.Empty(refusal.Facts);
        await walk.Refused("2026-03-05", "The same adviser wants to make it a watched client again.", () => Hold(walk, client, ClientHold.Watch, "It was a mistake."), "second-person-needed");
        Assert.Equal(ClientState.Blocked, await walk.Does("2026-03-05", "The adviser asks for the block to end, with the reason.", () => Unblock(walk, client, trade.Adviser)));
        await walk.Refused("2026-03-05", "The adviser agrees to the own request.", () => Unblock(walk, client, trade.Adviser), "second-person-needed");
        Assert.Equal(ClientState.Approved, await walk.Does("2026-03-06", "A second adviser agrees: the client is free.", () => Unblock(walk, client, trade.Second)));
        walk.Sees("A member", "a client that can be used again, and when that changed; never the reason.");
        walk.Sees("The staff", "every step with who, when and why.");
        walk.Pause();
        await walk.End();
    }

    [Fact]
    public async Task A_client_answers_by_link()
    {
        await using var walk = await Walk.Begin("confirmation-by-link", "The client confirms by a link, without signing in");
        var trade = walk.Trade;
        var client = await walk.Does("2026-03-02", "A member enters the client, an adviser approves it.", () => Enter(trade));
        Signer[] signers = [new("Anna Berg", "anna@umea.example"), new("Bo Ek", "bo@umea.example")];
        var content = trade.Content(client) with { Signers = signers };
        var order = await trade.Draft(content);
        await walk.Does("2026-03-02", "The member submits an order of 12,000.00 SEK that two people of the municipality have to confirm, one after the other.", () => trade.Submit(order));
        await walk.Does("2026-03-03", "The adviser approves it: the first of the two gets the link.", () => trade.Decide(order, why: "complete"));
        var token = await trade.Token("anna@umea.example");

        var forged = (token[0] is 'A' ? 'B' : 'A') + token[1..];
        await walk.Refused("2026-03-03", "Somebody tries a link with one letter changed.", () => walk.Door.Read(new ReadLink.Query(forged), Actor.Visitor), Refusal.Unknown.Code);
        Assert.Equal(OrderState.ChangesAsked, (await walk.Does("2026-03-04", "Anna asks for a change: “Fourteen portraits, please.” The order is back with its author.", () => trade.Answer(token, AnswerKind.AskChanges, "Fourteen portraits, please."))).State);

        await walk.Does("2026-03-05", "The member changes the text and the price to 14,000.00 SEK, and submits again.", async () =>
        {
            var changed = content with { Description = "Fourteen portraits, edited.", Net = new Money(14_000_00, Currency.SEK) };
            if ((await walk.Door.Run(new SaveOrder.Command(Guid.CreateVersion7(), order, changed), trade.Member)).Refusal is { } refusal) return refusal;
            return await trade.Submit(order);
        });
        await walk.Does("2026-03-05", "The adviser approves; Anna gets a new link.", () => trade.Decide(order, why: "complete"));
        var document = (await trade.Read(await trade.Token("anna@umea.example"))).Document;
        await walk.Refused("2026-03-06", "Anna opens the old mail and accepts there.", () => trade.Answer(token, document: document), "already-answered");
        var first = await walk.Does("2026-03-06", "She accepts by the new link. Now Bo is asked.", async () => await trade.Answer(await trade.Token("anna@umea.example")));
        Assert.False(first.Accepted);
        var last = await walk.Does("2026-03-09", "Bo accepts: the order is active, and the guarantee is fixed with the evidence of both answers.", async () => await trade.Answer(await trade.Token("bo@umea.example"), name: "Bo Ek"));
        Assert.Equal(OrderState.Active, last.State);
        var view = (await walk.Door.Read(new ViewOrder.Query(order), trade.Member)).Value;
        Assert.True(view.Verdict!.Eligible);
        Assert.All(signers, signer => Assert.Contains(signer.Name, view.Verdict.Evidence, StringComparison.Ordinal));
        walk.Sees("The member", "14,000.00 SEK agreed and guaranteed.");
        walk.Sees("The client", "a receipt with the same document and its fingerprint.");
        walk.Sees("An auditor", $"both names, both times, and the hash of exactly what they read.");
        walk.Pause();

        var late = await trade.Draft(trade.Content(client) with { Title = "A film", From = new(2026, 5, 4), To = new(2026, 5, 5), ValidUntil = new(2026, 3, 29), Signers = [new("Cia Dal", "cia@umea.example")] });
        await walk.Does("2026-03-10", "Another order, valid until 29 March, is submitted.", () => trade.Submit(late));
        await walk.Does("2026-03-10", "It is approved and mailed.", () => trade.Decide(late, why: "complete"));
        await walk.Refused("2026-03-30", "Cia accepts one day too late.", async () => await trade.Answer(await trade.Token("cia@umea.example")), "confirmation-expired");
        Assert.Equal(OrderState.Expired, await trade.State(late));
        await walk.End();
    }

    [Fact]
    public async Task Instalments_and_part_payments()
    {
        await using var walk = await Walk.Begin("instalments-and-part-payments", "Instalments that sum exactly, and payments in parts");
        var trade = walk.Trade;
        var client = await walk.Does("2026-03-02", "A member enters the client, an adviser approves it.", () => Enter(trade));
        var order = await Active(walk, trade.Content(client) with { Net = new Money(10_000_01, Currency.SEK) }, "2026-03-02");
        var drafts = await walk.Does("2026-03-16", "The order of 10,000.01 SEK is to be invoiced in three equal parts: now, and by themselves on 15 April and 15 May.", () => walk.Door.Run(
            new PlanInvoices.Command(Guid.CreateVersion7(), new(order), [new(1), new(1, new(2026, 4, 15)), new(1, new(2026, 5, 15))], SupplyKind.Services), trade.Member));
        var parts = new List<(long Net, long Vat, long Gross)>();
        foreach (var draft in drafts)
        {
            var seen = (await walk.Door.Read(new PreviewDraft.Query(draft), trade.Member)).Value;
            parts.Add((seen.Net.Minor, seen.Vat!.Value.Minor, seen.Net.Minor + seen.Vat.Value.Minor));
        }

        Assert.Equal((10_000_01, 2_500_00, 12_500_01), (parts.Sum(part => part.Net), parts.Sum(part => part.Vat), parts.Sum(part => part.Gross)));
        Assert.Equal([3_333_34, 3_333_34, 3_333_33], parts.Select(part => part.Net));
        walk.Tell("The parts are 3,333.34, 3,333.34 and 3,333.33 SEK: together 10,000.01 net, 2,500.00 VAT and 12,500.01 gross, exactly as the whole.");

        var first = await walk.Does("2026-03-16", "The member sends the first part now.", () => walk.Door.Run(new SendInvoice.Command(Guid.CreateVersion7(), drafts[0]), trade.Member));
        await walk.Refused("2026-03-20", "More money than is open is not taken for this invoice.", () => Pay(walk, first.Invoice, 5_000_00), "more-than-open");
        await walk.Does("2026-03-20", "The client pays 2,000.00 of the first part.", () => Pay(walk, first.Invoice, 2_000_00));
        Assert.Equal(InvoiceState.PartPaid, (await Read(walk, first.Invoice)).State);
        var rest = (await Read(walk, first.Invoice)).Open;
        await walk.Does("2026-03-27", $"The client pays the other {rest.Shown()}.", () => Pay(walk, first.Invoice, rest.Minor));
        Assert.Equal(InvoiceState.Paid, (await Read(walk, first.Invoice)).State);

        await walk.Comes("2026-05-15", "Both other parts were sent on their days, each with its own number and its own contribution.");
        var all = (await walk.Door.Read(new ListInvoices.Query(), trade.Member)).Value.Rows;
        Assert.Equal(3, all.Count);
        Assert.Equal(3, all.Select(row => row.Number).Distinct().Count());
        walk.Sees("The member", "one paid invoice and two open ones; agreed and not invoiced: nothing.");
        walk.Sees("The client", "three invoices that together say what was confirmed.");
        walk.Pause();
        await walk.End();
    }

    internal static async Task<Outcome<Guid>> Enter(Trade trade) => Outcome.Of(await trade.Client(Trade.Umea() with { Email = "invoices@umea.example", Language = "en" }));

    /// <summary>An order that the client has accepted.</summary>
    private static async Task<Guid> Active(Walk walk, OrderContent content, string date)
    {
        var order = await walk.Trade.Draft(content);
        await walk.Does(date, $"A member submits an order of {content.Net!.Value.Shown()}.", () => walk.Trade.Submit(order));
        await walk.Does(date, "The adviser approves it, and the client is asked.", () => walk.Trade.Decide(order, why: "complete"));
        await walk.Does(date, "The client accepts by the link: the money is planned, and guaranteed.", async () => await walk.Trade.Answer(await walk.Trade.Token(content.Signers[0].Email)));
        return order;
    }

    internal static async Task<Id<Invoice>> Invoiced(Walk walk, Guid client, string ordered, string invoiced)
    {
        var order = await Active(walk, walk.Trade.Content(client), ordered);
        var drafts = await walk.Does(invoiced, "The work is done; the member makes the draft of the invoice …", () => walk.Door.Run(
            new PlanInvoices.Command(Guid.CreateVersion7(), new(order), [new(1)], SupplyKind.Services), walk.Trade.Member));
        return (await walk.Does(invoiced, "… and sends it, to be paid within 30 days.", () => walk.Door.Run(new SendInvoice.Command(Guid.CreateVersion7(), drafts[0]), walk.Trade.Member))).Invoice;
    }

    internal static Task<Outcome<Done>> Pay(Walk walk, Id<Invoice> invoice, long minor) => walk.Trade.Coop.Write<Done>(async tx =>
        (await tx.RecordPayment(Guid.CreateVersion7(), invoice, new Money(minor, Currency.SEK), null, null, "bank")).Refusal is { } refusal ? refusal : default(Done));

    private static async Task<ReadInvoice.Result> Read(Walk walk, Id<Invoice> invoice) => (await walk.Door.Read(new ReadInvoice.Query(invoice), walk.Trade.Member)).Value;

    private static async Task<ClientState> State(Walk walk, Guid client) => (await walk.Door.Read(new ViewClient.Query(client), walk.Trade.Adviser)).Value.Client.State;

    private static Task<Outcome<ClientState>> Hold(Walk walk, Guid client, ClientHold hold, string why) =>
        walk.Door.Run(new HoldClient.Command(Guid.CreateVersion7(), client, hold, why), walk.Trade.Adviser);

    private static Task<Outcome<ClientState>> Unblock(Walk walk, Guid client, Actor who) =>
        walk.Door.Run(new UnblockClient.Command(Guid.CreateVersion7(), client, "The police closed the case."), who);
}
