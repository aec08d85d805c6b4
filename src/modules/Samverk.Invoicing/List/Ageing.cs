using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>What each client owes, by how late it is.</summary>
internal sealed class Ageing : IUseCase<Ageing.Query, Ageing.Result>
{
    public static Access Access => new((Role.Finance, Relation.None), (Role.Auditor, Relation.None), (Role.Board, Relation.None));

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor) => new Result(
        [.. (await tx.Connection.QueryAsync<Found>(
            """
            with stands as (
                select client.id, client.name, invoice.currency, @Today - due as late, greatest(gross - coalesce(gone.amount, 0), 0)::bigint as open
                from invoicing.invoice join invoicing.client on client.id = invoice.client
                left join lateral (select sum(amount) as amount from invoicing.settlement where settlement.invoice = invoice.id and kind <> 'Recovery') gone on true
            )
            select id, name, currency,
                coalesce(sum(open) filter (where late <= 0), 0)::bigint as not_due, coalesce(sum(open) filter (where late between 1 and 30), 0)::bigint as to30,
                coalesce(sum(open) filter (where late between 31 and 60), 0)::bigint as to60, coalesce(sum(open) filter (where late between 61 and 90), 0)::bigint as to90,
                coalesce(sum(open) filter (where late > 90), 0)::bigint as older
            from stands where open > 0 group by id, name, currency order by sum(open) filter (where late > 0) desc nulls last, name, currency
            """,
            new { tx.Today })).Select(row => row.ToRow())], tx.Today);

    public sealed record Query : IQuery<Query, Ageing, Result>;

    public sealed record Result(IReadOnlyList<Row> Rows, LocalDate Today);

    /// <param name="To30">1 to 30 days late; the others alike, <paramref name="Older"/> from the 91st day on.</param>
    public sealed record Row(Id<Client> Client, string Name, Money NotDue, Money To30, Money To60, Money To90, Money Older)
    {
        public Money Sum => NotDue + To30 + To60 + To90 + Older;
    }

    private sealed record Found(Guid Id, string Name, Currency Currency, long Not_Due, long To30, long To60, long To90, long Older)
    {
        public Row ToRow() => new(new(Id), Name, new(Not_Due, Currency), new(To30, Currency), new(To60, Currency), new(To90, Currency), new(Older, Currency));
    }
}
