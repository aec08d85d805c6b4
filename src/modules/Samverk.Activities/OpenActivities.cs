using Dapper;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Activities;

public static class OpenActivitiesSql
{
    /// <summary>Whether the person is or was in any activity's team.</summary>
    public static Task<bool> EverJoined(this Tx tx, Id<Person> person) =>
        tx.Connection.QuerySingleAsync<bool>("select exists (select from activities.team where person = @person)", new { person = person.Value });

    /// <summary>Open ones in whose team the person is today, by name.</summary>
    public static async Task<IReadOnlyList<Activity>> OpenActivitiesOf(this Tx tx, Id<Person> person) =>
        [.. (await tx.Connection.QueryAsync<ActivitySql.Row>(
            $"""
            select {ActivitySql.Columns} from activities.activity
            where state = 'Open' and exists (
                select from activities.team where team.activity = activity.id and person = @person and since <= @Today and (until is null or until >= @Today))
            order by name, id
            """,
            new { person = person.Value, tx.Today })).Select(row => row.ToActivity())];

    /// <summary>Who is in a team today, in the order in which they came.</summary>
    public static async Task<IReadOnlyList<Id<Person>>> TeamOn(this Tx tx, Id<Activity> activity) =>
        [.. (await tx.Connection.QueryAsync<Guid>(
            """
            select person from activities.team where activity = @id and since <= @Today and (until is null or until >= @Today)
            group by person order by min(since), person
            """,
            new { id = activity.Value, tx.Today })).Select(person => new Id<Person>(person))];
}
