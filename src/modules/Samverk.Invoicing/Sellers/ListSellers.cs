using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>The legal entities that send invoices, and whether each may.</summary>
internal sealed class ListSellers : IUseCase<ListSellers.Query, IReadOnlyList<ListSellers.Row>>
{
    public static Access Access => ReadSeller.Access;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<IReadOnlyList<Row>>> Run(Query query, Tx tx, Actor actor)
    {
        var rows = new List<Row>();
        foreach (var entity in await tx.Entities())
        {
            var seller = await tx.FindSeller(entity.Id);
            rows.Add(new(entity.Id, seller?.Name ?? entity.Name, ReadSeller.Shown(seller), [.. ReadSeller.Missing(seller, entity)]));
        }

        return Outcome.Of<IReadOnlyList<Row>>(rows);
    }

    public sealed record Query : IQuery<Query, ListSellers, IReadOnlyList<Row>>;

    /// <param name="PayTo">The account that clients pay to; null while there is none.</param>
    /// <param name="Missing">What an invoice in the entity's own currency still lacks; empty when it may send.</param>
    public sealed record Row(Id<LegalEntity> Entity, string Name, string? PayTo, IReadOnlyList<string> Missing);
}
