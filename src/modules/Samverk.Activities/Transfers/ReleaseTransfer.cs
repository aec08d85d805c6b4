using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Activities;

/// <summary>A second person posts a large transfer: nobody of either team, and neither who proposed it nor who accepted it.</summary>
internal sealed class ReleaseTransfer : IUseCase<ReleaseTransfer.Command, TransferState>
{
    public static Access Access => new((Role.Finance, Relation.None), (Role.Adviser, Relation.AdviserOf)) { InPerson = true, Never = Relation.TeamMember };

    public static async Task<Relation> Relate(Command command, Tx tx, Actor actor)
    {
        var (giver, receiver) = await tx.RelationsTo(command.Transfer, actor);
        return giver | (receiver & Relation.TeamMember);
    }

    public async Task<Outcome<TransferState>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockTransfer(command.Transfer) is not { } transfer) return Refusal.Unknown;
        if (Transfer.States.Refuse(transfer.State, TransferState.Posted) is { } notAllowed) return notAllowed;
        var steps = await tx.Steps(transfer.Id.Value);
        if (steps.Any(step => step.Person == actor.Person || step.ActedBy == actor.Person)) return new Refusal("second-person-needed");

        return await tx.Release(transfer, command.Why);
    }

    public sealed record Command(Guid Request, Id<Transfer> Transfer, string Why) : ICommand<Command, ReleaseTransfer, TransferState>
    {
        public object Subject => new { Transfer };
    }
}

internal static class TransferRelease
{
    /// <summary>Posts an accepted transfer. The caller holds its lock.</summary>
    public static async Task<Outcome<TransferState>> Release(this Tx tx, Transfer transfer, string why)
    {
        if ((await tx.PostTransfer(transfer.Id.Value, transfer.From, transfer.To, transfer.Amount)).Refusal is { } refusal) return refusal;

        await tx.Save(transfer with { State = TransferState.Posted }, transfer.State, "posted", why);
        await tx.Raise(new TransferPosted(transfer.Id.Value));
        return TransferState.Posted;
    }
}
