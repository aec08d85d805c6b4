using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>What is known for somebody's wages: for the person, and for those who compute or check them.</summary>
internal sealed class ReadTaxFacts : IUseCase<ReadTaxFacts.Query, ReadTaxFacts.Result>
{
    public static Access Access => new((Role.Member, Relation.Own), (Role.Adviser, Relation.AdviserOf), (Role.Finance, Relation.None));

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => tx.RelationToPerson(query.Person, actor);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        var entities = await tx.Entities();
        return new Result(
            [.. (await tx.TaxFactsOf(query.Person)).Select(facts => new Row(facts, entities.First(entity => entity.Id == facts.Entity), facts.State is TaxFactsState.Entered && facts.EnteredBy != actor.Person && actor.Person != query.Person && actor.Roles.Contains(Role.Adviser)))],
            [.. entities.Where(entity => EmploymentRules.RefuseCountry(entity) is null)],
            actor.Person == query.Person || actor.Roles.Contains(Role.Adviser));
    }

    public sealed record Query(Id<Person> Person) : IQuery<Query, ReadTaxFacts, Result>;

    /// <param name="MayCheck">The asker is the second person.</param>
    internal sealed record Row(DatedTaxFacts Facts, LegalEntity Entity, bool MayCheck);

    /// <param name="Rows">The newest first.</param>
    /// <param name="Entities">Those that can employ.</param>
    internal sealed record Result(IReadOnlyList<Row> Rows, IReadOnlyList<LegalEntity> Entities, bool MayEnter);
}
