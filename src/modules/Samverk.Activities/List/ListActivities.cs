using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Activities;

/// <summary>The activities that somebody is in; all of them for staff. By name, a page at a time.</summary>
internal sealed class ListActivities(IEnumerable<PersonNames> people) : IUseCase<ListActivities.Query, ListActivities.Result>
{
    public const int PageSize = 50, Everything = 100_000;

    public static Access Access => new((Role.Member, Relation.None), (Role.Adviser, Relation.None), (Role.Finance, Relation.None), (Role.Auditor, Relation.None));

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        var staff = actor.Roles.Any(role => role is Role.Adviser or Role.Finance or Role.Auditor);
        var all = staff && query.Scope is ActivityScope.All;
        var limit = query.Whole is true ? Everything : PageSize;
        var found = (await tx.Connection.QueryAsync<Found>(ListSql(query, all), new
        {
            me = actor.Person.Value, tx.Today, state = query.State?.ToString(), search = Sql.Containing(query.Search), after = query.After, limit = limit + 1,
        })).AsList();

        var shown = found.Take(limit).ToArray();
        var balances = await tx.BalancesOf([.. shown.Select(row => row.ToActivity())], tx.Today);
        var names = await Names.Of(tx, people, shown.Where(row => row.Manager is not null).Select(row => row.Manager!.Value));
        return new Result(
            staff, tx.Today,
            [.. shown.Select(row => new Row(
                new(row.Id), row.Code, row.Name, row.Kind, row.State, row.Parent_Name, row.Manager is { } manager ? names[manager] : null, balances[new(row.Id)].SalaryAvailable, balances[new(row.Id)].ExpenseAvailable))],
            found.Count > limit ? shown[^1].Id : null);
    }

    private static string ListSql(Query query, bool all) =>
        $"""
        select activity.id, activity.entity, activity.code, activity.name, activity.currency, activity.kind, activity.state, activity.opened,
            parent.name as parent_name,
            (select person from activities.team where team.activity = activity.id and relation = 'Manager' and (until is null or until >= @Today)
             order by since, person limit 1) as manager
        from activities.activity
        left join activities.activity parent on parent.id = activity.parent
        where {(query.State is null ? "activity.state <> 'Archived'" : "activity.state = @state")}
          {Sql.And(!all, "exists (select from activities.team where team.activity = activity.id and person = @me and since <= @Today and (until is null or until >= @Today))")}
          {Sql.And(!string.IsNullOrWhiteSpace(query.Search), "activity.name ilike @search or activity.code ilike @search")}
          {Sql.And(query.After is not null, "(lower(activity.name), activity.id) > (select lower(name), id from activities.activity where id = @after)")}
        order by lower(activity.name), activity.id
        limit @limit
        """;

    /// <param name="After">The last activity of the page before; null for the first page.</param>
    /// <param name="Whole">Not by pages: for export.</param>
    public sealed record Query(ActivityScope? Scope, ActivityState? State, string? Search, Guid? After, bool? Whole) : IQuery<Query, ListActivities, Result>;

    /// <param name="Staff">May look at all of them.</param>
    public sealed record Result(bool Staff, LocalDate Today, IReadOnlyList<Row> Activities, Guid? Next);

    /// <param name="Manager">Who steers it; the longest where there are several.</param>
    public sealed record Row(
        Id<Activity> Id, string Code, string Name, ActivityKind Kind, ActivityState State, string? Parent, string? Manager, Money SalaryAvailable, Money ExpenseAvailable);

    private sealed record Found(
        Guid Id, Guid Entity, string Code, string Name, Currency Currency, ActivityKind Kind, ActivityState State, LocalDate Opened, string? Parent_Name, Guid? Manager)
    {
        public Activity ToActivity() => new(new(Id), new Id<LegalEntity>(Entity), Code, Name, Currency, Kind, null, State, Opened);
    }
}

/// <summary>Whose activities a list shows.</summary>
public enum ActivityScope { Mine, All }
