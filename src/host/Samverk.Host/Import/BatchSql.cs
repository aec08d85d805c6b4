using System.Text.Json;
using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Host;

internal static class BatchSql
{
    /// <summary>Imports take turns: two of them would not see each other's duplicates.</summary>
    public static Task LockImports(this Tx tx) => tx.Connection.ExecuteAsync("select pg_advisory_xact_lock(hashtextextended('imports', 2))");

    public static Task<bool> AnyImport(this Tx tx) => tx.Connection.QuerySingleAsync<bool>("select exists (select from imports.batch where state <> 'Undone')");

    /// <returns>When the same file was imported, unless that was undone.</returns>
    public static Task<LocalDate?> ImportedOn(this Tx tx, string kind, byte[] hash) => tx.Connection.QuerySingleOrDefaultAsync<LocalDate?>(
        "select imported_on from imports.batch where kind = @kind and file_hash = @hash and state <> 'Undone'", new { kind, hash });

    public static async Task<Batch?> LockBatch(this Tx tx, Id<Batch> id) =>
        await tx.Connection.QuerySingleOrDefaultAsync<Row>("select kind, state, encode(file_hash, 'hex') as file_hash, uploaded_by from imports.batch where id = @id for update", new { id = id.Value }) is { } row
            ? new(id, row.Kind, row.State, row.File_Hash, row.Uploaded_By is { } by ? new(by) : null)
            : null;

    /// <summary>A file that somebody has brought: tried and found right, and nothing of it kept yet.</summary>
    public static async Task SaveTried(this Tx tx, Batch batch, string name, ImportFile.Report report)
    {
        await tx.Connection.ExecuteAsync(
            "insert into imports.batch (id, kind, file_hash, lines, state, imported_on, name, sums, uploaded_by) values (@id, @Kind, decode(@FileHash, 'hex'), @Lines, 'DryRun', @Today, @name, @sums::jsonb, @by)",
            new { id = batch.Id.Value, batch.Kind, batch.FileHash, report.Lines, tx.Today, name, sums = JsonSerializer.Serialize(report.Sums, StoreJson.Options), by = batch.UploadedBy?.Value });
        await tx.TakeStep(Batch.States, batch.Id.Value, null, BatchState.Uploaded, "uploaded", "");
        await tx.TakeStep(Batch.States, batch.Id.Value, BatchState.Uploaded, BatchState.DryRun, "dry-run", "");
    }

    /// <summary>The batch as imported, and what it has made.</summary>
    /// <param name="by">Who released it; the uploader where nobody else has to.</param>
    public static async Task SaveImported(this Tx tx, Batch batch, IReadOnlyList<ImportedItem> items, Id<Store.Person> by)
    {
        await tx.Connection.ExecuteAsync(
            "update imports.batch set state = 'Imported', imported_on = @Today, released_by = @by where id = @id", new { id = batch.Id.Value, tx.Today, by = by.Value });
        await tx.Connection.ExecuteAsync(
            "insert into imports.item (batch, line, reference, object) select @id, line, reference, object from unnest(@numbers, @references, @objects) as item (line, reference, object)",
            new
            {
                id = batch.Id.Value, numbers = items.Select(item => item.Line).ToArray(), references = items.Select(item => item.Reference).ToArray(),
                objects = items.Select(item => item.Object).ToArray(),
            });
        await tx.TakeStep(Batch.States, batch.Id.Value, BatchState.DryRun, BatchState.Approved, "approved", "");
        await tx.TakeStep(Batch.States, batch.Id.Value, BatchState.Approved, BatchState.Imported, "imported", "");
    }

    public static async Task SaveUndone(this Tx tx, Batch batch, string why)
    {
        await tx.Connection.ExecuteAsync("update imports.batch set state = 'Undone' where id = @id", new { id = batch.Id.Value });
        await tx.TakeStep(Batch.States, batch.Id.Value, batch.State, BatchState.Undone, "undone", why);
    }

    /// <summary>In the order of the file.</summary>
    public static async Task<IReadOnlyList<ImportedItem>> Items(this Tx tx, Id<Batch> batch) =>
        [.. await tx.Connection.QueryAsync<ImportedItem>("select line, reference, object from imports.item where batch = @id order by line, object", new { id = batch.Value })];

    /// <summary>What imports of a kind have made, by the names of the other tool; without what was undone.</summary>
    public static async Task<Dictionary<string, Guid>> Imported(this Tx tx, string kind) =>
        (await tx.Connection.QueryAsync<(string Reference, Guid Object)>(
            "select reference, object from imports.item join imports.batch on batch.id = item.batch where kind = @kind and state <> 'Undone'", new { kind }))
            .ToDictionary(item => item.Reference, item => item.Object, StringComparer.Ordinal);

    private sealed record Row(string Kind, BatchState State, string File_Hash, Guid? Uploaded_By);
}
