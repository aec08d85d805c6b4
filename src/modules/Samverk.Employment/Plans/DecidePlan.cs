using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>An adviser approves a salary plan: it takes the place of the one before, and pays the months whose work is approved already.</summary>
internal sealed class DecidePlan(PlanOutlook outlook) : IUseCase<DecidePlan.Command, PlanState>
{
    public static Access Access => new((Role.Adviser, Relation.AdviserOf)) { InPerson = true, Never = Relation.Own };

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.Plan, actor);

    public async Task<Outcome<PlanState>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockPlan(command.Plan) is not { } plan) return Refusal.Unknown;
        var works = await tx.LockWorkFor(plan);
        if (await tx.LockActivity(plan.Activity) is not { } activity) return Refusal.Unknown;
        if (plan.Author == actor.Person) return new Refusal("second-person-needed");
        var why = command.Why?.Trim() ?? "";
        if (!command.Approve)
            return why.Length is 0 ? new Refusal("reason-needed") { Field = "why" } : (await tx.Move(plan, PlanState.Refused, "refused", why)).Then<PlanState>(_ => PlanState.Refused);

        if (SalaryPlan.States.Refuse(plan.State, PlanState.Approved) is { } notAllowed) return notAllowed;
        if (await PlanGuards.Refuse(tx, activity, plan, outlook) is { } refusal) return refusal;
        foreach (var before in (await tx.LivePlans(plan.Activity, plan.Person)).Where(one => one.State is PlanState.Approved)) await tx.Move(before, PlanState.Ended, "replaced", "");
        await tx.Move(plan, PlanState.Approved, "approved", why);
        foreach (var work in works) await tx.AskByPlan(work);
        return PlanState.Approved;
    }

    public sealed record Command(Guid Request, Id<SalaryPlan> Plan, bool Approve, string? Why) : ICommand<Command, DecidePlan, PlanState>
    {
        public object Subject => new { Plan, Approve };
    }
}

/// <summary>Takes a plan back, or ends it. Wages that it has asked for stay.</summary>
internal sealed class EndPlan : IUseCase<EndPlan.Command, PlanState>
{
    public static Access Access => new((Role.Member, Relation.Own), (Role.Member, Relation.Manager), (Role.Adviser, Relation.AdviserOf));

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.Plan, actor);

    public async Task<Outcome<PlanState>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockPlan(command.Plan) is not { } plan) return Refusal.Unknown;
        var to = plan.State is PlanState.Requested ? PlanState.Withdrawn : PlanState.Ended;
        return (await tx.Move(plan, to, to is PlanState.Withdrawn ? "withdrawn" : "ended", command.Why?.Trim() ?? "")).Then<PlanState>(_ => to);
    }

    public sealed record Command(Guid Request, Id<SalaryPlan> Plan, string? Why) : ICommand<Command, EndPlan, PlanState>
    {
        public object Subject => new { Plan };
    }
}

internal static class PlanAccess
{
    public static async Task<Relation> RelationTo(this Tx tx, Id<SalaryPlan> id, Actor actor) =>
        await tx.FindPlan(id) is { } plan ? await tx.RelationTo(plan.Activity, actor) | (plan.Person == actor.Person ? Relation.Own : Relation.None) : Relation.None;
}
