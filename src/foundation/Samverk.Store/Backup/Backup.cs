using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using Dapper;
using Npgsql;

namespace Samverk.Store;

/// <summary>
/// Copies everything that the rooms keep into one file: compressed, sealed, readable by nobody without the passphrase, and written by this
/// program alone. However large the database is, it needs little memory.
/// </summary>
public static class Backup
{
    /// <param name="tx">From <see cref="Db.Read"/>: it sees one moment of the database while others go on working.</param>
    /// <param name="checkpoint">How far the ledger's chains have come, as JSON; read in the same transaction.</param>
    /// <param name="progress">Told how much of how much is done; the units are about bytes.</param>
    /// <returns>What is in it.</returns>
    public static async Task<BackupManifest> Write(
        Tx tx, Stream file, string passphrase, IReadOnlyList<Room> rooms, string checkpoint, Action<long, long>? progress = null)
    {
        string[] schemas = [.. rooms.Select(room => room.Name)];
        var head = new BackupHead(
            BackupHead.Current, Program, tx.Now, await BackupCatalog.Migrations(tx.Connection), checkpoint,
            await BackupCatalog.Tables(tx.Connection, schemas), await BackupCatalog.Sequences(tx.Connection, schemas));
        var key = BackupKey.New(passphrase);
        await file.WriteAsync(key.Header);
        await using var chunks = new SealedWriter(file, key);
        var contents = new List<TableContent>();
        await using (var packed = new BrotliStream(chunks, CompressionLevel.Fastest, leaveOpen: true))
        {
            packed.WriteJson(head);
            var (done, all) = (0L, head.Tables.Sum(table => table.Size));
            foreach (var table in head.Tables)
            {
                contents.Add(await CopyOut(tx.Connection, table, bytes => packed.WriteFrame(bytes)));
                packed.WriteFrame([]);
                progress?.Invoke(done += table.Size, all);
            }

            packed.WriteJson(new BackupManifest(Program, tx.Now, contents));
        }

        chunks.End();
        await file.FlushAsync();
        return new(Program, tx.Now, contents);
    }

    internal static string Program { get; } =
        typeof(Backup).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>All rows of a table in one order, so that equal tables have equal hashes wherever they lie.</summary>
    internal static async Task<TableContent> CopyOut(NpgsqlConnection connection, TableForm table, SpanAction? each)
    {
        var rows = await connection.QuerySingleAsync<long>($"select count(*) from {table.Sql()}");
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BackupFrames.Piece];
        await using var copy = await connection.BeginRawBinaryCopyAsync(
            $"copy (select {table.ColumnsSql()} from {table.Sql()} order by {string.Join(", ", table.Order)}) to stdout (format binary)");
        for (int read; (read = await copy.ReadAsync(buffer.AsMemory(), CancellationToken.None)) > 0;)
        {
            hash.AppendData(buffer, 0, read);
            each?.Invoke(buffer.AsSpan(0, read));
        }

        return new(table.ToString(), rows, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    internal delegate void SpanAction(ReadOnlySpan<byte> bytes);
}
