using Samverk.Activities;
using Samverk.Expenses;
using Samverk.Host;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Tests.Expenses;

/// <summary>Anna manages Stage, in which clients have paid what a test says; Ada advises and Fia keeps the money.</summary>
internal sealed class Till : IAsyncDisposable
{
    public const string SupplierIban = "DE75512108001245126199";

    private Till(Cooperative coop) => Coop = coop;

    public Cooperative Coop { get; }

    public Actor Anna { get; private set; } = null!;

    public Actor Bo { get; private set; } = null!;

    public Actor Ada { get; private set; } = null!;

    public Actor Fia { get; private set; } = null!;

    public Id<Activity> Stage { get; private set; }

    public static async Task<Till> With(long collected)
    {
        var till = new Till(await Cooperative.Fresh());
        till.Ada = await till.Coop.Staff("Ada", Role.Adviser);
        till.Fia = await till.Coop.Staff("Fia", Role.Finance);
        till.Anna = await till.Coop.Known("Anna Berg", till.Ada);
        till.Bo = await till.Coop.Known("Bo Ek", till.Ada);
        till.Stage = await till.Opened(till.Anna, "Stage");
        if (collected > 0) await till.Collect(till.Stage, collected);
        return till;
    }

    public async Task<Id<Activity>> Opened(Actor manager, string name) =>
        (await Coop.Done(new RequestActivity.Command(Guid.CreateVersion7(), Cooperative.Entity.Id, name, ActivityKind.Personal, null, manager.Person, ""), Ada)).Activity;

    public async Task Collect(Id<Activity> activity, long kronor) => Assert.Null((await Coop.Write(async tx =>
    {
        var (found, document) = ((await tx.FindActivity(activity))!, Guid.CreateVersion7());
        return await tx.Post(new Entry(new(document), found.Entity, tx.Today, document, "invoice", "Invoice",
            new Line(Account.Bank, Sek(kronor)), new Line(found.Account, -Sek(kronor)) { Activity = activity.Value }));
    })).Refusal);

    public static Money Sek(decimal amount) => Money.Of(amount, Currency.SEK, Rounding.HalfAwayFromZero);

    public ClaimContent Paper(decimal net = 100, decimal vat = 25, string number = "K-1", string supplier = "Papper AB", bool addressed = true, Id<Activity>? activity = null) =>
        new(CostKind.Expense, activity ?? Stage, Coop.Today, supplier, number, "paper", Sek(net), Sek(vat), addressed);

    public ClaimContent Bill(decimal net = 100, decimal vat = 25, string number = "F-7", string? reference = null) =>
        Paper(net, vat, number, "Ljus AB") with { Kind = CostKind.DirectPayment, PayTo = new(SupplierIban, null, reference, null) };

    /// <summary>A PDF that no other is like.</summary>
    public static byte[] Scan(string content) => System.Text.Encoding.UTF8.GetBytes($"%PDF-1.7\n{content}");

    public async Task<Guid> Draft(ClaimContent content, string? scan = null, Actor? by = null)
    {
        var claim = Guid.CreateVersion7();
        await Coop.Done(new SaveClaim.Command(Guid.CreateVersion7(), claim, content), by ?? Anna);
        if (scan is not null) await Coop.Done(new AttachReceipt.Command(Guid.CreateVersion7(), claim, "application/pdf", Scan(scan)), by ?? Anna);
        return claim;
    }

    public async Task<Guid> Submitted(ClaimContent content, string? scan = null, Actor? by = null)
    {
        var claim = await Draft(content, scan ?? $"{content.Supplier} {content.Number}", by);
        await Coop.Done(new SubmitClaim.Command(Guid.CreateVersion7(), claim), by ?? Anna);
        return claim;
    }

    public async Task<Guid> Approved(ClaimContent content, Actor? by = null)
    {
        var claim = await Submitted(content, by: by);
        await Coop.Done(new ApproveClaim.Command(Guid.CreateVersion7(), claim), Ada);
        return claim;
    }

    public Task<Outcome<ClaimState>> Submit(Guid claim, Actor? by = null) => Coop.Run(new SubmitClaim.Command(Guid.CreateVersion7(), claim), by ?? Anna);

    public Task<Outcome<ClaimState>> Approve(Guid claim, Actor? by = null) => Coop.Run(new ApproveClaim.Command(Guid.CreateVersion7(), claim), by ?? Ada);

    /// <summary>An own value that a second person has released.</summary>
    public async Task Stand(string fact, string value)
    {
        using var json = System.Text.Json.JsonDocument.Parse(value);
        var entered = await Coop.Done(new EnterOwnValue.Command(Guid.CreateVersion7(), OwnValue.Facts, fact, new(2026, 1, 1), null, json.RootElement, "the board, 1 March"), Fia);
        await Coop.Done(new ReleaseOwnValue.Command(Guid.CreateVersion7(), entered), Cooperative.Somebody(Role.Finance));
    }

    public Task<string> State(Guid claim) => Coop.Ask<string>("select state from expenses.claim where id = @claim", new { claim });

    public async Task<string> Code(Actor person) => (await Coop.Facts(person)).Code;

    public async Task<Money> Balance(string account) => await Coop.Read(tx => tx.Balance(Cooperative.Entity.Id, account, Currency.SEK, tx.Today));

    public async Task<Money> Booked(Id<Activity> activity) => await Coop.Read(async tx => (await tx.Balances((await tx.FindActivity(activity))!, tx.Today)).Booked);

    public ValueTask DisposeAsync() => Coop.DisposeAsync();
}
