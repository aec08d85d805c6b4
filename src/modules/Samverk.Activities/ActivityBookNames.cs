using Dapper;
using Samverk.Ledger;

namespace Samverk.Activities;

/// <summary>What activities and transfers are called in the books.</summary>
public static class ActivityBookNames
{
    /// <summary>For the node's services.</summary>
    public static readonly BookNames Source = new(async (tx, ids) => (await tx.Connection.QueryAsync<(Guid Id, string Words, string Href)>(
        """
        select id, name, '/activities/' || id from activities.activity where id = any(@ids)
        union all
        select transfer.id, source.name || ' → ' || target.name, '/activities/' || source.id || '/statement'
        from activities.transfer join activities.activity source on source.id = from_activity join activities.activity target on target.id = to_activity
        where transfer.id = any(@ids)
        """,
        new { ids = ids.ToArray() })).ToDictionary(row => row.Id, row => new Named(row.Words, ActivityAccess.Reading.Refuse(tx.Actor, Store.Relation.None) is null ? row.Href : null)));
}
