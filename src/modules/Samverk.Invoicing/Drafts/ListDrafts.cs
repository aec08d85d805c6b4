using Dapper;
using NodaTime;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>Which drafts a list shows: those that somebody sends, or those that go out by themselves.</summary>
public enum DraftFilter { All, ByHand, Planned }

/// <summary>Invoices that have no number yet, those due first on top. Members see those of their activities, staff all.</summary>
internal sealed class ListDrafts : IUseCase<ListDrafts.Query, ListDrafts.Result>
{
    public const int PageSize = 50;

    public static Access Access => ListInvoices.Access;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        var all = actor.SeesAllInvoices();
        var (limit, skip) = (Math.Clamp(query.Limit ?? PageSize, 1, ListInvoices.LargestPage), Math.Clamp(query.Skip ?? 0, 0, 100_000));
        var rows = (await tx.Connection.QueryAsync<Found>(
            """
            select draft.id, draft.state, planned, client_order.id as order_id, client_order.number, client_order.title, client.name as client, draft.net, client_order.currency
            from invoicing.draft
            join invoicing.client_order on client_order.id = draft.order_id
            join invoicing.client on client.id = client_order.client
            where draft.state in ('Draft', 'Scheduled') and (@all or draft.activity = any(@mine)) and (@order::uuid is null or draft.order_id = @order)
                and (@filter = 'All' or draft.state = case @filter when 'Planned' then 'Scheduled' else 'Draft' end)
                and (@part::text is null or lower(concat_ws(' ', client_order.number, client_order.title, client.name)) like @part)
            order by planned nulls first, client_order.number, draft.id
            limit @limit offset @skip
            """,
            new
            {
                all, mine = all ? [] : await tx.ActivitiesJoinedBy(actor), order = query.Order?.Value, filter = query.Filter.ToString(), part = Sql.Containing(query.Search)?.ToLowerInvariant(),
                limit = limit + 1, skip,
            })).AsList();
        return new Result([.. rows.Take(limit).Select(row => row.ToRow())], rows.Count > limit ? skip + limit : null, tx.Today);
    }

    public sealed record Query(string? Search = null, DraftFilter Filter = DraftFilter.All, Id<Order>? Order = null, int? Skip = null, int? Limit = null) : IQuery<Query, ListDrafts, Result>;

    public sealed record Result(IReadOnlyList<DraftRow> Rows, int? Next, LocalDate Today);

    private sealed record Found(Guid Id, InvoiceState State, LocalDate? Planned, Guid Order_Id, string Number, string Title, string Client, long Net, Currency Currency)
    {
        public DraftRow ToRow() => new(new(Id), State, Planned, new(Order_Id), Number, Title, Client, new(Net, Currency));
    }
}

/// <summary>One draft in a list.</summary>
/// <param name="Planned">A day that has passed: it could not be sent, and the draft says why.</param>
public sealed record DraftRow(Id<Invoice> Id, InvoiceState State, LocalDate? Planned, Id<Order> Order, string Number, string Title, string Client, Money Net);
