using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Activities;

/// <summary>A manager offers part of an activity's collected money to another activity.</summary>
internal sealed class ProposeTransfer : IUseCase<ProposeTransfer.Command, Id<Transfer>>
{
    public static Access Access => ActivityAccess.Steering;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.From, actor);

    public async Task<Outcome<Id<Transfer>>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockActivities(command.From, command.To) is not [{ } from, { } to]) return Refusal.Unknown with { Field = "to" };
        if (string.IsNullOrWhiteSpace(command.Reason)) return new Refusal("reason-needed") { Field = "reason" };

        var collected = (await tx.Balances(from, tx.Today)).ExpenseAvailable;
        if (TransferRules.Refuse(from, to, command.Amount, collected) is { } refusal) return refusal;

        var transfer = new Transfer(new(command.Request), from.Id, to.Id, command.Amount, command.Reason.Trim(), null, TransferState.Proposed);
        await tx.Save(transfer, null, "proposed", command.Reason);
        await tx.Raise(new TransferProposed(transfer.Id.Value, to.Id.Value));
        return transfer.Id;
    }

    public sealed record Command(Guid Request, Id<Activity> From, Id<Activity> To, Money Amount, string Reason) : ICommand<Command, ProposeTransfer, Id<Transfer>>
    {
        public object Subject => new { Request, From, To, Amount };
    }
}
