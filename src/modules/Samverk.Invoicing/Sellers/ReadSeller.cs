using Samverk.Banking;
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
        return new Result(entity, seller, [.. Missing(seller, entity)], Shown(seller), await tx.HasLogo(entity.Id));
    }

    /// <summary>What an invoice in the entity's own currency lacks, also where nobody has begun a profile.</summary>
    internal static IEnumerable<string> Missing(Seller? seller, LegalEntity entity) => (seller ?? Seller.Empty(entity.Country)).Missing(entity.Country, entity.Currency);

    /// <summary>The account as it stands on invoices, in groups that people can compare.</summary>
    internal static string? Shown(Seller? seller) =>
        seller?.Bankgiro is { } giro ? $"Bankgiro {(Bankgiro.Read(giro) is { Refusal: null, Value: var read } ? read.ToString() : giro)}"
        : seller?.Iban is { } iban ? Iban.Read(iban) is { Refusal: null, Value: var known } ? known.ToString() : iban
        : null;

    public sealed record Query(Id<LegalEntity> Entity) : IQuery<Query, ReadSeller, Result>;

    /// <param name="PayTo">The account that clients pay to, in groups.</param>
    public sealed record Result(LegalEntity Entity, Seller? Seller, IReadOnlyList<string> Missing, string? PayTo, bool HasLogo);
}
