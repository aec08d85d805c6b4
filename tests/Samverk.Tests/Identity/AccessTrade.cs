using System.Text.RegularExpressions;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Samverk.Activities;
using Samverk.Countries;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;
using Account = Samverk.Ledger.Account;
using Actor = Samverk.Store.Actor;

namespace Samverk.Tests.Identity;

/// <summary>Activities, clients, orders and invoices of a member.</summary>
internal sealed partial class AccessWorld
{
    private async Task Activities(Dictionary<string, string> ids, Actor member, string name)
    {
        var adviser = Staff[Role.Adviser];
        var opened = new List<Id<Activity>>();
        foreach (var number in (int[])[1, 2])
            opened.Add((await Do(new RequestActivity.Command(Guid.CreateVersion7(), Cooperative.Entity.Id, $"{name} {number}", ActivityKind.Personal, null, member.Person, ""), adviser)).Activity);
        ids["activity"] = ids["from"] = Text(opened[0].Value);
        ids["to"] = Text(opened[1].Value);
        await Write(async tx =>
        {
            var (found, document) = ((await tx.FindActivity(opened[0]))!, Guid.CreateVersion7());
            ids["code"] = found.Code;
            Must(await tx.Post(new Entry(new(document), found.Entity, tx.Today, document, "invoice", "Invoice",
                new Line(Account.Bank, Kronor(5_000)), new Line(found.Account, -Kronor(5_000)) { Activity = found.Id.Value })));
        });
        ids["transfer"] = Text((await Do(new ProposeTransfer.Command(Guid.CreateVersion7(), opened[0], opened[1], Kronor(10), "costumes"), member)).Value);
        ids["delegation"] = Text((await Do(new InviteToTeam.Command(Guid.CreateVersion7(), opened[0], false, $"friend-{name}@norr.example", null, null), member)).Delegation.Value);
    }

    private async Task Orders(Dictionary<string, string> ids, Actor member, string name)
    {
        var client = (await Do(new EnterClient.Command(Guid.CreateVersion7(), new() { Name = $"Client of {name}", Kind = BuyerKind.Public, Country = "SE", Street = "Skolgatan", PostalCode = "901 84", Town = "Umeå", Language = "sv" }, null), member)).Value;
        await Do(new CheckClient.Command(Guid.CreateVersion7(), client, ClientDecision.Approve, null, null), Staff[Role.Adviser]);
        ids["client"] = Text(client);
        ids["contact"] = Text(await Do(new KeepContact.Command(Guid.CreateVersion7(), client, null, "Anna", "Head", null, null), member));
        var asked = await Order(member, client, Guid.Parse(ids["activity"]), name);
        ids["askedOrder"] = Text(asked);
        await Attach(asked);
        await Do(new SubmitOrder.Command(Guid.CreateVersion7(), asked), member);
        await Do(new DecideOrder.Command(Guid.CreateVersion7(), asked, OrderDecision.Approve, "fine", null), Staff[Role.Adviser]);
        var mail = (await db.Read(Actor.System, async tx => Outcome.Of(await tx.Connection.QuerySingleAsync<string>("select body from store.mail where recipient = @to", new { to = $"clerk-{name}@umea.example" })))).Value;
        ids["confirmation"] = Regex.Match(mail, "/confirm/([A-Za-z0-9_-]{43})", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value;
        ids["confirmationDocument"] = (await door.Read(new ReadLink.Query(ids["confirmation"]), Actor.Visitor)).Value.Document;
        var order = await Order(member, client, Guid.Parse(ids["activity"]), name);
        ids["order"] = Text(order);
        ids["file"] = await Attach(order);

        async Task<string> Attach(Guid to) => (await Do(new AttachFile.Command(Guid.CreateVersion7(), to, "notes.txt", "text/plain", System.Text.Encoding.UTF8.GetBytes($"notes of {name}"), false), member)).Value;
    }

    private async Task<Guid> Order(Actor member, Guid client, Guid activity, string name)
    {
        var order = Guid.CreateVersion7();
        await Do(new SaveOrder.Command(Guid.CreateVersion7(), order, Content(client, activity, name)), member);
        return order;
    }

    public OrderContent Content(Guid client, Guid activity, string name) => new()
    {
        Activity = activity, Client = client, Title = "Portraits", Description = "Twelve portraits.", Net = Kronor(12_000), From = Today.PlusDays(7), To = Today.PlusDays(9), Place = "Umeå",
        PlaceCountry = "SE", ValidUntil = Today.PlusDays(20), Signers = [new("Anna Berg", $"clerk-{name}@umea.example")],
        Answers = new LegalAnswers { Trade = "photography", ClientSetsPlace = true, ClientSetsHours = false, ClientLeadsWork = false },
    };

    private async Task Invoices(Dictionary<string, string> ids, Actor member, string name)
    {
        var client = new Client(Id<Client>.New(), $"c-{name}", $"Ljus {name} AB", BuyerKind.Business, "SE", new("SE", "Göteborg", "411 38", "Storgatan", "5"), "SE556036079301", "5560360793",
            $"faktura-{name}@ljus.example", "sv", ClientState.Approved, Today);
        var order = new Order(Id<Order>.New(), $"O-{name}", new(Guid.Parse(ids["activity"])), Cooperative.Entity.Id, client.Id, "Light design", Kronor(9_000), Money.Zero(Currency.SEK), null, OrderState.Draft);
        await Write(async tx =>
        {
            await tx.Save(client, null, "created", "");
            Must(await tx.ActivateOrder(order, null, true, new { test = true }));
        });
        var drafts = await Do(new PlanInvoices.Command(Guid.CreateVersion7(), order.Id, [new(1), new(1), new(1)], SupplyKind.Services), member);
        ids["invoiceFile"] = (await Do(new AttachToDraft.Command(Guid.CreateVersion7(), drafts[0], "hours.csv", "text/csv", System.Text.Encoding.UTF8.GetBytes($"hours of {name}")), member)).Value;
        var issued = (await Do(new SendInvoice.Command(Guid.CreateVersion7(), drafts[0]), member)).Invoice;
        (ids["activeOrder"], ids["draft"], ids["invoice"], ids["document"]) = (Text(order.Id.Value), Text(drafts[1].Value), Text(issued.Value), Text(issued.Value));
        ids["link"] = (await db.Write(Actor.System, async tx => Outcome.Of((await tx.LinkOf(issued))!))).Value.Split('/')[^1];
        ids["proposal"] = await Proposed(issued);
        ids["otherProposal"] = await Proposed((await Do(new SendInvoice.Command(Guid.CreateVersion7(), drafts[2]), member)).Invoice);
        var verdict = Guid.CreateVersion7();
        await Do(new ProposeVerdict.Command(verdict, order.Id, false, "void"), Staff[Role.Auditor] with { Roles = new HashSet<Role> { Role.Board } });
        ids["verdict"] = Text(verdict);
        await services.GetRequiredService<JobRunner>().RunDue();

        async Task<string> Proposed(Id<Invoice> invoice) =>
            Text((await Do(new ProposeWriteOff.Command(Guid.CreateVersion7(), invoice, "gone"), Staff[Role.Board] with { Roles = new HashSet<Role> { Role.Finance } })).Proposal);
    }
}
