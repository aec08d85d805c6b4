using System.Globalization;
using NodaTime;
using Samverk.Activities;
using Samverk.Banking;
using Samverk.Countries;
using Samverk.Identity;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;
using Samverk.Treasury;

namespace Samverk.Host;

/// <summary>
/// A Swedish cooperative with invented people, from 12 January to 2 March 2026: orders, invoices, payments, reminders. Played through the
/// use cases and verbs of the product, with a fixed seed, so that every demo is the same.
/// </summary>
internal sealed class DemoCooperative(OpenNode node, string address)
{
    public const string Password = "skatbo-lingon-2026";

    public static readonly IReadOnlyList<(string Email, string Name, Role Role)> SignIns =
    [
        ("frida@samverk.example", "Frida Lindqvist", Role.Member), ("jonas@samverk.example", "Jonas Berg", Role.Member), ("anna@samverk.example", "Anna Adviser", Role.Adviser),
        ("fia@samverk.example", "Fia Finance", Role.Finance), ("bo@samverk.example", "Bo Board", Role.Board), ("adam@samverk.example", "Adam Administrator", Role.Administrator),
    ];

    private const int Members = 240, OrdersPerDay = 7;

    private static readonly LocalDate Begins = new(2026, 1, 12), Today = new(2026, 3, 2);

    private static readonly LegalEntity Entity = new(new(Name("entity")), "se", "Kulturkooperativet Norr", "SE", Currency.SEK);

#pragma warning disable CA5394 // A demo wants the same chances every time, not unguessable ones.
    private readonly Random chance = new(20260302);

    private readonly Db db = node.Get<Db>();
    private readonly Door door = node.Get<Door>();
    private readonly List<Client> clients = [];
    private readonly List<(Activity Activity, Actor Manager)> activities = [];
    private readonly List<(string Reference, string Number, Money Gross, LocalDate Due, string Client)> open = [];
    private int orders, statements;
    private decimal atBank = 850_000m;

    private static Actor Finance => new(new(Name("fia@samverk.example")), new HashSet<Role> { Role.Finance });

    /// <summary>The whole demo in an empty database.</summary>
    public static async Task Make(string connection)
    {
        await using var node = await OpenNode.At(connection);
        await new DemoCooperative(node, "http://127.0.0.1").Play(_ => { });
    }

    /// <summary>Whether this database is a demo already, or belongs to somebody.</summary>
    public async Task<bool> IsEmpty() => (await db.Read(Actor.System, async tx => Outcome.Of((await tx.Entities()).Count is 0))).Value;

