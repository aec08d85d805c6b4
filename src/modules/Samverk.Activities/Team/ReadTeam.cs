using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Activities;

/// <summary>Who is in the team of an activity, who was, and who is invited.</summary>
internal sealed class ReadTeam(IEnumerable<PersonNames> people) : IUseCase<ReadTeam.Query, ReadTeam.Result>
{
    public static Access Access => ActivityAccess.Reading;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => tx.RelationTo(query.Activity, actor);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        if (await tx.FindActivity(query.Activity) is not { } activity) return Refusal.Unknown;

        var team = await tx.Team(activity.Id);
        var delegations = await tx.Delegations(activity.Id);
        var names = await Names.Of(tx, people, [.. team.Select(one => one.Person), .. delegations.Where(one => one.Invited is not null).Select(one => one.Invited!.Value.Value)]);
        var relation = await tx.RelationTo(activity.Id, actor);
        return new Result(
            activity.Name, tx.Today, relation.HasFlag(Relation.Manager) || actor.Roles.Contains(Role.Adviser), relation.HasFlag(Relation.TeamMember),
            [.. team.Select(one => new Mate(names[one.Person], one.Manager, one.Since, one.Until))],
            [.. delegations.Where(one => one.State is DelegationState.Invited or DelegationState.Active).Select(one => new Invitation(
                one.Id, one.Invited is { } invited ? names[invited.Value] : one.Person is { } person ? names[person.Value] : one.Email ?? "",
                one.Relation is Relation.Manager, one.ValidUntil, one.State is DelegationState.Invited))]);
    }

    public sealed record Query(Id<Activity> Activity) : IQuery<Query, ReadTeam, Result>;

    public sealed record Result(string Activity, LocalDate Today, bool MayInvite, bool MayLeave, IReadOnlyList<Mate> Team, IReadOnlyList<Invitation> Invitations);

    /// <param name="Until">The last day; null = still there.</param>
    public sealed record Mate(string Name, bool Manager, LocalDate Since, LocalDate? Until);

    /// <param name="Waiting">Not accepted yet.</param>
    public sealed record Invitation(Id<Delegation> Id, string Who, bool Manager, LocalDate ValidUntil, bool Waiting);
}

/// <summary>Somebody's time in a team.</summary>
/// <param name="Until">The last day; null = still there.</param>
internal sealed record TeamRow(Guid Person, bool Manager, LocalDate Since, LocalDate? Until);

internal static class TeamSql
{
    /// <summary>Everybody who is or was in the team, in the order in which they came.</summary>
    public static async Task<IReadOnlyList<TeamRow>> Team(this Tx tx, Id<Activity> activity) =>
        (await tx.Connection.QueryAsync<TeamRow>(
            """
            select person, bool_or(relation = 'Manager') as manager, min(since) as since,
                case when bool_or(until is null) then null else max(until) end as until
            from activities.team where activity = @id
            group by person order by min(since), person
            """,
            new { id = activity.Value })).AsList();
}
