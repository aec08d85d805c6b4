using Dapper;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Identity;

/// <summary>For the page that begins acting: who it would be.</summary>
internal sealed class WhoCanBeActedFor : IUseCase<WhoCanBeActedFor.Query, WhoCanBeActedFor.Answer>
{
    public static Access Access => ActAs.Access;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(query.Person == actor.Person ? Relation.Own : Relation.None);

    public async Task<Outcome<Answer>> Run(Query query, Tx tx, Actor actor) =>
        await tx.Connection.QuerySingleOrDefaultAsync<string>(
            """
            select coalesce(name, email) from identity.account
            where id = @id and exists (select from identity.role_held where person = @id and role = 'Member' and until is null)
            """,
            new { id = query.Person.Value }) is { } shown ? new Answer(shown) : Refusal.Unknown;

    internal sealed record Query(Id<Person> Person) : IQuery<Query, WhoCanBeActedFor, Answer>;

    internal sealed record Answer(string Shown);
}
