using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>The entity's profile as it stands, and what it still lacks.</summary>
internal sealed class ReadSeller : IUseCase<ReadSeller.Query, ReadSeller.Result>
{
    public static Access Access => new((Role.Finance, Relation.None), (Role.Auditor, Relation.None), (Role.Board, Relation.None));

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        if (await tx.FindEntity(query.Entity) is not { } entity) return Refusal.Unknown;
        var seller = await tx.FindSeller(entity.Id);
        return new Result(entity, seller, [.. seller?.Missing(entity.Country, entity.Currency) ?? ["name"]]);
    }

    public sealed record Query(Id<LegalEntity> Entity) : IQuery<Query, ReadSeller, Result>;

    public sealed record Result(LegalEntity Entity, Seller? Seller, IReadOnlyList<string> Missing);
}
