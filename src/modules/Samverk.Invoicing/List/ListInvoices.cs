using Dapper;
using NodaTime;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>Which invoices a list shows.</summary>
public enum InvoiceFilter { All, Open, Late, Paid, Disputed, ToWriteOff }

/// <summary>Members see the invoices of their activities, staff all of them: newest first, a page at a time.</summary>
internal sealed class ListInvoices : IUseCase<ListInvoices.Query, ListInvoices.Result>
{
    public const int PageSize = 50, LargestPage = 5000;

    /// <summary>Whoever may come in sees what is theirs; the query narrows it.</summary>
    public static Access Access => new(
        (Role.Member, Relation.None), (Role.Adviser, Relation.None), (Role.Finance, Relation.None), (Role.Auditor, Relation.None), (Role.Board, Relation.None));

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        var all = actor.SeesAllInvoices();
        var limit = Math.Clamp(query.Limit ?? PageSize, 1, LargestPage);
        var like = Sql.Containing(query.Search)?.ToLowerInvariant();
        // All invoices: what was paid on them is only asked for the page that is shown.
        var page = query is { Filter: InvoiceFilter.All, LateFrom: null, LateTo: null } ? "order by invoice.issued_at desc, invoice.id desc limit @limit" : "";
        var rows = (await tx.Connection.QueryAsync<Found>(
            $"""
            with invoice as (
                select invoice.id, invoice.number, invoice.activity, client.name as client, invoice.currency, net, gross, date, due, issued_at
                from invoicing.invoice
                join invoicing.client on client.id = invoice.client
                where true
                  {Sql.And(!all, "invoice.activity = any(@mine)")}
                  {Sql.And(like is not null, "lower(concat_ws(' ', invoice.number, client.name)) like @like")}
                  {Sql.And(query.Client is not null, "client.id = @client or client.merged_into = @client")}
                  {Sql.And(query.Order is not null, "invoice.order_id = @order")}
                  {Sql.And(query.Before is not null, "(invoice.issued_at, invoice.id) < (select earlier.issued_at, earlier.id from invoicing.invoice earlier where earlier.id = @before)")}
                {page}
            ),
            stands as (
                select invoice.*,
                    greatest(gross - coalesce(gone.amount, 0), 0)::bigint as open, coalesce(gone.written, false) as written_off,
                    exists (select from invoicing.dispute where dispute.invoice = invoice.id and closed is null) as disputed,
                    exists (select from invoicing.write_off where write_off.invoice = invoice.id and decided is null) as proposed
                from invoice
                left join lateral (
                    select sum(amount) as amount, bool_or(kind = 'WriteOff') as written
                    from invoicing.settlement where settlement.invoice = invoice.id and kind <> 'Recovery') gone on true
            )
            select id, number, activity, client, currency, net, gross, open, date, due, written_off, disputed
            from stands
            where {Of(query.Filter)}
              {Sql.And(query.LateFrom is not null, "open > 0 and @Today - due >= @lateFrom")}
              {Sql.And(query.LateTo is not null, "open > 0 and @Today - due <= @lateTo")}
            order by issued_at desc, id desc
            limit @limit
            """,
            new
            {
                mine = all ? [] : await tx.ActivitiesJoinedBy(actor), like, client = query.Client?.Value, order = query.Order?.Value, before = query.Before?.Value,
                tx.Today, lateFrom = query.LateFrom, lateTo = query.LateTo, limit = limit + 1,
            })).AsList();
        return new Result([.. rows.Take(limit).Select(row => row.ToRow())], rows.Count > limit, tx.Today);
    }

    private static string Of(InvoiceFilter filter) => filter switch
    {
        InvoiceFilter.All => "true",
        InvoiceFilter.Open => "open > 0",
        InvoiceFilter.Late => "open > 0 and due < @Today and not disputed",
        InvoiceFilter.Paid => "open = 0 and not written_off",
        InvoiceFilter.Disputed => "disputed",
        InvoiceFilter.ToWriteOff => "proposed",
        _ => throw new ArgumentOutOfRangeException(nameof(filter)),
    };

    /// <param name="Before">The last invoice of the page before.</param>
    /// <param name="Client">Only this one's, with those that were issued to clients merged into it.</param>
    /// <param name="LateFrom">Only open ones that are at least so many days late; not due is zero or less.</param>
    /// <param name="LateTo">Only open ones that are at most so many days late.</param>
    public sealed record Query(string? Search = null, InvoiceFilter Filter = InvoiceFilter.All, Id<Invoice>? Before = null, int? Limit = null, Id<Client>? Client = null, Id<Order>? Order = null, int? LateFrom = null, int? LateTo = null) : IQuery<Query, ListInvoices, Result>;

    public sealed record Result(IReadOnlyList<InvoiceRow> Rows, bool More, LocalDate Today);

    private sealed record Found(
        Guid Id, string Number, Guid Activity, string Client, Currency Currency, long Net, long Gross, long Open, LocalDate Date, LocalDate Due, bool Written_Off, bool Disputed)
    {
        public InvoiceRow ToRow() => new(new(Id), Number, Client, new(Net, Currency), new(Gross, Currency), new(Open, Currency), Date, Due, Written_Off, Disputed);
    }
}

/// <summary>One invoice in a list.</summary>
/// <param name="Open">Gross that the client still owes.</param>
public sealed record InvoiceRow(Id<Invoice> Id, string Number, string Client, Money Net, Money Gross, Money Open, LocalDate Date, LocalDate Due, bool WrittenOff, bool Disputed);
