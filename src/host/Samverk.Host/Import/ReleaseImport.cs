using Samverk.Desk;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Host;

/// <summary>A second person has looked at a file that waits, and it is taken over.</summary>
internal sealed class ReleaseImport : IUseCase<ReleaseImport.Command, ImportFile.Report>
{
    public static Access Access => new((Role.Finance, Relation.None), (Role.Board, Relation.None)) { InPerson = true, Never = Relation.Own };

    public static async Task<Relation> Relate(Command command, Tx tx, Actor actor) =>
        await tx.LockBatch(command.Batch) is { UploadedBy: { } by } && (by == actor.Person || by == actor.Hand) ? Relation.Own : Relation.None;

    public async Task<Outcome<ImportFile.Report>> Run(Command command, Tx tx, Actor actor)
    {
        await tx.LockImports();
        if (await tx.LockBatch(command.Batch) is not { } batch) return Refusal.Unknown;
        if (batch.State is not BatchState.DryRun) return new Refusal("state-not-allowed", ("from", batch.State), ("to", BatchState.Imported));
        var file = await tx.LoadFile(FileHash.Parse(batch.FileHash, null));
        if (file.Refusal is { } gone) return gone;
        var kept = await tx.Keep(batch, file.Value.Content, actor.Person);
        if (kept.Refusal is null) await tx.CloseItem(batch.Id.Value, ImportFile.Kind, "released");
        return kept;
    }

    internal sealed record Command(Guid Request, Id<Batch> Batch) : ICommand<Command, ReleaseImport, ImportFile.Report>
    {
        public object Subject => new { Batch };
    }
}
