using Dapper;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Ledger;

/// <summary>A legal person of this cooperative that keeps books of its own.</summary>
/// <param name="Code">First part of its accounts: "be". Lower-case letters, digits and hyphens.</param>
/// <param name="Country">ISO 3166 of its seat, capitals.</param>
/// <param name="Currency">The currency of its books.</param>
public sealed record LegalEntity(Id<LegalEntity> Id, string Code, string Name, string Country, Currency Currency)
{
    /// <summary>What the entity is within its cooperative; null where nobody has said it.</summary>
    public EntityKind? Kind { get; init; }
}

/// <summary>A cooperative may work through several legal persons.</summary>
public enum EntityKind { Cooperative, Association, ServiceCompany, EducationCompany }

public static class LegalEntitySql
{
    public static Task Save(this Tx tx, LegalEntity entity) => tx.Connection.ExecuteAsync(
        "insert into ledger.entity (id, code, name, country, currency, legal_kind) values (@id, @Code, @Name, @Country, @Currency, @kind)",
        new { id = entity.Id.Value, entity.Code, entity.Name, entity.Country, entity.Currency, kind = entity.Kind?.ToString() });

    public static async Task<LegalEntity?> FindEntity(this Tx tx, Id<LegalEntity> id) =>
        (await tx.Entities()).SingleOrDefault(entity => entity.Id == id);

    /// <summary>All of them, in the order in which they were founded here: there are few.</summary>
    public static async Task<IReadOnlyList<LegalEntity>> Entities(this Tx tx) =>
        [.. (await tx.Connection.QueryAsync<Row>("select id, code, name, country, currency, legal_kind from ledger.entity order by id"))
            .Select(row => new LegalEntity(new(row.Id), row.Code, row.Name, row.Country, row.Currency) { Kind = row.Legal_Kind is { } kind ? Enum.Parse<EntityKind>(kind) : null })];

    private sealed record Row(Guid Id, string Code, string Name, string Country, Currency Currency, string? Legal_Kind);
}
