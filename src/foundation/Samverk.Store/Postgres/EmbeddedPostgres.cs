using Npgsql;

namespace Samverk.Store;

/// <summary>
/// A PostgreSQL server of the program's own, for a node without a database administrator. Programs that name the same folder share one
/// server; the last of them to end in order stops it. If they are killed it stays, and the next start finds it; if it is killed, the next
/// start (or <see cref="EnsureRunning"/>) recovers it from its log. Safe for use by several threads.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    internal const string User = "samverk";

    private readonly EmbeddedPostgresOptions options;
    private readonly PostgresCluster cluster;
    private readonly FileStream use;
    private readonly bool temporary;
    private int disposed;

    private EmbeddedPostgres(EmbeddedPostgresOptions options, PostgresCluster cluster, FileStream use, bool temporary) =>
        (this.options, this.cluster, this.use, this.temporary) = (options, cluster, use, temporary);

    /// <summary>The folder given in the options, as a full path.</summary>
    public string Folder => options.Folder;

    /// <summary>The process id of the running server; null while it is down.</summary>
    public int? ProcessId => cluster.Postmaster();

    /// <summary>Starts the server on its folder, or joins the one that runs there. Makes folder and cluster when absent.</summary>
    /// <exception cref="EmbeddedPostgresException">It cannot run here; the message says why and what to do.</exception>
    public static async Task<EmbeddedPostgres> Start(EmbeddedPostgresOptions options)
    {
        PostgresAccount account;
        PostgresPrograms programs;
        using (await PostgresCache.Lock())
        {
            account = await PostgresAccount.Find();
            programs = await PostgresPrograms.Find(account);
        }

        return await Join(options with { Folder = Path.GetFullPath(options.Folder) }, account, programs, temporary: false);
    }

    /// <summary>
    /// A server whose folder is deleted with it, for tests and replays; nothing in it survives. What killed programs left is removed first.
    /// </summary>
    /// <param name="settings">As in <see cref="EmbeddedPostgresOptions.Settings"/>.</param>
    /// <param name="inMemory">Keep the data in memory where the system has a place for that: faster, but limited in size.</param>
    /// <exception cref="EmbeddedPostgresException">It cannot run here; the message says why and what to do.</exception>
    public static async Task<EmbeddedPostgres> StartTemporary(IReadOnlyDictionary<string, string>? settings = null, bool inMemory = false)
    {
        FileStream use;
        PostgresAccount account;
        PostgresPrograms programs;
        var options = new EmbeddedPostgresOptions(PostgresCache.NewTemporary(inMemory)) { Durable = false };
        if (settings is not null) options = options with { Settings = settings };
        using (await PostgresCache.Lock())
        {
            account = await PostgresAccount.Find();
            programs = await PostgresPrograms.Find(account);
            CreateFolder(PostgresCache.Temporary, account);
            await RemoveAbandoned(account, programs);
            // In use before the lock is free: otherwise another program's start would take it for abandoned.
            CreateFolder(options.Folder, account);
            PostgresCache.Remember(options.Folder);
            use = await FileLock.Shared(UsersLock(options.Folder));
        }

        using (use) return await Join(options, account, programs, temporary: true);
    }

    /// <summary>
    /// <paramref name="preferred"/> if the server's user can reach it. Otherwise (root, below a closed folder such as a home) a folder of its
    /// own below /var/lib/samverk that belongs to this path. The caller tells the operator which one it is.
    /// </summary>
    public static async Task<string> ReachableFolder(string preferred)
    {
        preferred = Path.GetFullPath(preferred);
        using var cache = await PostgresCache.Lock();
        return await (await PostgresAccount.Find()).CanReach(preferred) ? preferred
            : Path.Combine(PostgresCache.Folder, "data-" + Kernel.NamedGuid.Of(Guid.Empty, preferred).ToString("N")[..12]);
    }

    /// <summary>For the named database, which must exist or be made by <see cref="EnsureDatabase"/>. Holds no secret.</summary>
    public string ConnectionString(string database) =>
        new NpgsqlConnectionStringBuilder { Host = cluster.SocketFolder, Username = User, Database = database }.ConnectionString;

    /// <summary>Creates the database unless it is there, and answers its connection string.</summary>
    public async Task<string> EnsureDatabase(string database)
    {
        await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand($"create database \"{database.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", connection);
        try
        {
            await create.ExecuteNonQueryAsync();
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // There already, or made by another program this very moment.
        }

        return ConnectionString(database);
    }

    /// <summary>Starts the server again if it died. Call it when a connection fails; connection strings stay valid.</summary>
    /// <exception cref="EmbeddedPostgresException">It does not start; the message holds its last words.</exception>
    public async Task EnsureRunning()
    {
        ObjectDisposedException.ThrowIf(disposed != 0, this);
        using var start = await FileLock.Exclusive(StartLock(Folder));
        if (!await cluster.Answers()) await cluster.Start();
    }

    /// <summary>Stops the server unless another program uses it; a temporary one is deleted.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) != 0) return;
        using var start = await FileLock.Exclusive(StartLock(Folder));
        await use.DisposeAsync();
        using var last = FileLock.TryExclusive(UsersLock(Folder));
        if (last is null) return;
        await cluster.Stop();
        if (!temporary) return;
        // Nobody who looks for abandoned servers may come across a half deleted one.
        using (await PostgresCache.Lock())
        {
            cluster.Delete();
            PostgresCache.Forget(Folder);
        }
    }

    private static async Task<EmbeddedPostgres> Join(EmbeddedPostgresOptions options, PostgresAccount account, PostgresPrograms programs, bool temporary)
    {
        if (!await account.CanReach(options.Folder))
            throw new EmbeddedPostgresException($"Samverk runs as root and hands PostgreSQL over to a user without rights, who cannot reach {options.Folder}. Choose a data folder that every user can enter, such as /var/lib/samverk/data, run Samverk as an ordinary user, or set SAMVERK_DATABASE.");
        CreateFolder(options.Folder, account);
        using var start = await FileLock.Exclusive(StartLock(options.Folder));
        var use = await FileLock.Shared(UsersLock(options.Folder));
        try
        {
            var cluster = new PostgresCluster(options, account, programs);
            await cluster.Initialise();
            if (!await cluster.Answers()) await cluster.Start();
            return new(options, cluster, use, temporary);
        }
        catch
        {
            await use.DisposeAsync();
            throw;
        }
    }

    /// <summary>Temporary servers whose programs were killed: nobody holds their lock. The caller holds the lock of the cache.</summary>
    private static async Task RemoveAbandoned(PostgresAccount account, PostgresPrograms programs)
    {
        foreach (var folder in PostgresCache.Temporaries())
        {
            using var free = FileLock.TryExclusive(UsersLock(folder));
            if (free is null) continue;
            var abandoned = new PostgresCluster(new(folder) { Durable = false }, account, programs);
            await abandoned.Stop();
            abandoned.Delete();
            PostgresCache.Forget(folder);
        }
    }

    private static void CreateFolder(string folder, PostgresAccount account)
    {
        if (OperatingSystem.IsWindows() || Directory.Exists(folder)) return;
        if (Path.GetDirectoryName(folder) is { } parent) CreateFolder(parent, account);
        Directory.CreateDirectory(folder);
        // Said again, because the operator's umask takes away from what a new folder asks for.
        File.SetUnixFileMode(folder, account.OuterMode);
    }

    private static string StartLock(string folder) => Path.Combine(folder, "start.lock");

    private static string UsersLock(string folder) => Path.Combine(folder, "users.lock");
}
