using NodaTime;
using Samverk.Activities;
using Samverk.Countries;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Tests.Invoicing;

/// <summary>A cooperative that can issue invoices: a seller's profile, an activity of one member, and clients with orders.</summary>
internal sealed class InvoiceBuilder : IAsyncDisposable
{
    private InvoiceBuilder(Cooperative coop) => Coop = coop;

    public static readonly Seller Seller = new(
        "Kulturkooperativet Norr ek. för.", new PostalAddress("SE", "Malmö", "211 20", "Kanalgatan", "12"), SellerVat.Registered, "SE769612345901", "769612-3459", Seller.FTax,
        "Säte: Malmö", null, null, "991-2346", "Elin Åström", "faktura@norr.example", "+46 40 123 45 67", "", "sv", 30, DunningPlan.Usual);

    public Cooperative Coop { get; }

    public Actor Finance { get; } = Cooperative.Somebody(Role.Finance);

    public Actor Member { get; } = Cooperative.Somebody(Role.Member);

    public Actor Adviser { get; } = Cooperative.Somebody(Role.Adviser);

    public Activity Activity { get; } = new(
        Id<Activity>.New(), Cooperative.Entity.Id, "a1", "Light", Currency.SEK, ActivityKind.Personal, null, ActivityState.Open, new LocalDate(2026, 1, 1));

    public static async Task<InvoiceBuilder> Ready(Seller? seller = null)
    {
        var built = new InvoiceBuilder(await Cooperative.Fresh());
        Assert.Null((await built.Coop.Write<Done>(async tx =>
        {
            await tx.Save(built.Activity, null, "opened", "");
            await tx.Join(built.Activity.Id, built.Member.Person, manager: true);
            return default(Done);
        })).Refusal);
        Assert.Null((await built.Coop.Door.Run(new SetSeller.Command(Guid.NewGuid(), Cooperative.Entity.Id, seller ?? Seller), built.Finance)).Refusal);
        return built;
    }

    public async Task<Order> Order(decimal net, string title = "Light design", string name = "Ljus & Ton AB", Client? client = null, bool confirmed = true)
    {
        client ??= new Client(
            Id<Client>.New(), "c" + Guid.NewGuid().ToString("n")[..12], name, BuyerKind.Business, "SE", new("SE", "Göteborg", "411 38", "Storgatan", "5"), "SE556036079301", "5560360793",
            "faktura@ljus.example", "sv", ClientState.Approved, Coop.Today);
        var order = new Order(
            Id<Order>.New(), "O-" + Guid.NewGuid().ToString("n")[..8], Activity.Id, Cooperative.Entity.Id, client.Id, title, Money.Of(net, Currency.SEK, Rounding.HalfAwayFromZero), Money.Zero(Currency.SEK),
            null, OrderState.Draft);
        Assert.Null((await Coop.Write<GuaranteeVerdict>(async tx =>
        {
            if (await tx.FindClient(client.Id) is null) await tx.Save(client, null, "created", "");
            return await tx.ActivateOrder(order, null, confirmed, new { test = true });
        })).Refusal);
        return order;
    }

    public async Task<IReadOnlyList<Id<Invoice>>> Plan(Order order, params PlanInvoices.Part[] parts)
    {
        var planned = await Coop.Door.Run(new PlanInvoices.Command(Guid.NewGuid(), order.Id, parts is [] ? [new(1)] : parts, SupplyKind.Services), Member);
        Assert.Null(planned.Refusal);
        return planned.Value;
    }

    public Task<Outcome<SendInvoice.Result>> Send(Id<Invoice> draft, Guid? request = null) =>
        Coop.Door.Run(new SendInvoice.Command(request ?? Guid.NewGuid(), draft), Member);

    public async Task<Invoice> Issued(decimal net)
    {
        var sent = await Send((await Plan(await Order(net)))[0]);
        Assert.Null(sent.Refusal);
        return (await Read(tx => tx.FindInvoice(sent.Value.Invoice)))!;
    }

    public async Task<T> Read<T>(Func<Tx, Task<T>> read) => (await Coop.Db.Read(Actor.System, async tx => Outcome.Of(await read(tx)))).Value;

    public Task<InvoiceState> State(Invoice invoice) => Read(tx => tx.StateOf(invoice));

    public async Task Pay(Invoice invoice, decimal amount) => Assert.Null((await Coop.Write(
        tx => tx.RecordPayment(Guid.NewGuid(), invoice.Id, Money.Of(amount, Currency.SEK, Rounding.HalfAwayFromZero), null, null, "bank"))).Refusal);

    public ValueTask DisposeAsync() => Coop.DisposeAsync();
}
