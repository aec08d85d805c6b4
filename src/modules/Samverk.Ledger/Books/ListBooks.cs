using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Ledger;

/// <summary>The books of every legal entity: how far they reach, are closed and are sealed.</summary>
public sealed class ListBooks : IUseCase<ListBooks.Query, ListBooks.Result>
{
    public static Access Access => LedgerAccess.Books;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        var stands = (await tx.Connection.QueryAsync<Found>(
            """
            select entity.id, first.date as first, head.number as sealed, head.sealed_at as at,
                (select count(*)::int from ledger.unsealed where unsealed.entity = entity.id) as waiting
            from ledger.entity
            left join ledger.head on head.entity = entity.id
            left join lateral (
                select min(begun.date) as date from ledger.account
                cross join lateral (select date from ledger.line where line.account = account.id order by date limit 1) begun
                where account.entity = entity.id
            ) first on true
            """)).ToDictionary(row => row.Id);
        var rows = new List<Row>();
        foreach (var entity in await tx.Entities())
        {
            var found = stands[entity.Id.Value];
            rows.Add(new(entity, found.First, await tx.ClosedThrough(entity.Id), (found.Sealed ?? 0) + found.Waiting, found.Waiting, found.At));
        }

        return new Result(tx.Today, rows);
    }

    public sealed record Query : IQuery<Query, ListBooks, Result>;

    public sealed record Result(LocalDate Today, IReadOnlyList<Row> Books)
    {
        /// <summary>The wanted books, or the first ones; null before any legal entity is there.</summary>
        public Row? Chosen(Guid? entity) => Books.FirstOrDefault(one => one.Entity.Id.Value == entity) ?? (Books.Count > 0 ? Books[0] : null);
    }

    /// <param name="First">The first booking date; null while nothing is posted.</param>
    /// <param name="Entries">Posted so far.</param>
    /// <param name="Waiting">Of them not sealed yet: those of the last seconds.</param>
    /// <param name="SealedAt">When the last one was sealed.</param>
    public sealed record Row(LegalEntity Entity, LocalDate? First, LocalDate? ClosedThrough, long Entries, int Waiting, Instant? SealedAt);

    private sealed record Found(Guid Id, LocalDate? First, long? Sealed, Instant? At, int Waiting);
}
