using Dapper;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Members;

/// <summary>Whom and what a form about a person offers: the staff who may be somebody's adviser, and the entities to be a member of.</summary>
internal sealed class ListStaff : IUseCase<ListStaff.Query, ListStaff.Choices>
{
    public static Access Access => new(Who.Register);

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Choices>> Run(Query query, Tx tx, Actor actor)
    {
        // Whoever is an adviser of somebody may be a member of the cooperative, too.
        var staff = await tx.Connection.QueryAsync<(Guid Id, string Name)>(
            """
            select id, name from members.person
            where erased_on is null and (kind = 'Staff' or id = @me or id in (select adviser from members.person))
            order by name, id
            """,
            new { me = actor.Person.Value });
        return new Choices(
            [.. staff.Select(one => new Named(one.Id, one.Name))], [.. (await tx.Entities()).Select(entity => new Named(entity.Id.Value, entity.Name))]);
    }

    public sealed record Query : IQuery<Query, ListStaff, Choices>;

    public sealed record Choices(IReadOnlyList<Named> Staff, IReadOnlyList<Named> Entities);

    public sealed record Named(Guid Id, string Name);
}
