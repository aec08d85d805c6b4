using Dapper;
using NodaTime;
using Samverk.Activities;
using Samverk.Banking;
using Samverk.Countries;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;
using Samverk.Treasury;

namespace Samverk.Tests.Treasury;

/// <summary>A cooperative with a bank account, an activity and clients, and a bank that writes files.</summary>
internal sealed class Bank : IAsyncDisposable
{
    public const string OwnIban = "SE4550000000058398257466", ClientIban = "DE75512108001245126199";

    private Bank(Cooperative coop) => Coop = coop;

    public static readonly Actor Finance = Cooperative.Somebody(Role.Finance), OtherFinance = Cooperative.Somebody(Role.Finance);

    public static readonly Activity Activity = new(
        new(Guid.Parse("00000000-0000-8000-8000-0000000000a1")), Cooperative.Entity.Id, "stage", "Stage", Currency.SEK, ActivityKind.Personal, null, ActivityState.Open, new(2026, 1, 1));

    public Cooperative Coop { get; }

    public static async Task<Bank> Open()
    {
        var bank = new Bank(await Cooperative.Fresh());
        (await bank.Coop.Write<Done>(async tx =>
        {
            await tx.Save(Activity, null, "opened", "");
            return default(Done);
        })).Value.ToString();
        Assert.Null((await bank.Coop.Door.Run(new OpenBankAccount.Command(Guid.CreateVersion7(), Cooperative.Entity.Id, OwnIban), Finance)).Refusal);
        return bank;
    }

    public static Money Sek(decimal amount) => Money.Of(amount, Currency.SEK, Rounding.HalfAwayFromZero);

    public async Task<Client> Client(string code, string name)
    {
        var client = new Client(Id<Client>.Named(Guid.Empty, code), code, name, BuyerKind.Business, "SE", null, null, null, null, "sv", ClientState.Approved, Coop.Today);
        await Coop.Write<Done>(async tx =>
        {
            await tx.Save(client, null, "admitted", "");
            return default(Done);
        });
        return client;
    }

    /// <summary>An invoice without VAT, of an order of its own that the guarantee covers.</summary>
    public async Task<Invoice> Invoice(Client client, string number, Money gross, decimal? planningRate = null, bool confirmed = true)
    {
        var order = new Order(Id<Order>.New(), $"O-{number}", Activity.Id, Cooperative.Entity.Id, client.Id, number, gross, Money.Zero(gross.Currency), planningRate, OrderState.Active);
        return (await Coop.Write(async tx =>
        {
            if ((await tx.ActivateOrder(order, null, confirmed, new { confirmed })).Refusal is { } refusal) return refusal;
            return await tx.IssueInvoice(new Invoice(
                Id<Invoice>.New(), number, order.Id, Activity.Id, Cooperative.Entity.Id, client.Id, gross, Money.Zero(gross.Currency), Rate.Zero, gross, tx.Today, tx.Today.PlusDays(30)));
        })).Value;
    }

    public BankRow Row(decimal amount, string? text = null, string? reference = null, string? from = null, string? iban = null) => new()
    {
        Amount = Math.Abs(amount), Currency = "SEK", Credit = amount > 0, BookingDate = Coop.Today, Remittance = text, Counterparty = from, CounterpartyIban = iban,
        BankReference = reference,
    };

    public BankStatement Statement(string id, decimal opening, params IReadOnlyList<BankRow> rows) =>
        new("M1", id, OwnIban, "SEK", opening, opening + rows.Sum(row => row.Credit ? row.Amount : -row.Amount), rows);

    public byte[] File(params IReadOnlyList<BankStatement> statements) => CamtWriter.Write(statements, Coop.Clock.GetCurrentInstant()).Value;

    public Task<Outcome<ImportBankFile.Result>> Import(params IReadOnlyList<BankStatement> statements) => Import(File(statements));

    public Task<Outcome<ImportBankFile.Result>> Import(byte[] file) => Coop.Door.Run(new ImportBankFile.Command(Guid.CreateVersion7(), "bank.xml", file), Finance);

    public async Task<Money> Balance(string account, Currency? currency = null) =>
        (await Coop.Db.Read(Actor.System, async tx => Outcome.Of(await tx.Balance(Cooperative.Entity.Id, account, currency ?? Currency.SEK, tx.Today)))).Value;

    public Task<string> State(string text) => Coop.Ask<string>("select state from treasury.line where remittance = @text", new { text });

    public async Task<Id<BankLine>> Line(string text) => new(await Coop.Ask<Guid>("select id from treasury.line where remittance = @text", new { text }));

    public async Task<int> Count(string table) => await Coop.Ask<int>($"select count(*)::int from {table}");

    public async Task Sound()
    {
        var checks = Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<Verification>(Coop.Services);
        var report = await checks.Run();
        Assert.False(report.Breached, string.Join('\n', report.Lines));
    }

    public ValueTask DisposeAsync() => Coop.DisposeAsync();
}
