using NodaTime;
using Samverk.Activities;
using Samverk.Banking;
using Samverk.Countries;
using Samverk.Host;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;
using Samverk.Treasury;

namespace Samverk.Bench;

/// <summary>A Swedish cooperative on a durable server, with all modules of a node: who invoices, who pays, and a bank account.</summary>
internal sealed class BenchCooperative : IAsyncDisposable
{
    public const string BankNumber = "99123432";

    private const int Activities = 50, Clients = 100;

    private readonly string folder;
    private readonly EmbeddedPostgres server;

    private BenchCooperative(string folder, EmbeddedPostgres server, OpenNode node, string database) => (this.folder, this.server, Node, Database) = (folder, server, node, database);

    public static LegalEntity Entity { get; } = new(Id<LegalEntity>.New(), "se", "Bench", "SE", Currency.SEK);

    public static Actor Finance { get; } = new(Id<Person>.New(), new HashSet<Role> { Role.Finance });

    public OpenNode Node { get; }

    /// <summary>Npgsql connection text.</summary>
    public string Database { get; }

    public Effort Effort => field ??= new(folder);

    public Db Db => Node.Get<Db>();

    public IReadOnlyList<(Activity Activity, Actor Manager)> Teams { get; private set; } = [];

    public IReadOnlyList<Client> Payers { get; private set; } = [];

    public static async Task<BenchCooperative> Open(string account = BankNumber)
    {
        var folder = await EmbeddedPostgres.ReachableFolder(Path.Combine(Path.GetTempPath(), $"samverk-bench-{Guid.NewGuid():N}"));
        var server = await EmbeddedPostgres.Start(new EmbeddedPostgresOptions(folder));
        var database = await server.EnsureDatabase("bench");
        var node = await OpenNode.At(database);
        var coop = new BenchCooperative(folder, server, node, database);
        await node.Get<Subscriptions>().Write(coop.Db);
        await coop.Write(coop.Found);
        await coop.Do(new OpenBankAccount.Command(Guid.CreateVersion7(), Entity.Id, account), Finance);
        return coop;
    }

    /// <summary>An order that the client has confirmed.</summary>
    public async Task<Order> Order(int number, Money net)
    {
        var (activity, _) = Teams[number % Teams.Count];
        var order = new Order(
            Id<Order>.New(), $"O-{number}", activity.Id, Entity.Id, Payers[number % Payers.Count].Id, "Light design", net, Money.Zero(Currency.SEK), null, OrderState.Draft);
        await Write(async tx => Must(await tx.ActivateOrder(order, null, confirmed: true, new { bench = true })));
        return order with { State = OrderState.Active };
    }

    public Task Write(Func<Tx, Task> work) => Db.Write<Done>(Actor.System, async tx =>
    {
        await work(tx);
        return default(Done);
    });

    public async Task<TResult> Do<TCommand, TUseCase, TResult>(ICommand<TCommand, TUseCase, TResult> command, Actor actor)
        where TCommand : ICommand<TCommand, TUseCase, TResult>
        where TUseCase : IUseCase<TCommand, TResult> => Must(await Node.Get<Door>().Run(command, actor));

    public static T Must<T>(Outcome<T> outcome) => outcome.Refusal is { } refusal ? throw new InvalidOperationException(refusal.ToString()) : outcome.Value;

    public async ValueTask DisposeAsync()
    {
        await Node.DisposeAsync();
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    private async Task Found(Tx tx)
    {
        await tx.Save(Entity);
        Must(await tx.SetTerms(
            Entity.Id, new LocalDate(2025, 1, 1),
            new Terms(new FeeRule(FeeKind.OnTop, Rate.OfPerCent(6.95m)), [GuaranteeConditions.Confirmed], GuaranteeCover.Net, ExpenseRule.Collected, BadDebtFee.Reverse, SharedMayEmploy: false),
            new { bench = true }));
        await tx.Save(Entity.Id, new Seller(
            "Bench ek. för.", new PostalAddress("SE", "Umeå", "903 26", "Storgatan", "12"), SellerVat.Registered, "SE769612345901", "769612-3459", Seller.FTax, "Säte: Umeå", null, null,
            BankNumber, "Fia Finance", "faktura@samverk.example", "+46 90 123 45 67", "", "sv", 30, DunningPlan.Usual));
        foreach (var key in (string[])["cooperative.address", "node.address", "node.public-address"]) await tx.Set(key, "http://127.0.0.1");
        Must(await tx.Post(new Entry(
            Id<Entry>.New(), Entity.Id, tx.Today, Entity.Id.Value, "opening", "Opening",
            new Line(Account.Bank, new Money(850_000_00, Currency.SEK)), new Line(Account.FundOpening, new Money(-850_000_00, Currency.SEK)))));
        List<(Activity, Actor)> teams = [];
        for (var number = 0; number < Activities; number++)
        {
            var activity = new Activity(Id<Activity>.New(), Entity.Id, $"a-{number:0000}", "Stage", Currency.SEK, ActivityKind.Personal, null, ActivityState.Open, tx.Today);
            var manager = new Actor(Id<Person>.New(), new HashSet<Role> { Role.Member });
            await tx.Save(activity, null, "opened", "");
            await tx.Join(activity.Id, manager.Person, manager: true);
            teams.Add((activity, manager));
        }

        List<Client> payers = [];
        for (var number = 0; number < Clients; number++)
        {
            var client = new Client(
                Id<Client>.New(), $"c-{number:0000}", $"Client {number} AB", BuyerKind.Business, "SE", new PostalAddress("SE", "Göteborg", "411 38", "Storgatan", "5"), null, null,
                $"faktura{number}@samverk.example", "sv", ClientState.Approved, tx.Today);
            await tx.ImportClient(client, "bench");
            payers.Add(client);
        }

        (Teams, Payers) = (teams, payers);
    }
}
