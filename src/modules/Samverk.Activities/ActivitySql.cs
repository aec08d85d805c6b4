using Dapper;
using NodaTime;
using Samverk.Desk;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Activities;

/// <summary>How activities are loaded and saved, what they have, and who is what in them.</summary>
public static class ActivitySql
{
    /// <summary>
    /// Locks them, so that two decisions on one balance take turns; always in the order of their ids, so that opposite transfers wait
    /// for each other instead of deadlocking. Ask for balances after the lock.
    /// </summary>
    /// <returns>In the order asked for; null for one that is not there.</returns>
    public static async Task<IReadOnlyList<Activity?>> LockActivities(this Tx tx, params Id<Activity>[] ids)
    {
        var found = (await tx.Connection.QueryAsync<Row>(
            $"select {Columns} from activities.activity where id = any(@ids) order by id for update", new { ids = ids.Select(id => id.Value).ToArray() }))
            .ToDictionary(row => row.Id, row => row.ToActivity());
        return [.. ids.Select(id => found.GetValueOrDefault(id.Value))];
    }

    public static async Task<Activity?> LockActivity(this Tx tx, Id<Activity> id) => (await tx.LockActivities(id))[0];

    public static async Task<Activity?> FindActivity(this Tx tx, Id<Activity> id) =>
        (await tx.Connection.QuerySingleOrDefaultAsync<Row>($"select {Columns} from activities.activity where id = @id", new { id = id.Value }))?.ToActivity();

    /// <summary>The activity as it stands; only its name and state ever change.</summary>
    public static async Task Save(this Tx tx, Activity activity, ActivityState? was, string @event, string why)
    {
        await tx.Connection.ExecuteAsync(
            """
            insert into activities.activity (id, entity, code, name, currency, kind, parent, state, opened)
            values (@id, @entity, @Code, @Name, @Currency, @kind, @parent, @state, @Opened)
            on conflict (id) do update set name = excluded.name, state = excluded.state
            """,
            new
            {
                id = activity.Id.Value, entity = activity.Entity.Value, activity.Code, activity.Name, activity.Currency, kind = activity.Kind.ToString(),
                parent = activity.Parent?.Value, state = activity.State.ToString(), activity.Opened,
            });
        await tx.TakeStep(Activity.States, activity.Id.Value, was, activity.State, @event, why);
        if (was is ActivityState.Requested && activity.State is not ActivityState.Requested) await tx.CloseItem(activity.Id.Value, ActivityItems.Request, @event);
    }

    /// <summary>One job's activity goes on as its team's own: the only change of kind there is. The caller holds the lock.</summary>
    public static async Task KeepRunning(this Tx tx, Activity activity)
    {
        await tx.Connection.ExecuteAsync("update activities.activity set kind = 'Personal' where id = @id and kind = 'Assignment'", new { id = activity.Id.Value });
        await tx.Save(activity with { Kind = ActivityKind.Personal }, activity.State, "kept-running", "");
    }

    /// <summary>What the activity has at the end of a day, from ledger lines and positions. For a decision: after the lock.</summary>
    public static async Task<Balances> Balances(this Tx tx, Activity activity, LocalDate date) => (await tx.BalancesOf([activity], date))[activity.Id];

    /// <summary>The same for many, in two round trips per entity.</summary>
    public static async Task<IReadOnlyDictionary<Id<Activity>, Balances>> BalancesOf(this Tx tx, IReadOnlyList<Activity> activities, LocalDate date)
    {
        var owed = new Dictionary<Id<Activity>, Money>();
        foreach (var entity in activities.GroupBy(activity => (activity.Entity, activity.Currency)))
        {
            var held = await tx.Balances(entity.Key.Entity, [.. entity.Select(activity => activity.Account)], entity.Key.Currency, date);
            foreach (var activity in entity) owed.Add(activity.Id, held[activity.Account]);
        }

        var sums = (await tx.Connection.QueryAsync<Sums>(
            """
            select activity, coalesce(sum(amount) filter (where kind = 'planned'), 0)::bigint as planned,
                   coalesce(sum(amount) filter (where kind = 'planned' and sure), 0)::bigint as guaranteed_planned,
                   coalesce(sum(amount) filter (where kind = 'open'), 0)::bigint as uncollected,
                   coalesce(sum(amount) filter (where kind = 'open' and not sure), 0)::bigint as unsure,
                   coalesce(sum(amount) filter (where kind = 'reserved'), 0)::bigint as reserved
            from activities.position
            where activity = any(@ids) and valid_from <= @date
            group by activity
            """,
            new { ids = activities.Select(activity => activity.Id.Value).ToArray(), date })).ToDictionary(row => row.Activity);
        return activities.ToDictionary(activity => activity.Id, activity => (sums.GetValueOrDefault(activity.Id.Value) ?? Sums.None).With(owed[activity.Id]));
    }

    /// <summary>What the actor is to the activity today; nothing when there is no such activity.</summary>
    public static async Task<Relation> RelationTo(this Tx tx, Id<Activity> activity, Actor actor)
    {
        var relations = (await tx.Connection.QueryAsync<string?>(
            """
            select team.relation
            from activities.activity
            left join activities.team on team.activity = activity.id and team.person = @person and team.since <= @Today and (team.until is null or team.until >= @Today)
            where activity.id = @activity
            """,
            new { activity = activity.Value, person = actor.Person.Value, tx.Today })).AsList();
        if (relations.Count is 0) return Relation.None;

        // Advisers stand in for each other; whose member it is orders the desk, it does not grant rights (docs/decisions).
        return relations.Where(relation => relation is not null).Aggregate(Relation.AdviserOf, (all, one) => all | Enum.Parse<Relation>(one!));
    }

    /// <summary>From today on the person is this in the activity. A manager is a team member too.</summary>
    public static Task Join(this Tx tx, Id<Activity> activity, Id<Person> person, bool manager) => tx.Connection.ExecuteAsync(
        "insert into activities.team (activity, person, relation, since) select @activity, @person, unnest(@relations), @Today on conflict do nothing",
        new { activity = activity.Value, person = person.Value, relations = manager ? ["TeamMember", "Manager"] : (string[])["TeamMember"], tx.Today });

    /// <summary>Yesterday was the person's last day in the activity.</summary>
    public static Task Leave(this Tx tx, Id<Activity> activity, Id<Person> person) => tx.Connection.ExecuteAsync(
        """
        delete from activities.team where activity = @activity and person = @person and until is null and since = @Today;
        update activities.team set until = @Today - 1 where activity = @activity and person = @person and until is null
        """,
        new { activity = activity.Value, person = person.Value, tx.Today });

    internal const string Columns = "id, entity, code, name, currency, kind, parent, state, opened";

    internal sealed record Row(
        Guid Id, Guid Entity, string Code, string Name, Currency Currency, ActivityKind Kind, Guid? Parent, ActivityState State, LocalDate Opened)
    {
        public Activity ToActivity() => new(new(Id), new(Entity), Code, Name, Currency, Kind, Parent is { } parent ? new(parent) : null, State, Opened);
    }

    private sealed record Sums(Guid Activity, long Planned, long Guaranteed_Planned, long Uncollected, long Unsure, long Reserved)
    {
        public static readonly Sums None = new(default, 0, 0, 0, 0, 0);

        /// <summary>What the cooperative owes is a credit; to the team it is money it has.</summary>
        public Balances With(Money owed)
        {
            return new(-owed, Of(Planned), Of(Guaranteed_Planned), Of(Uncollected), Of(Unsure), Of(Reserved));

            Money Of(long minor) => new(minor, owed.Currency);
        }
    }
}
