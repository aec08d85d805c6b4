using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime;
using NodaTime.Testing;
using Npgsql;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Tests.Ledger;

/// <summary>Two legal entities, be and se, with empty books in a database of their own. The clock stands at 2026-03-02, noon.</summary>
internal sealed class Books : IAsyncDisposable
{
    private readonly string connection;
    private readonly ServiceProvider services;

    private Books(string connection)
    {
        this.connection = connection;
        services = new ServiceCollection()
            .AddLogging()
            .AddSingleton<IClock>(Clock)
            .AddSingleton(new Db(connection, Clock))
            .AddSingleton<Door>()
            .AddSingleton<Verification>()
            .AddStepCheck()
            .AddStates(Doors)
            .AddLedger()
            .BuildServiceProvider();
    }

    public static readonly LegalEntity Be = new(new(Guid.Parse("01900000-0000-7000-8000-00000000000b")), "be", "Samen", "BE", Currency.EUR);

    public static readonly LegalEntity Se = new(new(Guid.Parse("01900000-0000-7000-8000-00000000000c")), "se", "Samverkan", "SE", Currency.SEK);

    public static readonly StateMachine<DoorState> Doors = new("tests.door", 1, (DoorState.Open, DoorState.Shut), (DoorState.Shut, DoorState.Open));

    internal enum DoorState { Open, Shut, Locked }

    public static readonly Actor Finance = Person(Role.Finance);

    public FakeClock Clock { get; } = new(Instant.FromUtc(2026, 3, 2, 12, 0));

    public Db Db => services.GetRequiredService<Db>();

    public Door Door => services.GetRequiredService<Door>();

    public IHostedService Sealing => services.GetServices<IHostedService>().Single();

    public static Actor Person(params Role[] roles) => new(Id<Person>.New(), roles.ToHashSet());

    public static LocalDate Day(int month, int day) => new(2026, month, day);

    public static Money Euro(long cents) => new(cents, Currency.EUR);

    public static async Task<Books> Open() => new(await TestServer.Clone("ledger", async template =>
    {
        await using var db = new Db(template, SystemClock.Instance);
        await Migrations.Run(db.Source, [new("store", typeof(Door).Assembly), LedgerModule.Room]);
        await db.Write<Done>(Actor.System, async tx =>
        {
            await tx.Save(Be);
            await tx.Save(Se);
            return default(Done);
        });
    }));

    public static Entry Simple(LocalDate date, long cents, string debit = "assets:bank", string credit = "liabilities:vat-due", LegalEntity? entity = null) =>
        new(Id<Entry>.New(), (entity ?? Be).Id, date, Guid.CreateVersion7(), "invoice", "Invoice INV-1",
            new(debit, new(cents, (entity ?? Be).Currency)), new(credit, new(-cents, (entity ?? Be).Currency)));

    public Task<Outcome<Done>> Post(params Entry[] entries) => Db.Write<Done>(Finance, tx => tx.Post(entries));

    public async Task<int> Seal() => (await Db.Write<int>(Actor.System, async tx => await tx.Seal())).Value;

    public async Task<T> Read<T>(Func<Tx, Task<T>> read) => (await Db.Read(Finance, async tx => Outcome.Of(await read(tx)))).Value;

    public Task<Outcome<Done>> Close(LocalDate through) => Db.Write<Done>(Finance, tx => tx.ClosePeriod(Be.Id, through));

    public Task<VerificationReport> Verify(params string[] checkpoints) => services.GetRequiredService<Verification>().Run(checkpoints);

    public async Task<T> Ask<T>(string sql, object? values = null)
    {
        await using var open = await Db.Source.OpenConnectionAsync();
        return (await open.ExecuteScalarAsync<T>(sql, values))!;
    }

    public async Task Execute(string sql, object? values = null)
    {
        await using var open = await Db.Source.OpenConnectionAsync();
        await open.ExecuteAsync(sql, values);
    }

    /// <summary>As the database's owner with triggers and foreign keys switched off.</summary>
    public async Task Tamper(string sql, object? values = null)
    {
        await using var open = await Db.Source.OpenConnectionAsync();
        await using var transaction = await open.BeginTransactionAsync();
        await open.ExecuteAsync("set local session_replication_role = replica");
        await open.ExecuteAsync(sql, values);
        await transaction.CommitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await TestServer.Drop(connection);
    }
}
