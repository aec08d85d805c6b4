using Dapper;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Invoicing;

public static class ClientCodes
{
    /// <summary>Whose the last parts of accounts are.</summary>
    public static async Task<IReadOnlyDictionary<string, (Id<Client> Id, string Name)>> ClientsByCode(this Tx tx, IEnumerable<string> codes) =>
        (await tx.Connection.QueryAsync<(string Code, Guid Id, string Name)>("select code, id, name from invoicing.client where code = any(@codes)", new { codes = codes.ToArray() }))
            .ToDictionary(row => row.Code, row => (new Id<Client>(row.Id), row.Name), StringComparer.Ordinal);
}
