using Dapper;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Testing;
using Npgsql;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Tests;

/// <summary>
/// The store alone, in a database of its own: noon of 2 March 2026 in Brussels. Two of them on one database are two instances of the program.
/// </summary>
internal sealed class StoreFixture : IAsyncDisposable
{
    private readonly bool second;
    private readonly string connection;
    private readonly ServiceProvider services;

    private StoreFixture(string connection, FakeClock clock, Action<IServiceCollection> modules, bool second = false)
    {
        this.second = second;
        this.connection = connection;
        Clock = clock;
        var collection = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddSingleton<IClock>(clock)
            .AddSingleton<ILoggerProvider>(Log)
            .AddStore(connection);
        modules(collection);
        services = collection.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = false, ValidateScopes = true });
    }

    public FakeClock Clock { get; }

    public Lines Log { get; } = new();

    public IServiceProvider Services => services;

    public string Connection => connection;

    public Db Db => services.GetRequiredService<Db>();

    public JobRunner Jobs => services.GetRequiredService<JobRunner>();

    public static async Task<StoreFixture> Fresh(Action<IServiceCollection>? modules = null)
    {
        var connection = await TestServer.Clone("store", async template =>
        {
            await using var db = new Db(template, SystemClock.Instance);
            await Migrations.Run(db.Source, [new Room("store", typeof(StoreModule).Assembly)]);
            await db.Source.CreateCommand("update store.clock set zone = 'Europe/Brussels'").ExecuteNonQueryAsync();
        });
        var fixture = new StoreFixture(connection, new FakeClock(Instant.FromUtc(2026, 3, 2, 11, 0)), modules ?? (_ => { }));
        await fixture.Services.GetRequiredService<Subscriptions>().Write(fixture.Db);
        return fixture;
    }

    /// <summary>A second instance of the program, at the same clock.</summary>
    public StoreFixture Another(Action<IServiceCollection>? modules = null) => new(connection, Clock, modules ?? (_ => { }), second: true);

    public Task<Outcome<T>> Write<T>(Func<Tx, Task<Outcome<T>>> work) => Db.Write(Actor.System, work);

    public async Task Write(Func<Tx, Task> work) => Assert.Null((await Db.Write<Done>(Actor.System, async tx =>
    {
        await work(tx);
        return default(Done);
    })).Refusal);

    public async Task<T> Read<T>(Func<Tx, Task<T>> look) => (await Db.Read(Actor.System, async tx => Outcome.Of(await look(tx)))).Value;

    public async Task<T> Ask<T>(string sql, object? parameters = null)
    {
        await using var open = await Db.Source.OpenConnectionAsync();
        return await open.QuerySingleAsync<T>(sql, parameters);
    }

    public async Task<T[]> List<T>(string sql)
    {
        await using var open = await Db.Source.OpenConnectionAsync();
        return (await open.QueryAsync<T>(sql)).ToArray();
    }

    public async Task Execute(string sql, object? parameters = null)
    {
        await using var open = await Db.Source.OpenConnectionAsync();
        await open.ExecuteAsync(sql, parameters);
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        if (!second) await TestServer.Drop(connection);
    }
}

/// <summary>Everything that was logged, as text.</summary>
internal sealed class Lines : ILoggerProvider, ILogger
{
    private readonly System.Collections.Concurrent.ConcurrentQueue<string> lines = new();

    public string Text => string.Join('\n', lines);

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        lines.Enqueue($"{logLevel} {formatter(state, exception)} {exception}");

    public void Dispose() { }
}
