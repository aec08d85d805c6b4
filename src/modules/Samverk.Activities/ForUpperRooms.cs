using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Activities;

/// <summary>What rooms above ask of activities.</summary>
public static class ForUpperRooms
{
    /// <summary>Activities of an entity for which there was ever a position or posting up to a day: only those can have exposure. By code.</summary>
    public static async Task<IReadOnlyList<Activity>> ActivitiesWithPositions(this Tx tx, Id<LegalEntity> entity, LocalDate date) =>
        [.. (await tx.Connection.QueryAsync<ActivitySql.Row>(
            $"""
            select {ActivitySql.Columns} from activities.activity
            where entity = @entity and exists (select from activities.position where position.activity = activity.id and kind = 'open' and valid_from <= @date)
               or entity = @entity and code = any(@overdrawn)
            order by code
            """,
            new { entity = entity.Value, date, overdrawn = await tx.Overdrawn(entity, date) })).Select(row => row.ToActivity())];

    /// <summary>Who has managed the activity longest of those who did on a day; null where nobody did.</summary>
    public static async Task<Id<Person>?> FirstManager(this Tx tx, Id<Activity> activity, LocalDate date) =>
        (await tx.FirstManagers([activity], date)).TryGetValue(activity, out var person) ? person : null;

    /// <summary>The same for many, in one round trip; who has no manager is not among them.</summary>
    public static async Task<IReadOnlyDictionary<Id<Activity>, Id<Person>>> FirstManagers(this Tx tx, IEnumerable<Id<Activity>> activities, LocalDate date) =>
        (await tx.Connection.QueryAsync<(Guid Activity, Guid Person)>(
            """
            select distinct on (activity) activity, person from activities.team
            where activity = any(@ids) and relation = 'Manager' and since <= @date and (until is null or until >= @date)
            order by activity, since, person
            """,
            new { ids = activities.Select(activity => activity.Value).ToArray(), date }))
        .ToDictionary(row => new Id<Activity>(row.Activity), row => new Id<Person>(row.Person));

    /// <summary>What people are called, from whoever knows it; a code for who has no name.</summary>
    public static async Task<Func<Guid, string>> NamesOf(this Tx tx, IEnumerable<PersonNames> sources, IEnumerable<Guid> people)
    {
        var names = await Names.Of(tx, sources, people);
        return person => names[person];
    }

    /// <summary>What modules say about documents.</summary>
    public static Task<IReadOnlyDictionary<Guid, ActivityDocument>> Told(this Tx tx, IEnumerable<ActivityDocuments> sources, IEnumerable<Guid> documents) =>
        sources.Find(tx, documents);

    // Money that was spent before anything is open or planned is laid out too.
    private static async Task<string[]> Overdrawn(this Tx tx, Id<LegalEntity> entity, LocalDate date)
    {
        var currency = (await tx.FindEntity(entity))!.Currency;
        return [.. (await tx.HoldingsUnder(entity, Account.Activities, currency, date)).Where(held => held.Value.IsPositive).Select(held => held.Key[(Account.Activities.Length + 1)..])];
    }
}
