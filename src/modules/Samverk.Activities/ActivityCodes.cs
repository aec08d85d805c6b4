using Dapper;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Activities;

public static class ActivityCodes
{
    /// <summary>All activities of an entity by the last part of their accounts: for files that name them so.</summary>
    public static async Task<IReadOnlyDictionary<string, Id<Activity>>> ActivitiesByCode(this Tx tx, Id<LegalEntity> entity) =>
        (await tx.Connection.QueryAsync<(string Code, Guid Id)>("select code, id from activities.activity where entity = @entity", new { entity = entity.Value }))
            .ToDictionary(row => row.Code, row => new Id<Activity>(row.Id), StringComparer.Ordinal);
}
