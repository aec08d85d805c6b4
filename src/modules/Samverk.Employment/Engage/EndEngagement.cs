using Samverk.Activities;
using Samverk.Desk;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Employment;

internal static class EndEngagement
{
    /// <summary>Ends an engagement before its first hour: what was reserved, the hours and the contract go with it. The caller holds its lock.</summary>
    public static async Task<Outcome<Done>> End(this Tx tx, Engagement one, EngagementState to, string @event, string why)
    {
        if (await tx.LockActivity(one.Activity) is null) return Refusal.Unknown;
        if ((await tx.Move(one, to, @event, why)).Refusal is { } notAllowed) return notAllowed;
        await tx.Free(one);
        if (one.Wage is { } wageId && await tx.LockWage(wageId) is { State: WageState.Approved } wage)
        {
            if (wage.Run is not null) return new Refusal("state-not-allowed", ("state", one.State));
            await tx.Move(wage, WageState.Cancelled, @event, why);
            await tx.SetPosition(new Position(one.Activity, wage.Id.Value, PositionKind.Reserved, Money.Zero(wage.Cost.Currency), true) { Member = wage.Person.Value });
        }

        if (one.Work is { } workId && await tx.LockWork(workId) is { State: WorkState.Checked } work)
        {
            await tx.Move(work, WorkState.Cancelled, @event, why);
            if (await tx.ContractFor(work.Id) is { } contract) await tx.Move(contract, @event is "declined" ? ContractState.Declined : ContractState.Expired, @event);
        }

        await tx.CloseItem(one.Id.Value, EngagementItems.Kind, @event);
        return default(Done);
    }
}

/// <summary>
/// Takes an engagement back. As long as the person has not signed, whoever manages the activity can; what both have signed only an adviser ends,
/// with a reason, and only before it begins.
/// </summary>
internal sealed class WithdrawEngagement : IUseCase<WithdrawEngagement.Command, EngagementState>
{
    public static Access Access => SubmitCrew.Access;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.Engagement, actor);

    public async Task<Outcome<EngagementState>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockEngagement(command.Engagement) is not { } one) return Refusal.Unknown;
        if (one.IsOver || one.State is EngagementState.Paid) return new Refusal("state-not-allowed", ("state", one.State));
        if (!one.IsUnsigned)
        {
            if (!actor.Roles.Contains(Role.Adviser)) return new Refusal("contract-signed");
            if (string.IsNullOrWhiteSpace(command.Why)) return new Refusal("reason-needed") { Field = "why" };
            if (one.Days.Min(day => day.From) <= tx.Now.InZone(tx.Zone).LocalDateTime) return new Refusal("past-dated", ("date", tx.Today.PlusDays(1)));
        }

        return (await tx.End(one, EngagementState.Withdrawn, "withdrawn", command.Why?.Trim() ?? "")).Then<EngagementState>(_ => EngagementState.Withdrawn);
    }

    public sealed record Command(Guid Request, Id<Engagement> Engagement, string? Why) : ICommand<Command, WithdrawEngagement, EngagementState>
    {
        public object Subject => new { Engagement };
    }
}
