using Dapper;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Ledger;

/// <summary>A legal person of this cooperative that keeps books of its own.</summary>
/// <param name="Code">First part of its accounts: "be". Lower-case letters, digits and hyphens.</param>
/// <param name="Country">ISO 3166 of its seat, capitals.</param>
/// <param name="Currency">The currency of its books.</param>
public sealed record LegalEntity(Id<LegalEntity> Id, string Code, string Name, string Country, Currency Currency);

public static class LegalEntitySql
{
    public static Task Save(this Tx tx, LegalEntity entity) => tx.Connection.ExecuteAsync(
        "insert into ledger.entity (id, code, name, country, currency) values (@id, @Code, @Name, @Country, @Currency)",
        new { id = entity.Id.Value, entity.Code, entity.Name, entity.Country, entity.Currency });

    public static async Task<LegalEntity?> FindEntity(this Tx tx, Id<LegalEntity> id) =>
        (await tx.Entities()).SingleOrDefault(entity => entity.Id == id);

    /// <summary>All of them, in the order in which they were founded here: there are few.</summary>
    public static async Task<IReadOnlyList<LegalEntity>> Entities(this Tx tx) =>
        [.. (await tx.Connection.QueryAsync<Row>("select id, code, name, country, currency from ledger.entity order by id"))
            .Select(row => new LegalEntity(new(row.Id), row.Code, row.Name, row.Country, row.Currency))];

    private sealed record Row(Guid Id, string Code, string Name, string Country, Currency Currency);
}
