using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Activities;

/// <summary>The giver takes an offer back before it is posted.</summary>
internal sealed class WithdrawTransfer : IUseCase<WithdrawTransfer.Command, Done>
{
    public static Access Access => ActivityAccess.Steering;

    public static async Task<Relation> Relate(Command command, Tx tx, Actor actor) => (await tx.RelationsTo(command.Transfer, actor)).Giver;

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockTransfer(command.Transfer) is not { } transfer) return Refusal.Unknown;
        if (Transfer.States.Refuse(transfer.State, TransferState.Withdrawn) is { } notAllowed) return notAllowed;

        await tx.Save(transfer with { State = TransferState.Withdrawn }, transfer.State, "withdrawn", command.Why);
        return default(Done);
    }

    public sealed record Command(Guid Request, Id<Transfer> Transfer, string Why) : ICommand<Command, WithdrawTransfer, Done>
    {
        public object Subject => new { Transfer };
    }
}
