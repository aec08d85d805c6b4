using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Activities;

/// <summary>The receiving activity does not want it; nothing moves.</summary>
internal sealed class DeclineTransfer : IUseCase<DeclineTransfer.Command, Done>
{
    public static Access Access => new((Role.Member, Relation.Manager)) { InPerson = true };

    public static async Task<Relation> Relate(Command command, Tx tx, Actor actor) => (await tx.RelationsTo(command.Transfer, actor)).Receiver;

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockTransfer(command.Transfer) is not { } transfer) return Refusal.Unknown;
        if (Transfer.States.Refuse(transfer.State, TransferState.Declined) is { } notAllowed) return notAllowed;

        await tx.Save(transfer with { State = TransferState.Declined }, transfer.State, "declined", command.Why);
        return default(Done);
    }

    public sealed record Command(Guid Request, Id<Transfer> Transfer, string Why) : ICommand<Command, DeclineTransfer, Done>
    {
        public object Subject => new { Transfer };
    }
}
