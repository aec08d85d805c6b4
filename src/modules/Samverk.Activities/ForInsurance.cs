using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Activities;

/// <summary>What a register of policies asks: whose team somebody was in on a day, and which activity a code names.</summary>
public static class ForInsurance
{
    /// <summary>In whose team the person was on a day, by name.</summary>
    public static async Task<IReadOnlyList<Activity>> TeamsOn(this Tx tx, Id<Person> person, LocalDate day) =>
        [.. (await tx.Connection.QueryAsync<ActivitySql.Row>(
            $"""
            select {ActivitySql.Columns} from activities.activity
            where exists (select from activities.team where team.activity = activity.id and person = @person and since <= @day and (until is null or until >= @day))
            order by name, id
            """,
            new { person = person.Value, day })).Select(row => row.ToActivity())];

    /// <summary>By the last part of its accounts; null where the company has none of that code.</summary>
    public static async Task<Activity?> FindActivity(this Tx tx, Id<LegalEntity> entity, string code) =>
        (await tx.Connection.QuerySingleOrDefaultAsync<ActivitySql.Row>(
            $"select {ActivitySql.Columns} from activities.activity where entity = @entity and code = @code", new { entity = entity.Value, code }))?.ToActivity();
}
