using System.Text.Json;
using Dapper;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Invoicing;

public static class SellerSql
{
    /// <summary>The profile as it stands now; null while nobody has set one.</summary>
    public static async Task<Seller?> FindSeller(this Tx tx, Id<LegalEntity> entity) =>
        await tx.Connection.QuerySingleOrDefaultAsync<string>(
            "select profile::text from invoicing.seller where entity = @entity order by number desc limit 1", new { entity = entity.Value }) is { } json
            ? JsonSerializer.Deserialize<Seller>(json, StoreJson.Options)
            : null;

    /// <summary>From now on invoices of the entity say this.</summary>
    public static Task Save(this Tx tx, Id<LegalEntity> entity, Seller seller) => tx.Connection.ExecuteAsync(
        "insert into invoicing.seller (entity, profile, at, person) values (@entity, @profile::jsonb, @Now, @person)",
        new { entity = entity.Value, profile = JsonSerializer.Serialize(seller, StoreJson.Options), tx.Now, person = tx.Actor.Person.Value });
}
