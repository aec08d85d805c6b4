using System.Security.Cryptography;
using Dapper;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Host;

/// <summary>What a file would do is found out by doing it.</summary>
internal static class ImportTrial
{
    /// <param name="keep">False = everything is taken back again, whatever comes of it.</param>
    /// <returns>What was made, the first refusal of the whole file, or all that is wrong with its lines.</returns>
    public static async Task<Trial> TryImport(this Tx tx, string kindName, byte[] content, Guid batch, bool keep)
    {
        var known = ImportKind.Of(kindName);
        if (known.Refusal is { } unknown) return new(unknown, [], []);
        await tx.LockImports();
        if (!keep && await tx.ImportedOn(kindName, SHA256.HashData(content)) is { } date) return new(new Refusal("import-already-used", ("date", date)), [], []);
        var file = CsvFile.Read(content);
        if (file.Refusal is { } unreadable) return new(unreadable, [], []);
        if (known.Value.RefuseHeaders(file.Value.Headers) is { } headers) return new(headers, [], []);
        if (file.Value is { Lines.Count: 0, Errors.Count: 0 }) return new(new Refusal("field-missing", ("field", "rows")) { Field = "file" }, [], []);

        var run = new ImportRun(tx, new(batch), file.Value.Lines, file.Value.Errors);
        if (!keep) await tx.Connection.ExecuteAsync("savepoint import_trial");
        await known.Value.Take(run);
        if (!keep) await tx.Connection.ExecuteAsync("rollback to savepoint import_trial; release savepoint import_trial");
        return new(new ImportFile.Report(batch, run.Lines.Count, run.Sums), [.. run.Errors.OrderBy(error => error.Line)], run.Items);
    }

    /// <summary>A batch that was tried is taken over now; by now something may stand against it.</summary>
    public static async Task<Outcome<ImportFile.Report>> Keep(this Tx tx, Batch batch, byte[] content, Id<Store.Person> by)
    {
        var trial = await tx.TryImport(batch.Kind, content, batch.Id.Value, keep: true);
        if (trial.Report.Refusal is { } refusal) return refusal;
        if (trial.Errors is [var first, ..]) return new Refusal(first.Code, ("row", first.Line));
        await tx.SaveImported(batch, trial.Items, by);
        return trial.Report;
    }

    internal sealed record Trial(Outcome<ImportFile.Report> Report, IReadOnlyList<RowError> Errors, IReadOnlyList<ImportedItem> Items);
}
