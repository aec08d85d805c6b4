using NodaTime;
using Samverk.Activities;
using Samverk.Employment;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;
using Actor = Samverk.Store.Actor;

namespace Samverk.Tests.Employment;

/// <summary>
/// Frida manages Tour, which has 40,000.00 SEK that clients have paid, and Film, which has nothing. Wages may be asked for until the day
/// before the work. Her main income is elsewhere: tax is 30 per cent. Adam and Alma are advisers, Fia and Fredrik are of finance.
/// </summary>
internal sealed class Workshop : IAsyncDisposable
{
    private Workshop(Cooperative coop) => Coop = coop;

    public Cooperative Coop { get; }

    public Actor Frida { get; } = Cooperative.Somebody(Role.Member);

    public Actor Frank { get; } = Cooperative.Somebody(Role.Member);

    public Actor Adam { get; } = Cooperative.Somebody(Role.Adviser);

    public Actor Alma { get; } = Cooperative.Somebody(Role.Adviser);

    public Actor Fia { get; } = Cooperative.Somebody(Role.Finance);

    public Actor Fredrik { get; } = Cooperative.Somebody(Role.Finance);

    public Actor Bea { get; } = Cooperative.Somebody(Role.Board);

    public Id<Activity> Tour { get; private set; }

    public Id<Activity> Film { get; private set; }

    public LocalDate Today => Coop.Today;

    public static async Task<Workshop> Fresh()
    {
        var shop = new Workshop(await Cooperative.Fresh());
        await shop.Write(async tx =>
        {
            foreach (var (actor, kind) in new[] { (shop.Frida, PersonKind.Member), (shop.Frank, PersonKind.Member), (shop.Adam, PersonKind.Staff), (shop.Fia, PersonKind.Staff), (shop.Fredrik, PersonKind.Staff) })
                Must(await tx.SavePerson(PersonFacts.New(actor.Person, kind, $"Person {actor.Person}")));
        });
        await shop.Released("se.request.cutOff", """{"kind":"beforeStart"}""");
        shop.Tour = await shop.Opened("Tour");
        shop.Film = await shop.Opened("Film");
        await shop.Collect(shop.Tour, 40_000_00);
        return shop;
    }

    public async Task<Id<Activity>> Opened(string name) =>
        (await Do(new RequestActivity.Command(Guid.CreateVersion7(), Cooperative.Entity.Id, name, ActivityKind.Personal, null, Frida.Person, ""), Adam)).Activity;

    public Task Collect(Id<Activity> activity, long cents) => Write(async tx =>
    {
        var (found, document) = ((await tx.FindActivity(activity))!, Guid.CreateVersion7());
        Must(await tx.Post(new Entry(new(document), found.Entity, tx.Today, document, "invoice", "Invoice",
            new Line(Account.Bank, Kronor(cents)), new Line(found.Account, -Kronor(cents)) { Activity = activity.Value })));
    });

    /// <summary>The cooperative stands for a value of its own.</summary>
    public Task Released(string fact, string json) => Write(async tx =>
    {
        var value = new OwnValue(Id<OwnValue>.New(), OwnValue.Facts, fact, new LocalDate(2020, 1, 1), null, json, "minutes", OwnValueState.Entered, Fia.Person, tx.Today, null, null);
        await tx.Enter(value);
        await tx.Release(value, Bea.Person, "agreed");
    });

    /// <summary>By table 33, column 1.</summary>
    public static IReadOnlyDictionary<string, string> ByTable(int born) =>
        new Dictionary<string, string>(StringComparer.Ordinal) { ["withholding"] = "table", ["birth_year"] = $"{born}", ["table"] = "33", ["column"] = "1" };

    public static IReadOnlyDictionary<string, string> Side { get; } = new Dictionary<string, string>(StringComparer.Ordinal) { ["withholding"] = "side_income", ["birth_year"] = "1985" };

    public async Task<Id<DatedTaxFacts>> Facts(IReadOnlyDictionary<string, string> facts, Actor? person = null)
    {
        var entered = await Do(new EnterTaxFacts.Command(Guid.CreateVersion7(), Cooperative.Entity.Id, (person ?? Frida).Person, new LocalDate(2026, 1, 1), facts), person ?? Frida);
        await Do(new CheckTaxFacts.Command(Guid.CreateVersion7(), entered, true, null), Adam);
        return entered;
    }

