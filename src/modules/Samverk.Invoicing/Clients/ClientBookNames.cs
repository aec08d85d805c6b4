using Dapper;
using Samverk.Ledger;

namespace Samverk.Invoicing;

/// <summary>What clients are called in the books.</summary>
public static class ClientBookNames
{
    /// <summary>For the node's services. Clients' pages are for those who work with them.</summary>
    public static readonly BookNames Source = new(async (tx, ids) => (await tx.Connection.QueryAsync<(Guid Id, string Name)>(
        "select id, name from invoicing.client where id = any(@ids)", new { ids = ids.ToArray() }))
        .ToDictionary(row => row.Id, row => new Named(row.Name, tx.Actor.Roles.Contains(Store.Role.Finance) ? $"/clients/{row.Id}" : null)));
}
