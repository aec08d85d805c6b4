using System.Collections.Concurrent;
using Npgsql;
using Samverk.Store;
using Samverk.Tests;

[assembly: AssemblyFixture(typeof(TestServerLifetime))]

namespace Samverk.Tests;

/// <summary>
/// One PostgreSQL for all tests of the process: an embedded one without durability, or the one that SAMVERK_TEST_DATABASE names. A test gets
/// a database of its own, cloned from a template that is built once; so tests share nothing and run side by side.
/// </summary>
internal static class TestServer
{
    private static readonly string Run = Guid.NewGuid().ToString("N")[..8];
    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> Templates = new(StringComparer.Ordinal);
    private static readonly Lazy<Task<EmbeddedPostgres>> Embedded = new(() => EmbeddedPostgres.StartTemporary(inMemory: true));
    private static readonly Lazy<Task<string>> Admin = new(async () =>
        Environment.GetEnvironmentVariable("SAMVERK_TEST_DATABASE") is { Length: > 0 } given ? given : (await Embedded.Value).ConnectionString("postgres"));

    /// <summary>
    /// The connection string of a new database that is a copy of the named template. <paramref name="build"/> fills the template, given its
    /// connection string, the first time it is asked for.
    /// </summary>
    public static async Task<string> Clone(string template, Func<string, Task> build)
    {
        var source = await Templates.GetOrAdd(template, name => new(() => Build(name, build))).Value;
        // Copying files beats writing the copy through the log, because the server does not sync.
        var name = $"t_{Run}_{Guid.NewGuid():N}";
        await Execute($"create database {name} template \"{source}\" strategy file_copy");
        return await Of(name);
    }

    /// <summary>As <see cref="Clone"/>, for <c>await using</c>: dropped at the end.</summary>
    public static async Task<TestDatabase> Take(string template, Func<string, Task> build) => new(await Clone(template, build));

    /// <summary>Drops a database that <see cref="Clone"/> made, whoever is still connected to it.</summary>
    public static async Task Drop(string connectionString)
    {
        await using (var connection = new NpgsqlConnection(connectionString)) NpgsqlConnection.ClearPool(connection);
        await Execute($"drop database if exists \"{new NpgsqlConnectionStringBuilder(connectionString).Database}\" with (force)");
    }

    internal static async Task End()
    {
        if (Embedded.IsValueCreated)
        {
            await (await Embedded.Value).DisposeAsync();
            return;
        }

        // The server is somebody else's, and stays; what the tests made in it goes.
        foreach (var template in Templates.Values)
            if (template.Value.IsCompletedSuccessfully)
                await Execute($"drop database if exists \"{await template.Value}\" with (force)");
    }

    private static async Task<string> Build(string template, Func<string, Task> build)
    {
        var name = $"template_{Run}_{template}";
        await Execute($"create database \"{name}\"");
        var connectionString = await Of(name);
        await build(connectionString);
        // PostgreSQL copies only databases that nobody is connected to.
        await using (var connection = new NpgsqlConnection(connectionString)) NpgsqlConnection.ClearPool(connection);
        await Execute($"alter database \"{name}\" allow_connections false");
        await Execute($"select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '{name}'");
        return name;
    }

    private static async Task<string> Of(string database) => new NpgsqlConnectionStringBuilder(await Admin.Value) { Database = database }.ConnectionString;

    private static async Task Execute(string sql)
    {
        await using var connection = new NpgsqlConnection(await Admin.Value);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}

/// <summary>A database that lives as long as its test.</summary>
internal sealed class TestDatabase(string connectionString) : IAsyncDisposable
{
    public string ConnectionString { get; } = connectionString;

    public async ValueTask DisposeAsync() => await TestServer.Drop(ConnectionString);
}

/// <summary>xunit disposes it when all tests have ended.</summary>
public sealed class TestServerLifetime : IAsyncDisposable
{
    public async ValueTask DisposeAsync() => await TestServer.End();
}
