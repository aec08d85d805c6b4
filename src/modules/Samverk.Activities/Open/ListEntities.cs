using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Activities;

/// <summary>The companies of this cooperative in which an activity can be opened.</summary>
internal sealed class ListEntities : IUseCase<ListEntities.Query, IReadOnlyList<ListEntities.Row>>
{
    public static Access Access => new((Role.Member, Relation.None), (Role.Adviser, Relation.None));

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<IReadOnlyList<Row>>> Run(Query query, Tx tx, Actor actor) =>
        Outcome.Of<IReadOnlyList<Row>>([.. (await tx.Entities()).Select(entity => new Row(entity.Id, entity.Name))]);

    public sealed record Query : IQuery<Query, ListEntities, IReadOnlyList<Row>>;

    public sealed record Row(Id<LegalEntity> Id, string Name);
}
