using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Identity;

/// <summary>A person's keys for the API, newest first.</summary>
internal sealed class ListTokens : IUseCase<ListTokens.Query, ListTokens.Answer>
{
    public static Access Access => Everybody.Oneself;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.Own);

    public async Task<Outcome<Answer>> Run(Query query, Tx tx, Actor actor) => new Answer(
        [.. (await tx.Connection.QueryAsync<Row>(
            """
            select id, name, may_write, ends_on, used_on, revoked_at is not null as revoked
            from identity.token where person = @id order by made_at desc limit 200
            """,
            new { id = actor.Person.Value }))
            .Select(row => new Key(new(row.Id), row.Name, row.May_Write, row.Ends_On, row.Used_On, row.Revoked))],
        tx.Today);

    internal sealed record Query : IQuery<Query, ListTokens, Answer>;

    internal sealed record Answer(IReadOnlyList<Key> Keys, LocalDate Today);

    /// <param name="UsedOn">The last day on which it was used.</param>
    internal sealed record Key(Id<Token> Id, string Name, bool MayWrite, LocalDate EndsOn, LocalDate? UsedOn, bool Revoked);

    private sealed record Row(Guid Id, string Name, bool May_Write, LocalDate Ends_On, LocalDate? Used_On, bool Revoked);
}
