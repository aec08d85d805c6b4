using Dapper;
using Samverk.Ledger;

namespace Samverk.Members;

/// <summary>What shares are called in the books: whose they are.</summary>
public static class ShareBookNames
{
    /// <summary>For the node's services.</summary>
    public static readonly BookNames Source = new(async (tx, ids) => (await tx.Connection.QueryAsync<(Guid Id, Guid Person, string Name)>(
        "select share.id, person.id, person.name from members.share join members.person on person.id = share.person where share.id = any(@ids)",
        new { ids = ids.ToArray() })).ToDictionary(row => row.Id, row => new Named($"Share, {row.Name}", $"/members/{row.Person}")));
}
