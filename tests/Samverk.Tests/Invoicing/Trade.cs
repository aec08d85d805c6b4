using System.Text.RegularExpressions;
using NodaTime;
using Samverk.Activities;
using Samverk.Countries;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Ui;
using Actor = Samverk.Store.Actor;

namespace Samverk.Tests.Invoicing;

/// <summary>A cooperative in which a member has an activity and writes orders for a client.</summary>
internal sealed class Trade : IAsyncDisposable
{
    private Trade(Cooperative coop) => Coop = coop;

    public Cooperative Coop { get; }

    public Actor Member { get; } = Cooperative.Somebody(Role.Member);

    public Actor Adviser { get; } = Cooperative.Somebody(Role.Adviser);

    public Actor Second { get; } = Cooperative.Somebody(Role.Adviser);

    public Id<Activity> Activity { get; } = Id<Activity>.New();

    public LocalDate Today => Coop.Today;

    public static async Task<Trade> Fresh()
    {
        var trade = new Trade(await Cooperative.Fresh(services => services.AddUi()));
        Assert.Null((await trade.Coop.Write<Done>(async tx =>
        {
            await tx.Set(NodeAddress.Setting, "https://norr.example");
            await tx.Set(ClientStandingSql.MonthsKey(Cooperative.Entity.Id), 2);
            await tx.Save(new Activity(trade.Activity, Cooperative.Entity.Id, "photo", "Photo", Currency.SEK, ActivityKind.Personal, null, ActivityState.Open, tx.Today), null, "opened", "");
            await tx.Join(trade.Activity, trade.Member.Person, manager: true);
            return default(Done);
        })).Refusal);
        return trade;
    }

    public static ClientDetails Umea(string name = "Umeå kommun", string? vat = "SE212000262701") => new()
    {
        Name = name, Kind = BuyerKind.Public, Country = "SE", Street = "Skolgatan", Building = "31 A", PostalCode = "901 84", Town = "Umeå", VatNumber = vat, Language = "sv",
    };

    public async Task<Guid> Client(ClientDetails? details = null, bool approved = true)
    {
        var entered = await Coop.Door.Run(new EnterClient.Command(Guid.CreateVersion7(), details ?? Umea(), null), Member);
        Assert.Null(entered.Refusal);
        if (approved) Assert.Null((await Coop.Door.Run(new CheckClient.Command(Guid.CreateVersion7(), entered.Value.Value, ClientDecision.Approve, null, null), Adviser)).Refusal);
        return entered.Value.Value;
    }

    public OrderContent Content(Guid client) => new()
    {
        Activity = Activity.Value, Client = client, Title = "Portraits of the council", Description = "Twelve portraits, edited.", Net = new Money(12_000_00, Currency.SEK),
        From = Today.PlusDays(7), To = Today.PlusDays(9), Place = "Umeå", PlaceCountry = "SE", ValidUntil = Today.PlusDays(20),
        Answers = new LegalAnswers { Trade = "photography", ClientSetsPlace = true, ClientSetsHours = false, ClientLeadsWork = false },
        Signers = [new("Anna Berg", "anna@umea.example")],
    };

    public async Task<Guid> Draft(OrderContent content, Actor? author = null)
    {
        var order = Guid.CreateVersion7();
        Assert.Null((await Coop.Door.Run(new SaveOrder.Command(Guid.CreateVersion7(), order, content), author ?? Member)).Refusal);
        return order;
    }

    public Task<Outcome<OrderState>> Submit(Guid order, Actor? author = null) => Coop.Door.Run(new SubmitOrder.Command(Guid.CreateVersion7(), order), author ?? Member);

    public Task<Outcome<OrderState>> Decide(Guid order, OrderDecision decision = OrderDecision.Approve, string? why = null, Actor? by = null) =>
        Coop.Door.Run(new DecideOrder.Command(Guid.CreateVersion7(), order, decision, why, null), by ?? Adviser);

    /// <summary>Submitted, approved, and waiting for its client.</summary>
    public async Task<Guid> Asked(OrderContent content)
    {
        var order = await Draft(content);
        Assert.Equal(OrderState.Checking, (await Submit(order)).Value);
        Assert.Equal(OrderState.Confirming, (await Decide(order, why: "fine")).Value);
        return order;
    }

    /// <summary>The token in the last mail to somebody.</summary>
    public async Task<string> Token(string recipient) => Regex.Match(
        await Coop.Ask<string>("select body from store.mail where recipient = @recipient and body like '%/confirm/%' order by queued_at desc, id desc limit 1", new { recipient }),
        "https://norr\\.example/confirm/([A-Za-z0-9_-]{43})", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value;

    public async Task<ReadLink.View> Read(string token) => (await Coop.Door.Read(new ReadLink.Query(token), Actor.Visitor)).Value;

    public async Task<Outcome<AnswerOrder.Result>> Answer(string token, AnswerKind kind = AnswerKind.Accept, string words = "", string? document = null, string name = "Anna Berg") =>
        await Coop.Door.Run(new AnswerOrder.Command(
            Guid.CreateVersion7(), token, document ?? (await Read(token)).Document, new Answer(kind, name, "Head of culture", "REF-7", words), true), Actor.Visitor);

    public async Task<OrderState> State(Guid order) => Enum.Parse<OrderState>(await Coop.Ask<string>("select state from invoicing.client_order where id = @order", new { order }));

    /// <summary>An invoice on an active order of its own, as the posting verb issues it.</summary>
    public async Task<Invoice> Invoice(Guid client, LocalDate due)
    {
        var issued = await Coop.Write<Invoice>(async tx =>
        {
            var id = Id<Order>.New();
            var order = new Order(id, $"old-{id.Value:n}", Activity, Cooperative.Entity.Id, new(client), "Earlier", new Money(1000_00, Currency.SEK), new Money(0, Currency.SEK), null, OrderState.Draft);
            if ((await tx.ActivateOrder(order, null, true, new { })).Refusal is { } refusal) return refusal;
            return await tx.IssueInvoice(new Invoice(
                Id<Invoice>.New(), $"F-{id.Value:n}", id, Activity, Cooperative.Entity.Id, new(client), new Money(1000_00, Currency.SEK), new Money(250_00, Currency.SEK), Rate.OfPerCent(25),
                default, tx.Today, due));
        });
        return issued.Value;
    }

    public ValueTask DisposeAsync() => Coop.DisposeAsync();
}
