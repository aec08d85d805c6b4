using System.Diagnostics;
using Npgsql;
using Samverk.Store;

namespace Samverk.Tests.Store;

/// <summary>On real servers, killed for real. As root they run as another user, as anybody else they run as himself.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class EmbeddedPostgresTests : IDisposable
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), "samverk-test-" + Guid.NewGuid().ToString("N")[..8]);

    public void Dispose()
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task It_starts_on_an_empty_folder_durable_checked_and_sorting_the_same_everywhere()
    {
        await using var server = await Start();
        var database = await server.EnsureDatabase("coop");

        Assert.Equal("on|on|on|UTF8|builtin", await Ask(database, """
            select current_setting('fsync') || '|' || current_setting('synchronous_commit') || '|' || current_setting('data_checksums')
                || '|' || pg_encoding_to_char(encoding) || '|' || case datlocprovider when 'b' then 'builtin' else datlocprovider::text end
            from pg_database where datname = 'coop'
            """));
    }

    [Fact]
    public async Task It_never_runs_as_root_and_listens_nowhere_but_on_a_private_socket()
    {
        await using var server = await Start();

        Assert.SkipUnless(OperatingSystem.IsLinux(), "reads /proc");
        Assert.DoesNotContain("Uid:\t0\t", await File.ReadAllTextAsync($"/proc/{server.ProcessId}/status", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal("", await Ask(server, "select current_setting('listen_addresses')"));
        var socket = new NpgsqlConnectionStringBuilder(server.ConnectionString("postgres")).Host!;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(socket));
    }

    [Fact]
    public async Task A_second_start_uses_the_same_server_and_the_last_user_stops_it()
    {
        var first = await Start();
        var second = await Start();
        Assert.Equal(first.ProcessId, second.ProcessId);

        await first.DisposeAsync();
        Assert.Equal("1", await Ask(second, "select 1"));

        await second.DisposeAsync();
        Assert.Null(second.ProcessId);
    }

    [Fact]
    public async Task Two_starters_at_once_on_a_fresh_folder_share_one_server()
    {
        var servers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(Start)));

        Assert.Single(servers.Select(server => server.ProcessId).Distinct());
        var databases = await Task.WhenAll(servers.Select(server => server.EnsureDatabase("coop")));
        Assert.Equal("1", await Ask(databases[0], "select 1"));
        foreach (var server in servers) await server.DisposeAsync();
        Assert.Null(servers[0].ProcessId);
    }

    [Fact]
    public async Task What_was_committed_survives_the_end_and_the_next_start()
    {
        await using (var server = await Start()) await Write(server, "create table kept as select 42 as answer");
        await using var again = await Start();

        Assert.Equal("42", await Ask(again, "select answer from kept"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_committed_survives_a_kill_while_others_write(bool withChildren)
    {
        await using var server = await Start();
        await Write(server, "create table kept (number int)");
        var confirmed = 0;
        var writer = Task.Run(async () =>
        {
            for (; ; confirmed++) await Write(server, $"insert into kept values ({confirmed})");
        }, TestContext.Current.CancellationToken);
        while (Volatile.Read(ref confirmed) < 50 && !writer.IsCompleted) await Task.Yield();

        var killed = server.ProcessId!.Value;
        var children = withChildren ? Children(killed) : [];
        Kill(killed);
        foreach (var child in children) KillUnlessEnded(child);
        await Assert.ThrowsAnyAsync<NpgsqlException>(() => writer);
        await server.EnsureRunning();

        Assert.NotEqual(killed, server.ProcessId);
        // The one that was under way may have been committed without the answer getting through.
        Assert.InRange(int.Parse(await Ask(server, "select count(*) from kept"), System.Globalization.CultureInfo.InvariantCulture), confirmed, confirmed + 1);
        Assert.Equal("0", await Ask(server, $"select count(*) from generate_series(0, {confirmed - 1}) wanted where wanted not in (select number from kept)"));
    }

    [Fact]
    public async Task A_pid_file_that_names_a_stranger_does_not_stop_the_next_start()
    {
        await using (var server = await Start()) await Write(server, "create table kept as select 42 as answer");
        // Alive for sure, and of the server's user for PostgreSQL's own check where that is the program's.
        using var stranger = Process.Start("sleep", "60");
        await File.WriteAllTextAsync(Path.Combine(folder, "cluster", "postmaster.pid"), $"{stranger.Id}\n{folder}/cluster\n1\n5432\n{folder}/socket\n\n", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(Path.Combine(folder, "cluster", "postmaster.pid"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        await using var again = await Start();

        Assert.Equal("42", await Ask(again, "select answer from kept"));
        Assert.False(stranger.HasExited);
        stranger.Kill();
    }

    [Fact]
    public async Task A_path_too_long_for_a_socket_is_no_obstacle_and_keeps_its_connection_string()
    {
        var deep = Path.Combine(folder, new string('d', 60), new string('e', 60));
        string address;
        await using (var server = await EmbeddedPostgres.Start(new(deep)))
        {
            address = server.ConnectionString("postgres");
            Assert.Equal("1", await Ask(server, "select 1"));
        }

        await using var again = await EmbeddedPostgres.Start(new(deep));
        Assert.Equal(address, again.ConnectionString("postgres"));
        Assert.Equal("1", await Ask(again, "select 1"));
        Directory.CreateDirectory(folder);
        var socket = new NpgsqlConnectionStringBuilder(address).Host!;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(socket));
        await again.DisposeAsync();
        Directory.Delete(socket, recursive: true);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_temporary_server_is_gone_after_its_use(bool inMemory)
    {
        var server = await EmbeddedPostgres.StartTemporary(inMemory: inMemory);
        Assert.Equal("off", await Ask(server, "select current_setting('fsync')"));
        var process = server.ProcessId!.Value;
        await server.DisposeAsync();

        Assert.False(Directory.Exists(server.Folder));
        Assert.False(IsAlive(process));
    }

    [Fact]
    public async Task Root_is_told_that_the_server_cannot_reach_a_closed_folder_and_gets_another()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root hands over to another user");
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var closed = Path.Combine(folder, "data");

        var refusal = await Assert.ThrowsAsync<EmbeddedPostgresException>(() => EmbeddedPostgres.Start(new(closed)));
        Assert.Contains(closed, refusal.Message, StringComparison.Ordinal);
        var instead = await EmbeddedPostgres.ReachableFolder(closed);
        Assert.NotEqual(closed, instead);
        Assert.Equal(instead, await EmbeddedPostgres.ReachableFolder(closed));
    }

    [Fact]
    public async Task The_log_holds_no_value_of_a_statement_that_failed()
    {
        await using (var server = await Start())
        {
            await Write(server, "create table person (mail text primary key)");
            await Write(server, "insert into person values ('ada@example.org')");
            await Assert.ThrowsAsync<PostgresException>(() => Write(server, "insert into person values ('ada@example.org')"));
            await Assert.ThrowsAsync<PostgresException>(() => Write(server, "select 'ada@example.org'::int"));
        }

        var logs = Directory.GetFiles(Path.Combine(folder, "cluster", "log"));
        Assert.NotEmpty(logs);
        foreach (var log in logs) Assert.DoesNotContain("ada@", await File.ReadAllTextAsync(log, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clones_of_a_template_are_independent_and_the_template_is_built_once()
    {
        var built = 0;
        var clones = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => TestServer.Take("embedded_postgres_tests", async database =>
        {
            built++;
            await Write(database, "create table kept as select 1 as answer");
        })));

        Assert.Equal(1, built);
        await Write(clones[0].ConnectionString, "update kept set answer = 2");
        Assert.Equal("1", await Ask(clones[1].ConnectionString, "select answer from kept"));
        foreach (var clone in clones) await clone.DisposeAsync();
        await Assert.ThrowsAsync<PostgresException>(() => Ask(clones[1].ConnectionString, "select answer from kept"));
    }

    private Task<EmbeddedPostgres> Start() => EmbeddedPostgres.Start(new(folder));

    private static Task<string> Ask(EmbeddedPostgres server, string sql) => Ask(server.ConnectionString("postgres"), sql);

    private static async Task<string> Ask(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToString(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture)!;
    }

    private static Task Write(EmbeddedPostgres server, string sql) => Ask(server, sql);

    private static Task Write(string database, string sql) => Ask(database, sql);

    private static int[] Children(int process) =>
        [.. File.ReadAllText($"/proc/{process}/task/{process}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];

    /// <summary>A dead process may stay in the table, without a command line, until its parent has looked at it.</summary>
    private static bool IsAlive(int process) => File.Exists($"/proc/{process}/cmdline") && File.ReadAllText($"/proc/{process}/cmdline").Length > 0;

    /// <summary>A connection's process ends by itself when its client has gone or its server has died: sometimes before it is our turn.</summary>
    private static void KillUnlessEnded(int id)
    {
        try
        {
            Kill(id);
        }
        catch (Exception ended) when (ended is ArgumentException or InvalidOperationException)
        {
            // It is as dead as it should be.
        }
    }

    private static void Kill(int id)
    {
        using var process = Process.GetProcessById(id);
        process.Kill();
    }
}
