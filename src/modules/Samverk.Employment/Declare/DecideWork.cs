using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>
/// An adviser approves announced work or refuses it. What has begun meanwhile needs a reason, and the board is told. Nobody decides about
/// own work, or about what they have entered themselves.
/// </summary>
internal sealed class DecideWork : IUseCase<DecideWork.Command, WorkState>
{
    public static Access Access => new((Role.Adviser, Relation.AdviserOf)) { InPerson = true, Never = Relation.Own };

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.Work, actor);

    public async Task<Outcome<WorkState>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockWork(command.Work) is not { } work) return Refusal.Unknown;
        if (work.Author == actor.Person) return new Refusal("second-person-needed");
        var why = command.Why?.Trim() ?? "";
        if (!command.Approve)
        {
            if (why.Length is 0) return new Refusal("reason-needed") { Field = "why" };
            return (await tx.Move(work, WorkState.Refused, "refused", why)).Then<WorkState>(_ => WorkState.Refused);
        }

        var begun = work.State is WorkState.Requested ? WorkRules.RefuseBegun(work, tx.Now.InZone(tx.Zone).LocalDateTime) : null;
        if (begun is not null && why.Length is 0) return work.Late ? new Refusal("reason-needed") { Field = "why" } : begun with { Field = "why" };
        var moved = await tx.Move(work, WorkState.Checked, begun is null ? "approved" : "approved-late", why, begun is not null);
        if (moved.Refusal is { } refusal) return refusal;
        if (begun is not null) await tx.TellBoard(work);
        await tx.AskByPlan(work with { State = WorkState.Checked, Late = work.Late || begun is not null });
        return WorkState.Checked;
    }

    /// <param name="Why">Needed for a refusal, and where the work has begun.</param>
    public sealed record Command(Guid Request, Id<Work> Work, bool Approve, string? Why) : ICommand<Command, DecideWork, WorkState>
    {
        public object Subject => new { Work, Approve };
    }
}

/// <summary>The board has seen that work was let pass after it had begun.</summary>
internal sealed class NoteLateWork : IUseCase<NoteLateWork.Command, Done>
{
    public static Access Access => new((Role.Board, Relation.None)) { InPerson = true };

    public static async Task<Relation> Relate(Command command, Tx tx, Actor actor) => await tx.RelationTo(command.Work, actor);

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.FindWork(command.Work) is not { Late: true }) return Refusal.Unknown;
        await tx.CloseLate(command.Work);
        return default(Done);
    }

    public sealed record Command(Guid Request, Id<Work> Work) : ICommand<Command, NoteLateWork, Done>
    {
        public object Subject => new { Work };
    }
}
