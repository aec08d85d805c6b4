using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Desk;

/// <summary>A member's conversations with the staff, the latest first.</summary>
internal sealed class ListMyThreads : IUseCase<ListMyThreads.Query, ListMyThreads.Listed>
{
    public static Access Access => new([.. Enum.GetValues<Role>().Where(role => role is not (Role.Visitor or Role.System)).Select(role => (role, Relation.Own))]);

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.Own);

    public async Task<Outcome<Listed>> Run(Query query, Tx tx, Actor actor) => new Listed(
        [.. await tx.Connection.QueryAsync<Row>(
            """
            select object, noun, at, left(text, 80) as words
            from desk.thread cross join lateral (select at, text from desk.message where thread = thread.id order by number desc limit 1) latest
            where member = @me
            order by at desc
            limit 100
            """,
            new { me = actor.Person.Value })],
        tx.Today, tx.Zone.Id);

    public sealed record Query : IQuery<Query, ListMyThreads, Listed>;

    public sealed record Row(Guid Object, string Noun, Instant At, string Words);

    public sealed record Listed(IReadOnlyList<Row> Rows, LocalDate Today, string Zone);
}
