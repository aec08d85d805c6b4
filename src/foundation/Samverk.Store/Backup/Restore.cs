using Dapper;
using Npgsql;

namespace Samverk.Store;

/// <summary>Something to do in a restored copy before anybody uses it.</summary>
internal sealed record AfterRestore(Func<Tx, Task> Step);

/// <summary>
/// Takes a backup back into an empty database, in one transaction: afterwards it is there whole, compared row by row, or nothing is.
/// Runs the migrations of the backup's day first; those that came later run at the next start of the program.
/// </summary>
public sealed class Restore
{
    private readonly Db db;
    private readonly IReadOnlyList<Room> rooms;
    private readonly IReadOnlyList<AfterRestore> after;

    internal Restore(Db db, IEnumerable<Room> rooms, IEnumerable<AfterRestore> after) => (this.db, this.rooms, this.after) = (db, [.. rooms], [.. after]);

    /// <param name="file">Is read twice: to see that it is whole, and to load it.</param>
    /// <param name="progress">Told how much of how much is done, in bytes of the file.</param>
    /// <returns>What was restored, and the checkpoint of the ledger's chains for <see cref="Verification"/>.</returns>
    /// <exception cref="BackupException">The file or the database is not fit for it; nothing was changed.</exception>
    public async Task<(BackupManifest Manifest, string Checkpoint)> Load(Stream file, string passphrase, Action<long, long>? progress = null)
    {
        var head = await BackupReader.Check(file, passphrase, (done, all) => progress?.Invoke(done / 2, all));
        RefuseUnknown(head);

        await using var connection = await db.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        if (await BackupCatalog.AnythingThere(connection) is { } there)
            throw new BackupException($"this database is not empty ({there} is there): restore only into a new one, so that nothing is lost");
        await Migrations.Run(connection, rooms, head.Migrations.ToHashSet());
        var tables = await Prepare(connection, head);

        file.Position = 0;
        using var reader = new BackupReader(file, passphrase);
        foreach (var table in tables)
        {
            await CopyIn(connection, table, reader);
            progress?.Invoke((file.Length + file.Position) / 2, file.Length);
        }

        var manifest = reader.End();
        foreach (var sequence in head.Sequences)
            await connection.ExecuteAsync("select setval(format('%I.%I', @Schema, @Name), @Last)", sequence);
        await connection.ExecuteAsync("set local session_replication_role = origin");
        await Compare(connection, tables, manifest);

        var tx = await db.TxOn(connection, Actor.System);
        foreach (var one in after) await one.Step(tx);
        await transaction.CommitAsync();
        await connection.ExecuteAsync("analyze (skip_locked)");
        return (manifest, head.Checkpoint);
    }

    private void RefuseUnknown(BackupHead head)
    {
        var known = Migrations.Known(rooms).ToHashSet();
        if (head.Migrations.FirstOrDefault(ran => !known.Contains(ran)) is not { } unknown) return;
        throw new BackupException(known.Any(file => (file.Room, file.File) == (unknown.Room, unknown.File))
            ? $"{unknown.Room}/{unknown.File} of this program is not the file that ran where the backup was made: use the program that wrote it ({head.Program})"
            : $"this backup needs {unknown.Room}/{unknown.File}, which this program does not have: use a newer program");
    }

    /// <summary>Tables as empty as the backup found them full: without the few rows that migrations write.</summary>
    private async Task<IReadOnlyList<TableForm>> Prepare(NpgsqlConnection connection, BackupHead head)
    {
        var tables = await BackupCatalog.Tables(connection, [.. rooms.Select(room => room.Name)]);
        if (!tables.Select(Form).SequenceEqual(head.Tables.Select(Form), StringComparer.Ordinal))
            throw new BackupException("the tables of this backup are not those that its migrations make: its database was changed by hand");
        try
        {
            // Rows come as they were: triggers would number, seal or refuse them once more, and tables point to each other in a circle.
            // What triggers guard is proved afterwards, by hashes, foreign keys and the checks of samverk verify.
            await connection.ExecuteAsync("set local session_replication_role = replica");
        }
        catch (PostgresException denied) when (denied.SqlState is PostgresErrorCodes.InsufficientPrivilege)
        {
            throw new BackupException(
                "this PostgreSQL user may not load rows without triggers: restore as a superuser, or let one run \"grant set on parameter session_replication_role to <user>\"", denied);
        }

        await connection.ExecuteAsync($"truncate {string.Join(", ", tables.Select(table => table.Sql()))}");
        return tables;

        static string Form(TableForm table) => $"{table} ({table.ColumnsSql()})";
    }

    private static async Task CopyIn(NpgsqlConnection connection, TableForm table, BackupReader reader)
    {
        await using var copy = await connection.BeginRawBinaryCopyAsync($"copy {table.Sql()} ({table.ColumnsSql()}) from stdin (format binary)");
        await reader.Table(table, piece => copy.WriteAsync(piece, CancellationToken.None));
    }

    private async Task Compare(NpgsqlConnection connection, IReadOnlyList<TableForm> tables, BackupManifest manifest)
    {
        foreach (var (table, expected) in tables.Zip(manifest.Tables))
        {
            var found = await Backup.CopyOut(connection, table, null);
            if (found != expected) throw new BackupException($"{table} was not restored as it was ({found.Rows} rows instead of {expected.Rows}): nothing was kept");
        }

        foreach (var (name, sql) in await BackupCatalog.ForeignKeys(connection, [.. rooms.Select(room => room.Name)]))
            if (await connection.QuerySingleAsync<bool>(sql)) throw new BackupException($"a row of this backup points to one that is not there ({name}): nothing was kept");
    }
}
