using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Host;

internal static class BatchSql
{
    /// <summary>Imports take turns: two of them would not see each other's duplicates.</summary>
    public static Task LockImports(this Tx tx) => tx.Connection.ExecuteAsync("select pg_advisory_xact_lock(hashtextextended('imports', 2))");

    /// <returns>When the same file was imported, unless that was undone.</returns>
    public static Task<LocalDate?> ImportedOn(this Tx tx, string kind, byte[] hash) => tx.Connection.QuerySingleOrDefaultAsync<LocalDate?>(
        "select imported_on from imports.batch where kind = @kind and file_hash = @hash and state <> 'Undone'", new { kind, hash });

    public static async Task<Batch?> LockBatch(this Tx tx, Id<Batch> id) =>
        await tx.Connection.QuerySingleOrDefaultAsync<Row>("select kind, state from imports.batch where id = @id for update", new { id = id.Value }) is { } row
            ? new(id, row.Kind, row.State)
            : null;

    /// <summary>The batch as imported, with all the steps that a file takes, and what it has made.</summary>
    public static async Task SaveImported(this Tx tx, Batch batch, byte[] hash, int lines, IReadOnlyList<ImportedItem> items)
    {
        await tx.Connection.ExecuteAsync(
            "insert into imports.batch (id, kind, file_hash, lines, state, imported_on) values (@id, @Kind, @hash, @lines, @state, @Today)",
            new { id = batch.Id.Value, batch.Kind, hash, lines, state = batch.State.ToString(), tx.Today });
        await tx.Connection.ExecuteAsync(
            "insert into imports.item (batch, line, reference, object) select @id, line, reference, object from unnest(@numbers, @references, @objects) as item (line, reference, object)",
            new
            {
                id = batch.Id.Value, numbers = items.Select(item => item.Line).ToArray(), references = items.Select(item => item.Reference).ToArray(),
                objects = items.Select(item => item.Object).ToArray(),
            });
        BatchState? was = null;
        foreach (var (state, step) in new[] { (BatchState.Uploaded, "uploaded"), (BatchState.DryRun, "dry-run"), (BatchState.Approved, "approved"), (BatchState.Imported, "imported") })
        {
            await tx.TakeStep(Batch.States, batch.Id.Value, was, state, step, "");
            was = state;
        }
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

    private sealed record Row(string Kind, BatchState State);
}
