using Dapper;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Testing;
using Samverk.Countries;
using Samverk.Activities;
using Samverk.Host;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Tests;

/// <summary>
/// A small Swedish cooperative in a fresh database of its own, with every module of the node. Today is Monday 2 March 2026.
/// One legal entity "se": fee 6.95 on top, guarantee asks for the client's confirmation, expenses from collected money, fund 100,000.00 SEK.
/// </summary>
internal sealed class Cooperative : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly ServiceProvider services;

    private Cooperative(TestDatabase database, Action<IServiceCollection>? more)
    {
        this.database = database;
        var all = new ServiceCollection().AddSingleton<IClock>(Clock).AddStore(database.ConnectionString).AddModules();
        more?.Invoke(all);
        services = all.BuildServiceProvider();
    }

    public static readonly LegalEntity Entity = new(new(Guid.Parse("00000000-0000-8000-8000-0000000000e1")), "se", "Kulturkooperativet Norr", "SE", Currency.SEK);

    /// <summary>The same in every test that says nothing else.</summary>
    public static readonly Terms Terms = new(
        new FeeRule(FeeKind.OnTop, Rate.OfPerCent(6.95m)), [GuaranteeConditions.Confirmed], GuaranteeCover.Net, ExpenseRule.Collected, BadDebtFee.Reverse, SharedMayEmploy: false);

    public FakeClock Clock { get; } = new(Instant.FromUtc(2026, 3, 2, 9, 0));

    public LocalDate Today => Clock.GetCurrentInstant().InUtc().Date;

    public Db Db => services.GetRequiredService<Db>();

    public Door Door => services.GetRequiredService<Door>();

    public IServiceProvider Services => services;

    public static async Task<Cooperative> Fresh(Action<IServiceCollection>? more = null)
    {
        var coop = new Cooperative(await TestServer.Take("cooperative", Build), more);
        await coop.Services.GetRequiredService<Subscriptions>().Write(coop.Db);
        return coop;
    }

    /// <summary>A person with one role, or with several.</summary>
    public static Actor Somebody(params Role[] roles) => new(Id<Person>.New(), new HashSet<Role>(roles));

    /// <summary>Straight into a transaction, for what no use case offers.</summary>
    public Task<Outcome<T>> Write<T>(Func<Tx, Task<Outcome<T>>> work) => Db.Write(Actor.System, work);

    /// <summary>Days pass, and whatever falls due in them happens.</summary>
    public async Task Pass(int days)
    {
        Clock.AdvanceDays(days);
        await Services.GetRequiredService<JobRunner>().RunDue();
    }

    public async Task<T> Ask<T>(string sql, object? parameters = null)
    {
        await using var connection = await Db.Source.OpenConnectionAsync();
        return await connection.QuerySingleAsync<T>(sql, parameters);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await database.DisposeAsync();
    }

    private static async Task Build(string connection)
    {
        await using var rooms = new ServiceCollection().AddStore(connection).AddModules().BuildServiceProvider();
        var db = rooms.GetRequiredService<Db>();
        await Migrations.Run(db.Source, [.. rooms.GetServices<Room>()]);
        var founded = await db.Write(Actor.System, async tx =>
        {
            await tx.Save(Entity);
            if ((await tx.SetTerms(Entity.Id, new LocalDate(2020, 1, 1), Terms, new { test = true })).Refusal is { } refusal) return refusal;
            var fund = new Money(100_000_00, Currency.SEK);
            return await tx.Post(new Entry(Id<Entry>.Named(Entity.Id.Value, "opening"), Entity.Id, new LocalDate(2026, 1, 1), Entity.Id.Value, "opening", "Opening",
                new Line(Account.Bank, fund), new Line(Account.FundOpening, -fund)));
        });
        Assert.Null(founded.Refusal);
    }
}
