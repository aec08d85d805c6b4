using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Ledger;

/// <summary>What proves the books: how far each chain is sealed, which checks there are, and what they said when somebody ran them.</summary>
public sealed class ReadSeal(IEnumerable<Check> checks, IEnumerable<BookNames> names) : IUseCase<ReadSeal.Query, ReadSeal.Result>
{
    private const int Most = 20;

    public static Access Access => LedgerAccess.Books;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        var heads = (await tx.Checkpoint(trail: false)).Heads.ToDictionary(head => head.Entity);
        var waiting = (await tx.Connection.QueryAsync<(Guid Entity, int Count)>("select entity, count(*)::int from ledger.unsealed group by entity"))
            .ToDictionary(row => new Id<LegalEntity>(row.Entity), row => row.Count);
        var runs = (await tx.Connection.QueryAsync<Found>(
            """
            select at, person, (result ->> 'breached')::boolean as breached, jsonb_array_length(result -> 'lines') as checks
            from store.audit where use_case = @name and refusal is null order by at desc limit @Most
            """,
            new { name = nameof(VerifyBooks), Most })).AsList();
        var told = await names.Find(tx, runs.Select(run => (Guid?)run.Person));
        return new Result(
            tx.Today,
            [.. (await tx.Entities()).Select(entity => new Chain(
                entity, heads.GetValueOrDefault(entity.Id), heads.GetValueOrDefault(entity.Id)?.At.InZone(tx.Zone).LocalDateTime, waiting.GetValueOrDefault(entity.Id)))],
            [.. checks.Select(check => new CheckRow(check.Invariant, check.Text))],
            [.. runs.Select(run => new PastRun(run.At.InZone(tx.Zone).LocalDateTime, told.GetValueOrDefault(run.Person)?.Words, run.Breached, run.Checks))]);
    }

    public sealed record Query : IQuery<Query, ReadSeal, Result>;

    public sealed record Result(LocalDate Today, IReadOnlyList<Chain> Chains, IReadOnlyList<CheckRow> Checks, IReadOnlyList<PastRun> Runs);

    /// <param name="Head">Null while nothing is sealed.</param>
    /// <param name="Waiting">Entries of the last seconds that are not sealed yet.</param>
    public sealed record Chain(LegalEntity Entity, SealedHead? Head, LocalDateTime? SealedAt, int Waiting);

    /// <param name="Text">What must hold, in English; pages translate it.</param>
    public sealed record CheckRow(string Invariant, string Text);

    public sealed record PastRun(LocalDateTime At, string? By, bool Breached, int Checks);

    private sealed record Found(Instant At, Guid Person, bool Breached, int Checks);
}