    public Task<Id<DatedTaxFacts>> SideIncome(Actor? person = null) => Facts(Side, person);

    public DeclareWork.Command Declares(LocalDate day, int hour = 9, int minutes = 480, Id<Activity>? activity = null, string? whyLate = null, Actor? person = null) => new(
        Guid.CreateVersion7(), activity ?? Tour, (person ?? Frida).Person, "perAssignment", "SE", "Umeå", "lighting", "work at height", [new WorkDay(day, new LocalTime(hour, 0), minutes)], whyLate);

    /// <summary>Announced and approved.</summary>
    public async Task<Id<Work>> Worked(LocalDate day, int hour = 9, Id<Activity>? activity = null)
    {
        var work = await Do(Declares(day, hour, activity: activity), Frida);
        await Do(new DecideWork.Command(Guid.CreateVersion7(), work, true, null), Adam);
        return work;
    }

    /// <summary>Asked for and approved.</summary>
    public async Task<Id<AskedWage>> Wage(Id<Work> work, long gross)
    {
        var wage = await Do(new AskWage.Command(Guid.CreateVersion7(), work, WageBasis.Gross, Kronor(gross)), Frida);
        await Do(new DecideWage.Command(Guid.CreateVersion7(), wage, true, null), Adam);
        return wage;
    }

    public Task<Id<PayrollRun>> Frozen(LocalDate payDay) => Do(new FreezeRun.Command(Guid.CreateVersion7(), Cooperative.Entity.Id, payDay), Fia);

    public async Task<ReadRun.Result> Read(Id<PayrollRun> run) => Must(await Coop.Door.Read(new ReadRun.Query(run), Fredrik));

    public async Task<ReleaseRun.Command> Release(Id<PayrollRun> run) => new(Guid.CreateVersion7(), run, (await Read(run)).Run.Version);

    public async Task<Balances> Has(Id<Activity> activity) =>
        Must(await Coop.Db.Read(Actor.System, async tx => Outcome.Of(await tx.Balances((await tx.FindActivity(activity))!, tx.Today))));

    public async Task<Money> Owed(string account) =>
        Must(await Coop.Db.Read(Actor.System, async tx => Outcome.Of(-await tx.Balance(Cooperative.Entity.Id, account, Currency.SEK, tx.Today))));

    public async Task<string> CodeOf(Actor person) => Must(await Coop.Db.Read(Actor.System, async tx => Outcome.Of((await tx.FindPerson(person.Person))!.Code)));

    public Task<int> Waiting(string kind) => Coop.Ask<int>("select count(*) from desk.item where kind = @kind and state <> 'Resolved'", new { kind });

    public async Task<TResult> Do<TCommand, TUseCase, TResult>(ICommand<TCommand, TUseCase, TResult> command, Actor actor)
        where TCommand : ICommand<TCommand, TUseCase, TResult>
        where TUseCase : IUseCase<TCommand, TResult> => Must(await Coop.Door.Run(command, actor));

    /// <summary>What it is refused with.</summary>
    public async Task<Refusal> No<TCommand, TUseCase, TResult>(ICommand<TCommand, TUseCase, TResult> command, Actor actor)
        where TCommand : ICommand<TCommand, TUseCase, TResult>
        where TUseCase : IUseCase<TCommand, TResult>
    {
        var outcome = await Coop.Door.Run(command, actor);
        Assert.NotNull(outcome.Refusal);
        return outcome.Refusal;
    }

    public async Task Write(Func<Tx, Task> work) => Must(await Coop.Write<Done>(async tx =>
    {
        await work(tx);
        return default(Done);
    }));

    public static Money Kronor(long cents) => new(cents, Currency.SEK);

    public ValueTask DisposeAsync() => Coop.DisposeAsync();

    internal static T Must<T>(Outcome<T> outcome)
    {
        Assert.True(outcome.Refusal is null, $"{outcome.Refusal} {outcome.Refusal?.Field}");
        return outcome.Value;
    }
}
