using Npgsql;
using Samverk.Store;

namespace Samverk.Host;

/// <summary>
/// The database of this installation: the server that SAMVERK_DATABASE names, or one of the program's own in its data folder
/// (SAMVERK_DATA, else the system's place for programs' data).
/// </summary>
internal sealed class NodeDatabase : IAsyncDisposable
{
    /// <summary>The name that says nothing else: the cooperative's own database.</summary>
    public const string Usual = "samverk";

    private readonly EmbeddedPostgres? server;

    private NodeDatabase(string connection, EmbeddedPostgres? server) => (Connection, this.server) = (connection, server);

    /// <summary>Npgsql connection text.</summary>
    public string Connection { get; }

    /// <summary>Where the data lies; null when another server keeps it.</summary>
    public string? Folder => server?.Folder;

    /// <param name="name">Of the database on the server: a demo never meets a real cooperative.</param>
    /// <exception cref="EmbeddedPostgresException">The server cannot run here; the text says what to do.</exception>
    public static async Task<NodeDatabase> Open(string name = Usual)
    {
        if (Environment.GetEnvironmentVariable("SAMVERK_DATABASE") is { Length: > 0 } elsewhere)
            return new NodeDatabase(name is Usual ? elsewhere : new NpgsqlConnectionStringBuilder(elsewhere) { Database = name }.ConnectionString, null);

        var wanted = Environment.GetEnvironmentVariable("SAMVERK_DATA") is { Length: > 0 } chosen ? Path.GetFullPath(chosen) : Default();
        var folder = await EmbeddedPostgres.ReachableFolder(Path.Combine(wanted, "postgres"));
        var server = await EmbeddedPostgres.Start(new EmbeddedPostgresOptions(folder));
        return new NodeDatabase(await server.EnsureDatabase(name), server);
    }

    /// <summary>One that is there already.</summary>
    public static NodeDatabase At(string connection) => new(connection, null);

    public async ValueTask DisposeAsync()
    {
        if (server is not null) await server.DisposeAsync();
    }

    private static string Default() => Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows()
        ? "/var/lib/samverk/data"
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "samverk");
}