    /// <param name="progress">From 0 to 1.</param>
    public async Task Play(Action<double> progress)
    {
        await GoTo(Begins);
        await Write(Found);
        await Write(Admit);
        await Do(new OpenBankAccount.Command(Name("bank"), Entity.Id, BankNumber), Finance);
        for (var day = Begins; day <= Today; day = day.PlusDays(1))
        {
            await GoTo(day);
            if (day.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday)) await WorkingDay(day);
            await node.Get<JobRunner>().RunDue();
            progress(NodaTime.Period.DaysBetween(Begins, day) / (double)NodaTime.Period.DaysBetween(Begins, Today));
        }
    }

    private async Task WorkingDay(LocalDate day)
    {
        for (var order = 0; order < OrdersPerDay; order++) await Job(day);
        if (day.DayOfWeek is IsoDayOfWeek.Friday or IsoDayOfWeek.Monday) await BankFile(day);
    }

    private async Task Found(Tx tx)
    {
        await tx.Save(Entity);
        Must(await tx.SetTerms(Entity.Id, new LocalDate(2025, 1, 1),
            new Terms(new FeeRule(FeeKind.OnTop, Rate.OfPerCent(6.95m)), [GuaranteeConditions.Confirmed], GuaranteeCover.Net, ExpenseRule.Collected, BadDebtFee.Reverse, SharedMayEmploy: false),
            new { demo = "invented for the demo; no cooperative has released these values" }));
        await tx.Save(Entity.Id, new Seller("Kulturkooperativet Norr ek. för.", new PostalAddress("SE", "Umeå", "903 26", "Storgatan", "12"), SellerVat.Registered, "SE769612345901", "769612-3459",
            Seller.FTax, "Säte: Umeå", null, null, BankNumber, "Fia Finance", "faktura@samverk.example", "+46 90 123 45 67", "", "sv", 30, DunningPlan.Usual));
        foreach (var key in (string[])["cooperative.address", "node.address", "node.public-address"]) await tx.Set(key, address);
        await tx.Set($"invoicing.blocked-after-months.{Entity.Id.Value}", 2);
        Must(await tx.Post(new Entry(Id<Entry>.Named(Entity.Id.Value, "opening"), Entity.Id, tx.Today, Entity.Id.Value, "opening", "Opening",
            new Line(Ledger.Account.Bank, new Money(850_000_00, Currency.SEK)), new Line(Ledger.Account.FundOpening, new Money(-350_000_00, Currency.SEK)), new Line(Ledger.Account.Reserves, new Money(-500_000_00, Currency.SEK)))));
    }

    private async Task Admit(Tx tx)
    {
        var people = SignIns.Select(one => (one.Email, one.Name, one.Role)).Concat(Enumerable.Range(0, Members).Select(number =>
            ($"m{number}@samverk.example", $"{DemoNames.First[number % DemoNames.First.Count]} {DemoNames.Last[number * 7 % DemoNames.Last.Count]}", Role.Member)));
        foreach (var (place, (email, name, role)) in people.Index())
        {
            var person = new Id<Store.Person>(Name(email));
            var kind = role is Role.Member ? PersonKind.Member : PersonKind.Staff;
            Must(await tx.SavePerson(PersonFacts.New(person, kind, name, "sv") with { Email = email }));
            if (place < SignIns.Count) Must(await tx.CreateAccount(person, email, Password, [role], place % 2 is 0 ? "en" : "sv"));
            if (role is not Role.Member) continue;

            var work = DemoNames.Works[place % DemoNames.Works.Count];
            var activity = new Activity(new(Name($"activity:{email}")), Entity.Id, $"a-{place:0000}", work, Currency.SEK, ActivityKind.Personal, null, ActivityState.Open, tx.Today);
            await tx.Save(activity, null, "opened", "");
            await tx.Join(activity.Id, person, manager: true);
            activities.Add((activity, new Actor(person, new HashSet<Role> { Role.Member })));
        }

        foreach (var (name, town, postalCode) in DemoNames.Clients)
        {
            var client = new Client(new(Name($"client:{name}")), $"c-{clients.Count:0000}", $"{name} AB", BuyerKind.Business, "SE", new PostalAddress("SE", town, postalCode, "Storgatan", "1"),
                null, null, $"faktura{clients.Count}@samverk.example", "sv", ClientState.Approved, tx.Today);
            await tx.ImportClient(client, "demo");
            clients.Add(client);
        }
    }

    /// <summary>A client's order, confirmed; most are invoiced at once, some stay planned.</summary>
    private async Task Job(LocalDate day)
    {
        // The first two members, whom people sign in as, have more to look at than the others.
        var (activity, manager) = activities[chance.Next(4) is 0 ? chance.Next(2) : chance.Next(activities.Count)];
        var client = clients[chance.Next(clients.Count)];
        var net = new Money(chance.Next(20, 240) * 100_00L, Currency.SEK);
        var number = (++orders).ToString("D4", CultureInfo.InvariantCulture);
        var order = new Order(new(Name($"order:{number}")), $"O-{number}", activity.Id, Entity.Id, client.Id, DemoNames.Jobs[chance.Next(DemoNames.Jobs.Count)], net, Money.Zero(Currency.SEK), null, OrderState.Draft);
        var confirmed = chance.Next(12) is not 0;
        await Write(async tx => Must(await tx.ActivateOrder(order, null, confirmed, new { confirmed, by = "demo" })));
        if (chance.Next(3) is 0) return;

        var drafts = await Do(new PlanInvoices.Command(Name($"plan:{number}"), order.Id, [new(1)], SupplyKind.Services), manager);
        foreach (var draft in drafts)
        {
            var sent = await Do(new SendInvoice.Command(Name($"send:{draft}"), draft), manager);
            open.Add(("", sent.Number, sent.Gross, day.PlusDays(30), client.Name));
        }
    }

    /// <summary>What clients have paid since the last file: most in time, some early, a few not at all; and a line that nobody can place.</summary>
    private async Task BankFile(LocalDate day)
    {
        var paid = open.Where(invoice => chance.Next(100) < (day > invoice.Due ? 40 : day.PlusDays(20) > invoice.Due ? 25 : 4) && !invoice.Client.StartsWith("Festival", StringComparison.Ordinal)).ToArray();
        if (paid.Length is 0) return;
        open.RemoveAll(paid.Contains);
        statements++;
        var rows = paid.Select(invoice => Row(invoice.Gross.ToDecimal(), $"Faktura {invoice.Number}", invoice.Client)).ToList();
        if (statements % 3 is 0) rows.Add(Row(1_250m, "Tack för senast", "Okänd avsändare"));
        var (opening, closing) = (atBank, atBank += rows.Sum(row => row.Amount));
        var file = CamtWriter.Write([new BankStatement($"M-{statements}", $"S-{statements}", BankNumber, "SEK", opening, closing, rows)], day.AtMidnight().InUtc().ToInstant());
        await Do(new ImportBankFile.Command(Name($"bank:{statements}"), $"camt053-{day:uuuu-MM-dd}.xml", Must(file)), Finance);

        BankRow Row(decimal amount, string text, string payer) => new()
        {
            Amount = amount, Currency = "SEK", Credit = true, BookingDate = day, ValueDate = day, Remittance = text, Counterparty = payer, Fingerprint = "",
        };
    }

    private const string BankNumber = "99123432";

    private async Task GoTo(LocalDate day) => await Write(async tx =>
    {
        await tx.SetZone(DateTimeZoneProviders.Tzdb["Europe/Stockholm"]);
        var wanted = day.At(new LocalTime(9, 0)).InZoneLeniently(DateTimeZoneProviders.Tzdb["Europe/Stockholm"]).ToInstant();
        var by = Duration.FromSeconds((long)(wanted - tx.Now).TotalSeconds);
        if (tx.Today != day) Must(await tx.StepClock(by));
    });

    private async Task Write(Func<Tx, Task> work) => Must(await db.Write<Done>(Actor.System, async tx =>
    {
        await work(tx);
        return default(Done);
    }));

    private async Task<TResult> Do<TCommand, TUseCase, TResult>(ICommand<TCommand, TUseCase, TResult> command, Actor actor)
        where TCommand : ICommand<TCommand, TUseCase, TResult>
        where TUseCase : IUseCase<TCommand, TResult> => Must(await door.Run(command, actor));

    // A demo that is refused is a bug of the demo: it says so instead of going on with half a cooperative.
    private static T Must<T>(Outcome<T> outcome) => outcome.Refusal is { } refusal ? throw new InvalidOperationException($"the demo was refused: {refusal}{(refusal.Field is { } field ? $" in {field}" : "")}") : outcome.Value;

    private static Guid Name(string name) => NamedGuid.Of(Guid.Empty, $"samverk.demo:{name}");
}
