using Samverk.Desk;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Host;

/// <summary>Takes a whole batch back while nothing rests on it; or one that still waits, which will then never be taken over.</summary>
internal sealed class UndoImport : IUseCase<UndoImport.Command, Done>
{
    public sealed record Command(Guid Request, Id<Batch> Batch, string Why) : ICommand<Command, UndoImport, Done>
    {
        public object Subject => new { Batch };
    }

    /// <summary>In person: it takes back what a second person may have released, bookings and all.</summary>
    public static Access Access => ImportFile.Access with { InPerson = true };

    public static Task<Relation> Relate(Command request, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Done>> Run(Command request, Tx tx, Actor actor)
    {
        await tx.LockImports();
        if (await tx.LockBatch(request.Batch) is not { } batch) return Refusal.Unknown;
        if (Batch.States.Refuse(batch.State, BatchState.Undone) is { } notAllowed) return notAllowed;
        if (string.IsNullOrWhiteSpace(request.Why)) return new Refusal("reason-needed") { Field = "reason" };
        if (batch.State is BatchState.Imported && await ImportKind.All[batch.Kind].TakeBack(tx, batch.Id, await tx.Items(batch.Id)) is { } rests) return rests;
        await tx.SaveUndone(batch, request.Why);
        await tx.CloseItem(batch.Id.Value, ImportFile.Kind, "undone");
        return default(Done);
    }
}
