using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Host;

/// <summary>What a play needs: a calendar, people who come in by the door as they would, and names that give the same ids every time.</summary>
internal sealed class DemoStage(OpenNode node)
{
    /// <summary>How many people act at the same moment where the order of what they do makes no difference.</summary>
    private const int Hands = 3;

    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Europe/Stockholm"];

    private readonly Db db = node.Get<Db>();
    private readonly IServiceScopeFactory scopes = node.Get<IServiceScopeFactory>();
    private readonly JobRunner runner = node.Get<JobRunner>();

    public LocalDate Today { get; private set; }

    public static Guid Name(string name) => NamedGuid.Of(Guid.Empty, $"samverk.demo:{name}");

    /// <summary>The same with the day in front, as ids are that people's programs make (RFC 9562, version 7): lists show the newest first by it.</summary>
    public static Guid Name(LocalDate day, string name)
    {
        var bytes = Name(name).ToByteArray(bigEndian: true);
        var milliseconds = day.AtMidnight().InUtc().ToInstant().ToUnixTimeMilliseconds();
        for (var at = 0; at < 6; at++) bytes[at] = (byte)(milliseconds >> (8 * (5 - at)));
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x70);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>Who listens to what, and from which day on there is recurring work: as at the start of a node.</summary>
    public Task BeginRecurringWork() => node.Get<Subscriptions>().Write(db);

    /// <summary>
    /// Nobody waits for the disk while the play goes on: a power cut would lose its last moments, never its soundness (PostgreSQL,
    /// synchronous_commit). Afterwards every commit is safe again.
    /// </summary>
    public async Task Hurry(Func<Task> play)
    {
        await Wait("off");
        try
        {
            await play();
        }
        finally
        {
            await Wait("on");
        }

        async Task Wait(string how)
        {
            await Write(tx => tx.Connection.ExecuteAsync($"do $$ begin execute format('alter database %I set synchronous_commit = {how}', current_database()); end $$"));
            // Connections that are open already keep what they began with.
            db.Source.Clear();
        }
    }

    /// <summary>A moment after nine on a day: the clock steps by whole seconds.</summary>
    public async Task GoTo(LocalDate day)
    {
        await Write(async tx =>
        {
            await tx.SetZone(Zone);
            var by = Duration.FromSeconds((long)(day.At(new LocalTime(9, 0, 2)).InZoneLeniently(Zone).ToInstant() - tx.Now).TotalSeconds);
            if (tx.Today != day) Must(await tx.StepClock(by));
        });
        Today = day;
    }

    /// <summary>Recurring work and its jobs take numbers, so they run one after the other.</summary>
    public Task RunDue() => runner.RunDue();

    /// <summary>
    /// What people have left behind: papers to print, items for the desk. They change nothing of each other, so they run side by side; no
    /// recurring work may be due any more.
    /// </summary>
    public Task RunDueTogether() => Task.WhenAll(Enumerable.Range(0, Hands).Select(_ => Task.Run(() => runner.RunDue())));

    /// <summary>For many at once, where the order makes no difference.</summary>
    public static Task Each<T>(IEnumerable<T> many, Func<T, Task> work) =>
        Parallel.ForEachAsync(many, new ParallelOptions { MaxDegreeOfParallelism = Hands }, async (one, _) => await work(one));

    /// <summary>A use case, by the door.</summary>
    public async Task<TResult> Do<TCommand, TUseCase, TResult>(ICommand<TCommand, TUseCase, TResult> command, DemoPerson who)
        where TCommand : ICommand<TCommand, TUseCase, TResult>
        where TUseCase : IUseCase<TCommand, TResult>
    {
        await using var scope = Enter(who);
        return Must(await scope.ServiceProvider.GetRequiredService<Door>().Run(command, who.Actor), command);
    }

    /// <summary>A look at something, by the door.</summary>
    public async Task<TResult> See<TQuery, TUseCase, TResult>(IQuery<TQuery, TUseCase, TResult> query, DemoPerson who)
        where TQuery : IQuery<TQuery, TUseCase, TResult>
        where TUseCase : IUseCase<TQuery, TResult>
    {
        await using var scope = Enter(who);
        return Must(await scope.ServiceProvider.GetRequiredService<Door>().Read(query, who.Actor), query);
    }

    /// <summary>For what no use case offers yet: posting verbs and set-up.</summary>
    public async Task Write(Func<Tx, Task> work) => Must(await db.Write<Done>(Actor.System, async tx =>
    {
        await work(tx);
        return default(Done);
    }));

    public async Task<T> Read<T>(Func<Tx, Task<T>> look) => Must(await db.Read(Actor.System, async tx => Outcome.Of(await look(tx))));

    /// <summary>A demo that is refused is a bug of the demo: it says so instead of going on with half a cooperative.</summary>
    public static T Must<T>(Outcome<T> outcome, object? asked = null) => outcome.Refusal is { } refusal
        ? throw new InvalidOperationException($"the demo was refused: {refusal}{(refusal.Field is { } field ? $" in {field}" : "")}{(asked is null ? "" : $" at {asked}")}")
        : outcome.Value;

    private AsyncServiceScope Enter(DemoPerson who)
    {
        var scope = scopes.CreateAsyncScope();
        var current = scope.ServiceProvider.GetRequiredService<CurrentActor>();
        (current.Actor, current.Name) = (who.Actor, who.Name);
        return scope;
    }
}

/// <summary>Somebody of the demo, in the role in which they act.</summary>
internal sealed record DemoPerson(string Email, string Name, Role Role)
{
    /// <summary>Somebody at a client, with a link from a mail.</summary>
    public static readonly DemoPerson Outside = new("", "", Role.Visitor);

    public Id<Store.Person> Id { get; } = new(DemoStage.Name(Email));

    public Actor Actor => Role is Role.Visitor ? Actor.Visitor : new(Id, new HashSet<Role> { Role });
}
