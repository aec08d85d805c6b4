using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Activities;

/// <summary>
/// A manager of the receiving activity accepts, and the money moves; a large amount waits for a second person. Guards again, because time
/// has passed since the proposal.
/// </summary>
internal sealed class AcceptTransfer : IUseCase<AcceptTransfer.Command, TransferState>
{
    public static Access Access => new((Role.Member, Relation.Manager)) { InPerson = true };

    public static async Task<Relation> Relate(Command command, Tx tx, Actor actor) => (await tx.RelationsTo(command.Transfer, actor)).Receiver;

    public async Task<Outcome<TransferState>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockTransfer(command.Transfer) is not { } transfer) return Refusal.Unknown;
        if (Transfer.States.Refuse(transfer.State, TransferState.Accepted) is { } notAllowed) return notAllowed;
        if (await tx.LockActivities(transfer.From, transfer.To) is not [{ } from, { } to]) return Refusal.Unknown;
        if (TransferRules.Refuse(from, to, transfer.Amount, (await tx.Balances(from, tx.Today)).ExpenseAvailable) is { } refusal) return refusal;

        var accepted = transfer with { State = TransferState.Accepted };
        await tx.Save(accepted, transfer.State, "accepted", command.Why);
        if (await tx.TransferThreshold(transfer.Amount.Currency) is { } threshold && transfer.Amount > threshold)
        {
            await tx.AskSecondPerson(accepted, from, to);
            await tx.Raise(new TransferAwaitsSecondPerson(transfer.Id.Value));
            return TransferState.Accepted;
        }

        return await tx.Release(accepted, "");
    }

    public sealed record Command(Guid Request, Id<Transfer> Transfer, string Why) : ICommand<Command, AcceptTransfer, TransferState>
    {
        public object Subject => new { Transfer };
    }
}
