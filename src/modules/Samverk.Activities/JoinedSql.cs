using Dapper;
using Samverk.Store;

namespace Samverk.Activities;

public static class JoinedSql
{
    /// <summary>The activities in whose team the actor is today: what lists of a member's documents are narrowed to.</summary>
    public static async Task<Guid[]> ActivitiesJoinedBy(this Tx tx, Actor actor) => [.. await tx.Connection.QueryAsync<Guid>(
        "select distinct activity from activities.team where person = @person and since <= @Today and (until is null or until >= @Today)",
        new { person = actor.Person.Value, tx.Today })];
}
