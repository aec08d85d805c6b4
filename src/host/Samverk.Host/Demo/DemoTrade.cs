using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Dapper;
using NodaTime;
using Samverk.Activities;
using Samverk.Countries;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;
using static Samverk.Host.DemoCast;

namespace Samverk.Host;

/// <summary>The way of an order from the wizard over adviser and client to its invoices, as people walk it. Orders go by a key of the play.</summary>
internal sealed partial class DemoTrade(DemoStage stage)
{
    private readonly ConcurrentDictionary<string, Id<Order>> orders = [];

    /// <summary>Made on the day on which somebody first saves it.</summary>
    public Id<Order> OrderId(string key) => orders.GetOrAdd(key, _ => new(DemoStage.Name(stage.Today, $"order:{key}")));

    /// <summary>The draft that becomes an invoice keeps its id.</summary>
    public static Id<Invoice> InvoiceId(string key, int part = 0) => Id<Invoice>.Named(PlanId(key), $"part {part}");

    /// <summary>An order as most are: for an activity of the author, at the client's town, confirmed by the client's one contact within three weeks.</summary>
    public OrderContent Order(DemoPerson author, DemoClient client, string title, decimal net, LocalDate from, LocalDate to) => new()
    {
        Activity = DemoFounding.OwnId(author).Value, Client = client.Id, Title = title, Net = DemoFounding.Sek(net), From = from, To = to,
        Description = $"{title} for {client.Name}: preparation, the work itself and clearing up afterwards.", Place = client.Town, PlaceCountry = "SE",
        Supply = SupplyKind.Services, ValidUntil = stage.Today.PlusDays(21), Signers = [client.Signer],
        Answers = new LegalAnswers { Trade = WorkOf(author).Work, ClientSetsPlace = true, ClientSetsHours = false, ClientLeadsWork = false },
    };

    public async Task EnterAndCheck(DemoClient client, DemoPerson member)
    {
        await Enter(client, member);
        await stage.Do(new CheckClient.Command(DemoStage.Name($"check:{client.Id}"), client.Id, ClientDecision.Approve, null, null), Anna);
    }

    /// <summary>Looks whether it is there already, as the page makes people do, and enters it.</summary>
    public async Task Enter(DemoClient client, DemoPerson member, string? otherBecause = null)
    {
        await stage.See(new SearchClients.Query(client.Name, null, null), member);
        await stage.Do(new EnterClient.Command(client.Id, client.Details, otherBecause), member);
    }

    public Task Save(string key, DemoPerson author, OrderContent content) =>
        stage.Do(new SaveOrder.Command(Request("save", key), OrderId(key).Value, content), author);

    public Task<OrderState> Submit(string key, DemoPerson author) => stage.Do(new SubmitOrder.Command(Request("submit", key), OrderId(key).Value), author);

    public async Task<OrderState> Submit(string key, DemoPerson author, OrderContent content)
    {
        await Save(key, author, content);
        return await Submit(key, author);
    }

    public Task Decide(string key, OrderDecision decision, string why, DemoPerson? adviser = null) =>
        stage.Do(new DecideOrder.Command(Request("decide", key), OrderId(key).Value, decision, why, null), adviser ?? Anna);

    /// <summary>Whoever is asked opens the link in the mail, reads, and answers.</summary>
    public async Task Answer(string key, Signer signer, AnswerKind kind = AnswerKind.Accept, string words = "")
    {
        var token = await stage.Read(tx => LinkIn(tx, OrderId(key).Value, signer.Email));
        var read = await stage.See(new ReadLink.Query(token), DemoPerson.Outside);
        await stage.Do(new AnswerOrder.Command(Request("answer", $"{key}:{signer.Email}"), token, read.Document, new Answer(kind, signer.Name, "Producer", "", words), MaySign: true), DemoPerson.Outside);
    }

    /// <summary>All at once: handed in, checked where it must be, accepted by everybody who is asked.</summary>
    public async Task Agree(string key, DemoPerson author, OrderContent content)
    {
        if (await Submit(key, author, content) is OrderState.Checking) await Decide(key, OrderDecision.Approve, "Talked it through with the member; price and terms are fine.");
        foreach (var signer in content.Signers) await Answer(key, signer);
    }

    public async Task Plan(string key, DemoPerson member, params IReadOnlyList<PlanInvoices.Part> parts) =>
        await stage.Do(new PlanInvoices.Command(PlanId(key), OrderId(key), parts, SupplyKind.Services), member);

    public async Task Send(string key, DemoPerson member, int part = 0) => await stage.Do(new SendInvoice.Command(Request("send", $"{key}:{part}"), InvoiceId(key, part)), member);

    /// <summary>One invoice for all of it, sent at once.</summary>
    public async Task Invoice(string key, DemoPerson member)
    {
        await Plan(key, member, new PlanInvoices.Part(1));
        await Send(key, member);
    }

    private static Guid PlanId(string key) => DemoStage.Name($"plan:{key}");

    private Guid Request(string what, string key) => DemoStage.Name($"{what}:{key}:{stage.Today:R}");

    private static async Task<string> LinkIn(Tx tx, Guid order, string recipient) => Token().Match(await tx.Connection.QuerySingleAsync<string>(
        "select body from store.mail where document = @order and recipient = @recipient and body like '%/confirm/%' order by queued_at desc limit 1", new { order, recipient })).Groups[1].Value;

    [GeneratedRegex("/confirm/([A-Za-z0-9_-]{43})", RegexOptions.None, matchTimeoutMilliseconds: 100)]
    private static partial Regex Token();
}
