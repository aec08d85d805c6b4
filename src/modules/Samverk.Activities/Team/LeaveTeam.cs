using Dapper;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Activities;

/// <summary>A person leaves the team of an activity: no new wage or claim of theirs there. What they earned stays theirs.</summary>
internal sealed class LeaveTeam : IUseCase<LeaveTeam.Command, Done>
{
    public static Access Access => new((Role.Member, Relation.TeamMember));

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.Activity, actor);

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockActivity(command.Activity) is not { } activity) return Refusal.Unknown;
        if (await tx.RefuseLast(activity.Id, actor.Person) is { } last) return last;

        await tx.Leave(activity.Id, actor.Person);
        foreach (var delegation in await tx.Delegations(activity.Id))
            if (delegation.State is DelegationState.Active && delegation.Person == actor.Person)
                await tx.Move(delegation, DelegationState.Ended, null, "member-left", command.Why);
        return default(Done);
    }

    public sealed record Command(Guid Request, Id<Activity> Activity, string Why) : ICommand<Command, LeaveTeam, Done>
    {
        public object Subject => new { Activity };
    }
}

internal static class LastManager
{
    /// <summary>Somebody always steers an open activity: the last manager names another first, or closes it.</summary>
    public static async Task<Refusal?> RefuseLast(this Tx tx, Id<Activity> activity, Id<Person> leaving) =>
        await tx.Connection.QuerySingleAsync<bool>(
            """
            select activity.state not in ('Settled', 'Archived') and not exists (
                select from activities.team
                where team.activity = activity.id and relation = 'Manager' and person <> @person and since <= @Today and (until is null or until >= @Today))
            from activities.activity where id = @activity
            """,
            new { activity = activity.Value, person = leaving.Value, tx.Today })
            ? new Refusal("last-manager") : null;
}
