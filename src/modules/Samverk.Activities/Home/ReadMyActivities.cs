using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Activities;

/// <summary>A member's own activities with what each has, and the outlook of one of them: for the start page.</summary>
internal sealed class ReadMyActivities(IEnumerable<IPlannedChange> plans) : IUseCase<ReadMyActivities.Query, ReadMyActivities.Result>
{
    private const int Most = 20;

    public static Access Access => new((Role.Member, Relation.None));

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        var mine = (await tx.Connection.QueryAsync<ActivitySql.Row>(
            $"""
            select {ActivitySql.Columns} from activities.activity
            where state not in ('Settled', 'Archived') and id = any(@mine)
            order by exists (select from activities.team where team.activity = activity.id and person = @person and relation = 'Manager' and until is null) desc, kind = 'Personal' desc,
                (select max(number) from activities.position where position.activity = activity.id) desc nulls last, lower(name), id
            limit @Most
            """,
            new { mine = await tx.ActivitiesJoinedBy(actor), person = actor.Person.Value, Most })).Select(row => row.ToActivity()).ToArray();
        var balances = await tx.BalancesOf(mine, tx.Today);
        var chosen = mine.FirstOrDefault(activity => activity.Id.Value == query.Activity) ?? mine.FirstOrDefault(activity => activity.State is ActivityState.Open) ?? mine.FirstOrDefault();
        return new Result(tx.Today, [.. mine.Select(activity => new Row(activity.Id, activity.Name, activity.State, balances[activity.Id]))], chosen is null ? null : await Show(tx, chosen));
    }

    private async Task<Chosen> Show(Tx tx, Activity activity)
    {
        var orders = (await tx.Positions(activity, tx.Today)).Count(position => position.Kind is PositionKind.Planned);
        return new(activity.Id, activity.Opened, orders, await tx.Outlook(activity, LocalDate.Max(activity.Opened, tx.Today.PlusMonths(-3)), tx.Today, tx.Today.PlusMonths(ReadActivity.Ahead), plans));
    }

    /// <param name="Activity">Whose outlook; null or not an own one = a personal one that the person manages, and of several the one in which something happened last.</param>
    public sealed record Query(Guid? Activity) : IQuery<Query, ReadMyActivities, Result>;

    /// <param name="Shown">Null for who has no activity.</param>
    public sealed record Result(LocalDate Today, IReadOnlyList<Row> Activities, Chosen? Shown);

    public sealed record Row(Id<Activity> Id, string Name, ActivityState State, Balances Balances);

    /// <param name="Orders">How many are agreed and not wholly invoiced.</param>
    public sealed record Chosen(Id<Activity> Id, LocalDate Opened, int Orders, Outlook Outlook);
}
