using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Samverk.Desk;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Host;

/// <summary>
/// Takes a file over from another tool: all of it, or nothing. Opening balances and long files are tried, kept, and taken over when a second
/// person has released them.
/// </summary>
internal sealed class ImportFile : IUseCase<ImportFile.Command, ImportFile.Report>
{
    /// <summary>What the desk calls a file that waits.</summary>
    public const string Kind = "imports.release";

    /// <summary>So many lines one person may take over alone; the cooperative may set another number.</summary>
    public const int AloneUpTo = 50;

    private const string AloneSetting = "imports.alone-up-to-lines";

    /// <param name="Request">Becomes the number of the batch.</param>
    /// <param name="Name">Of the file, for people.</param>
    public sealed record Command(Guid Request, string Kind, string FileHash, string Name) : ICommand<Command, ImportFile, Report>
    {
        [JsonIgnore]
        public byte[] Content { get; init; } = [];

        public object Subject => new { Kind, FileHash };

        public static Command Of(string kind, byte[] content, string name = "", Guid? request = null) =>
            new(request ?? Guid.CreateVersion7(), kind, Convert.ToHexStringLower(SHA256.HashData(content)), name) { Content = content };
    }

    /// <param name="Sums">One line each, to compare with the other tool.</param>
    /// <param name="Waits">Nothing is taken over before a second person has released it.</param>
    public sealed record Report(Guid Batch, int Lines, IReadOnlyList<string> Sums, bool Waits = false);

    public static Access Access { get; } = new((Role.System, Relation.None), (Role.Finance, Relation.None));

    public static Task<Relation> Relate(Command request, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Report>> Run(Command request, Tx tx, Actor actor)
    {
        var trial = await tx.TryImport(request.Kind, request.Content, request.Request, keep: false);
        if (trial.Report.Refusal is { } refusal) return refusal;
        if (trial.Errors is [var first, ..]) return new Refusal(first.Code, ("row", first.Line));
        var batch = new Batch(new(request.Request), request.Kind, BatchState.DryRun, request.FileHash, actor.Hand);
        var report = trial.Report.Value;
        if (request.Kind is not "balances" && report.Lines <= (await tx.Setting<int?>(AloneSetting) ?? AloneUpTo))
        {
            await tx.SaveTried(batch, request.Name, report);
            return await tx.Keep(batch, request.Content, actor.Hand);
        }

        if ((await tx.StoreFile(request.Content, "text/csv")).Refusal is { } notStored) return notStored;
        await tx.SaveTried(batch, request.Name, report);
        await tx.OpenItem(new Item(Kind, Batch.States.Noun, request.Request, "Import of {lines} lines: {kind}", $"/imports/{request.Request}")
        {
            Under = "{name}", Facts = [("lines", report.Lines), ("kind", request.Kind), ("name", request.Name)],
            FourEyes = true, IfApproved = "If you release it: everything in the file is taken over at once. It can be undone while nothing rests on it.",
        });
        return report with { Waits = true };
    }
}
