using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>An adviser approves a wage: its cost is reserved on the activity from today on, and nothing else can spend it.</summary>
internal sealed class DecideWage : IUseCase<DecideWage.Command, WageState>
{
    public static Access Access => new((Role.Adviser, Relation.AdviserOf)) { InPerson = true, Never = Relation.Own };

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.Wage, actor);

    public async Task<Outcome<WageState>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockWage(command.Wage) is not { } wage || await tx.LockActivity(wage.Activity) is not { } activity) return Refusal.Unknown;
        if (wage.Author == actor.Person) return new Refusal("second-person-needed");
        var why = command.Why?.Trim() ?? "";
        if (!command.Approve)
            return why.Length is 0 ? new Refusal("reason-needed") { Field = "why" } : (await tx.Move(wage, WageState.Refused, "refused", why)).Then<WageState>(_ => WageState.Refused);

        if (AskedWage.States.Refuse(wage.State, WageState.Approved) is { } notAllowed) return notAllowed;
        if (await tx.RefuseUndeclared(wage.Work) is { } undeclared) return undeclared;
        if (await tx.RefuseNewWage(activity, wage.Person, wage.Cost) is { } refusal) return refusal;
        await tx.Move(wage, WageState.Approved, "approved", why);
        await tx.SetPosition(new Position(activity.Id, wage.Id.Value, PositionKind.Reserved, wage.Cost, true) { Member = wage.Person.Value });
        return (await tx.OfferWhereNeeded(wage, actor)).Then<WageState>(_ => WageState.Approved);
    }

    public sealed record Command(Guid Request, Id<AskedWage> Wage, bool Approve, string? Why) : ICommand<Command, DecideWage, WageState>
    {
        public object Subject => new { Wage, Approve };
    }
}

/// <summary>Takes a wage back: before anybody has decided, or before the last day for changes; then another one can be asked for.</summary>
internal sealed class CancelWage : IUseCase<CancelWage.Command, WageState>
{
    public static Access Access => AskWage.Access;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.Wage, actor);

    public async Task<Outcome<WageState>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockWage(command.Wage) is not { } wage || await tx.LockActivity(wage.Activity) is not { } activity || await tx.FindWork(wage.Work) is not { } work) return Refusal.Unknown;
        if (await tx.EngagementOf(work.Id) is { IsOver: false }) return new Refusal("engagement-steers");
        if (wage.State is WageState.Requested) return (await tx.Move(wage, WageState.Withdrawn, "withdrawn", command.Why?.Trim() ?? "")).Then<WageState>(_ => WageState.Withdrawn);
        if (AskedWage.States.Refuse(wage.State, WageState.Cancelled) is { } notAllowed) return notAllowed;
        // What has been worked is earned: from then on it is paid.
        if (WorkRules.RefuseBegun(work, tx.Now.InZone(tx.Zone).LocalDateTime) is { } begun) return begun with { Field = null };
        if (wage.Run is not null) return new Refusal("state-not-allowed");
        if (await WageGuards.RefuseLate(tx, work) is { } late) return late;

        await tx.Move(wage, WageState.Cancelled, "cancelled", command.Why?.Trim() ?? "");
        // The contract says this pay: for another one both sign anew.
        if (await tx.ContractFor(work.Id) is { } contract) await tx.Move(contract, ContractState.Expired, "cancelled");
        await tx.SetPosition(new Position(activity.Id, wage.Id.Value, PositionKind.Reserved, Money.Zero(wage.Cost.Currency), true) { Member = wage.Person.Value });
        return WageState.Cancelled;
    }

    public sealed record Command(Guid Request, Id<AskedWage> Wage, string? Why) : ICommand<Command, CancelWage, WageState>
    {
        public object Subject => new { Wage };
    }
}
