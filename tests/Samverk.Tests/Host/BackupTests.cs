using System.Text.Json;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Samverk.Host;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Tests.Host;

/// <summary>Backups of a real database into a real, empty one.</summary>
public sealed class BackupTests
{
    private const string Passphrase = "five words nobody else guesses";

    [Fact]
    public async Task A_restored_copy_holds_every_row_of_every_table_and_verifies()
    {
        await using var coop = await Books();
        var (file, written) = await Save(coop);

        await using var copy = await Copy.Empty(coop.Clock);
        var (restored, checkpoint) = await copy.Restore.Load(new MemoryStream(file), Passphrase);

        Assert.Equal(JsonSerializer.Serialize(written), JsonSerializer.Serialize(restored));
        Assert.Equal(await Contents(coop.Db), await Contents(copy.Db));
        Assert.Contains(written.Tables, table => table is { Table: "ledger.line", Rows: > 100 });
        await copy.Db.Write<int>(Actor.System, async tx => await tx.Seal());
        var report = await copy.Get<Verification>().Run(checkpoint);
        Assert.False(report.Breached, string.Join('\n', report.Lines));
    }

    [Fact]
    public async Task A_restored_copy_goes_on_where_the_original_stood()
    {
        await using var coop = await Books();
        var (file, _) = await Save(coop);
        await using var copy = await Copy.Empty(coop.Clock);
        await copy.Restore.Load(new MemoryStream(file), Passphrase);

        Assert.Null((await copy.Db.Write<Done>(Actor.System, tx => tx.Post(Entry(9_999)))).Refusal);
        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => copy.Execute("delete from ledger.line"));
        Assert.Contains("append-only", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_passphrase_opens_nothing()
    {
        await using var coop = await Cooperative.Fresh();
        var (file, _) = await Save(coop);

        await Refused(coop.Clock, file, "passphrase", passphrase: "five words somebody else has");
    }

    [Fact]
    public async Task A_file_that_was_cut_flipped_swapped_or_lengthened_is_refused_and_nothing_is_kept()
    {
        await using var coop = await Books(document: 400_000);
        var (file, _) = await Save(coop);
        const int chunk = 64 * 1024 + 20;
        Assert.True(file.Length > 68 + (3 * chunk));

        await Refused(coop.Clock, file[..(file.Length / 2)], "not whole");
        await Refused(coop.Clock, file[..^1], "not whole");
        // Cut exactly between two chunks: each of them is sound, but none says that it is the last.
        await Refused(coop.Clock, file[..(68 + (2 * chunk))], "not whole");
        await Refused(coop.Clock, Flipped(file, 68 + chunk + 100), "changed");
        await Refused(coop.Clock, Flipped(file, file.Length - 1), "changed");
        await Refused(coop.Clock, Flipped(file, 30), "passphrase");
        await Refused(coop.Clock, Flipped(file, 0), "no backup");
        await Refused(coop.Clock, [.. file, 0], "added");
        await Refused(coop.Clock, [.. file[..68], .. file[(68 + chunk)..(68 + (2 * chunk))], .. file[68..(68 + chunk)], .. file[(68 + (2 * chunk))..]], "changed");
        await Refused(coop.Clock, [.. file[..68], .. file[(68 + chunk)..]], "changed");
        await Refused(coop.Clock, [], "too short");
    }

    [Fact]
    public async Task A_database_that_is_in_use_is_never_overwritten()
    {
        await using var coop = await Cooperative.Fresh();
        var (file, _) = await Save(coop);
        var before = await Contents(coop.Db);

        var refusal = await Assert.ThrowsAsync<BackupException>(() => coop.Services.GetRequiredService<Restore>().Load(new MemoryStream(file), Passphrase));

        Assert.Contains("not empty", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(before, await Contents(coop.Db));
    }

    [Fact]
    public async Task A_chain_that_was_computed_anew_after_the_restore_is_found_by_the_checkpoint_inside_the_backup()
    {
        await using var coop = await Books();
        var (file, _) = await Save(coop);
        await using var copy = await Copy.Empty(coop.Clock);
        var (_, checkpoint) = await copy.Restore.Load(new MemoryStream(file), Passphrase);

        // As the owner of the database: other amounts on both sides, then all seals computed as if it had always been so.
        await copy.Execute(
            """
            set session_replication_role = replica;
            update ledger.line set amount = amount * 2 where entry = (select id from ledger.entry order by number offset 3 limit 1);
            insert into ledger.unsealed (entry, entity, number) select id, entity, number from ledger.entry;
            delete from ledger.seal;
            delete from ledger.head;
            set session_replication_role = origin
            """);
        await copy.Db.Write<int>(Actor.System, async tx => await tx.Seal());

        Assert.False((await copy.Get<Verification>().Run()).Breached);
        var report = await copy.Get<Verification>().Run(checkpoint);
        Assert.True(report.Breached);
        Assert.Contains(report.Lines, line => line.StartsWith("I2 BREACH", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_backup_of_a_program_that_knows_more_is_refused()
    {
        await using var coop = await Cooperative.Fresh();
        await coop.Ask<int>("insert into store.migration values ('ledger', '0099-later.sql', 'f') returning 1");
        var (file, _) = await Save(coop);

        await Refused(coop.Clock, file, "newer program");
    }

    [Fact]
    public async Task What_has_to_end_in_a_copy_ends_before_anybody_uses_it()
    {
        await using var coop = await Cooperative.Fresh();
        await coop.Write<Done>(async tx =>
        {
            await tx.Set("test.session", "open");
            return default(Done);
        });
        var (file, _) = await Save(coop);

        await using var copy = await Copy.Empty(coop.Clock, services => services.AddAfterRestore(tx => tx.Set("test.session", "ended")));
        await copy.Restore.Load(new MemoryStream(file), Passphrase);

        Assert.Equal("ended", (await copy.Db.Read(Actor.System, async tx => Outcome.Of(await tx.Setting<string>("test.session")))).Value);
    }

    [Fact]
    public async Task A_backup_sees_one_moment_while_others_go_on_posting()
    {
        await using var coop = await Books();
        using var enough = new CancellationTokenSource();
        var posting = Task.Run(async () =>
        {
            for (var n = 0; !enough.IsCancellationRequested; n++) await coop.Write<Done>(tx => tx.Post(Entry(1_000 + n)));
        }, TestContext.Current.CancellationToken);

        var (file, _) = await Save(coop);
        await enough.CancelAsync();
        await posting;

        await using var copy = await Copy.Empty(coop.Clock);
        var (_, checkpoint) = await copy.Restore.Load(new MemoryStream(file), Passphrase);
        await copy.Db.Write<int>(Actor.System, async tx => await tx.Seal());
        var report = await copy.Get<Verification>().Run(checkpoint);
        Assert.False(report.Breached, string.Join('\n', report.Lines));
    }

    private static async Task<Cooperative> Books(int document = 0)
    {
        var coop = await Cooperative.Fresh();
        await coop.Write<Done>(async tx =>
        {
            if ((await tx.Post([.. Enumerable.Range(1, 60).Select(Entry)])).Refusal is { } refusal) return refusal;
            var content = new byte[document];
            new Random(7).NextBytes(content);
            await tx.Connection.ExecuteAsync(
                "insert into store.file (hash, media_type, content, stored_at) values (sha256(@content), 'application/pdf', @content, @Now)", new { content, tx.Now });
            await tx.Set("coop.name", "Åsa & Öberg");
            return default(Done);
        });
        await coop.Write<int>(async tx => await tx.Seal());
        return coop;
    }

    private static Entry Entry(int number) => new(
        Id<Entry>.New(), Cooperative.Entity.Id, new LocalDate(2026, 3, 2), Guid.CreateVersion7(), "invoice", $"Invoice {number}",
        new Line(Account.Bank, new Money(number, Currency.SEK)), new Line(Account.VatDue, new Money(-number, Currency.SEK)));

    private static async Task<(byte[] File, BackupManifest Manifest)> Save(Cooperative coop)
    {
        using var file = new MemoryStream();
        var written = await coop.Db.Read(Actor.System, async tx =>
            Outcome.Of(await Backup.Write(tx, file, Passphrase, Node.Rooms, JsonSerializer.Serialize(await tx.Checkpoint(), StoreJson.Options))));
        return (file.ToArray(), written.Value);
    }

    private static async Task Refused(IClock clock, byte[] file, string because, string passphrase = Passphrase)
    {
        await using var copy = await Copy.Empty(clock);
        var refusal = await Assert.ThrowsAsync<BackupException>(() => copy.Restore.Load(new MemoryStream(file), passphrase));
        Assert.Contains(because, refusal.Message, StringComparison.Ordinal);
        Assert.Null(await copy.AnythingThere());
    }

    private static byte[] Flipped(byte[] file, int at)
    {
        byte[] changed = [.. file];
        changed[at] ^= 1;
        return changed;
    }

    /// <summary>Every table and sequence by a way that shares nothing with the backup's.</summary>
    private static async Task<IReadOnlyDictionary<string, string>> Contents(Db db)
    {
        await using var connection = await db.Source.OpenConnectionAsync();
        var tables = await connection.QueryAsync<string>(
            "select format('%I.%I', table_schema, table_name) from information_schema.tables where table_schema = any(@rooms) and table_type = 'BASE TABLE'",
            new { rooms = Node.Rooms.Select(room => room.Name).ToArray() });
        var contents = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var table in tables)
            contents[table] = (await connection.QuerySingleAsync<string?>($"select string_agg(md5(t::text), ',' order by t::text collate \"C\") from {table} t")) ?? "";
        foreach (var (name, last) in await connection.QueryAsync<(string, long?)>("select schemaname || '.' || sequencename, last_value from pg_sequences"))
            contents[name] = $"{last}";
        return contents;
    }

    private sealed class Copy(TestDatabase database, ServiceProvider services) : IAsyncDisposable
    {
        public Db Db => Get<Db>();

        public Restore Restore => Get<Restore>();

        public static async Task<Copy> Empty(IClock clock, Action<IServiceCollection>? more = null)
        {
            var database = await TestServer.Take("empty", _ => Task.CompletedTask);
            var services = new ServiceCollection().AddSingleton(clock).AddStore(database.ConnectionString).AddModules();
            more?.Invoke(services);
            return new(database, services.BuildServiceProvider());
        }

        public T Get<T>() where T : notnull => services.GetRequiredService<T>();

        public async Task Execute(string sql)
        {
            await using var connection = await Db.Source.OpenConnectionAsync();
            await connection.ExecuteAsync(sql);
        }

        public async Task<string?> AnythingThere()
        {
            await using var connection = await Db.Source.OpenConnectionAsync();
            return await BackupCatalog.AnythingThere(connection);
        }

        public async ValueTask DisposeAsync()
        {
            await services.DisposeAsync();
            await database.DisposeAsync();
        }
    }
}
