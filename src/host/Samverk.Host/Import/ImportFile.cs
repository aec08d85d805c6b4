using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Host;

/// <summary>Takes a file over from another tool: all of it, or nothing.</summary>
internal sealed class ImportFile : IUseCase<ImportFile.Command, ImportFile.Report>
{
    /// <param name="Request">Becomes the number of the batch.</param>
    public sealed record Command(Guid Request, string Kind, string FileHash) : ICommand<Command, ImportFile, Report>
    {
        [JsonIgnore]
        public byte[] Content { get; init; } = [];

        public object Subject => new { Kind, FileHash };

        public static Command Of(string kind, byte[] content) =>
            new(Guid.CreateVersion7(), kind, Convert.ToHexStringLower(SHA256.HashData(content))) { Content = content };
    }

    /// <param name="Sums">One line each, to compare with the other tool.</param>
    public sealed record Report(Guid Batch, int Lines, IReadOnlyList<string> Sums);

    public static Access Access { get; } = new((Role.System, Relation.None), (Role.Finance, Relation.None));

    public static Task<Relation> Relate(Command request, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Report>> Run(Command request, Tx tx, Actor actor)
    {
        var (report, errors) = await Take(request, tx);
        if (report.Refusal is { } refusal) return refusal;
        return errors is [var first, ..] ? new Refusal(first.Code, ("row", first.Line)) : report;
    }

    /// <summary>Everything as it would be, and nothing of it kept: what the file would do is found out by doing it.</summary>
    public static async Task<(Outcome<Report> Report, IReadOnlyList<RowError> Errors)> Rehearse(Db db, Command command)
    {
        (Outcome<Report> Report, IReadOnlyList<RowError> Errors)? found = null;
        await db.Write<Done>(Actor.System, async tx =>
        {
            found = await Take(command, tx);
            return Refusal.Unknown;
        });
        return found!.Value;
    }

    private static async Task<(Outcome<Report> Report, IReadOnlyList<RowError> Errors)> Take(Command command, Tx tx)
    {
        var known = ImportKind.Of(command.Kind);
        if (known.Refusal is { } unknown) return (unknown, []);
        var kind = known.Value;
        await tx.LockImports();
        var hash = SHA256.HashData(command.Content);
        if (await tx.ImportedOn(command.Kind, hash) is { } date) return (new Refusal("import-already-used", ("date", date)), []);
        var file = CsvFile.Read(command.Content);
        if (file.Refusal is { } unreadable) return (unreadable, []);
        if (kind.RefuseHeaders(file.Value.Headers) is { } headers) return (headers, []);
        if (file.Value is { Lines.Count: 0, Errors.Count: 0 }) return (new Refusal("field-missing", ("field", "rows")) { Field = "file" }, []);

        var batch = new Batch(new(command.Request), command.Kind, BatchState.Imported);
        var run = new ImportRun(tx, batch.Id, file.Value.Lines, file.Value.Errors);
        await kind.Take(run);
        if (run.Errors.Count is 0) await tx.SaveImported(batch, hash, run.Lines.Count, run.Items);
        return (new Report(command.Request, run.Lines.Count, run.Sums), [.. run.Errors.OrderBy(error => error.Line)]);
    }
}
