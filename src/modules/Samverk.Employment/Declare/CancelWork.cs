using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>Takes announced work back: before anybody has decided, or before it begins.</summary>
internal sealed class CancelWork : IUseCase<CancelWork.Command, WorkState>
{
    public static Access Access => new((Role.Member, Relation.Own), (Role.Member, Relation.Manager), (Role.Adviser, Relation.AdviserOf));

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.Work, actor);

    public async Task<Outcome<WorkState>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockWork(command.Work) is not { } work) return Refusal.Unknown;
        if (await tx.EngagementOf(work.Id) is { IsOver: false }) return new Refusal("engagement-steers");
        var to = work.State is WorkState.Requested ? WorkState.Withdrawn : WorkState.Cancelled;
        // What has begun was worked: it is paid, or an adviser refuses it.
        if (to is WorkState.Cancelled && work.State is WorkState.Checked && WorkRules.RefuseBegun(work, tx.Now.InZone(tx.Zone).LocalDateTime) is { } begun) return begun;
        if (await tx.WageFor(work.Id) is not null) return new Refusal("work-has-wage");
        return (await tx.Move(work, to, to is WorkState.Withdrawn ? "withdrawn" : "cancelled", command.Why?.Trim() ?? "")).Then<WorkState>(_ => to);
    }

    public sealed record Command(Guid Request, Id<Work> Work, string? Why) : ICommand<Command, CancelWork, WorkState>
    {
        public object Subject => new { Work };
    }
}
