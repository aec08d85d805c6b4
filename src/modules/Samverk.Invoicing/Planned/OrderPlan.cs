using System.Text.Json;
using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>An invoice on which something was open on a day, and which nobody disputed then.</summary>
internal sealed record DueInvoice(Guid Id, string Number, LocalDate Due, string Client);

/// <summary>A part of an order that is still to be invoiced.</summary>
/// <param name="Date">When; null = nobody has said.</param>
/// <param name="Net">Minor units of the order's currency.</param>
internal sealed record PlannedPart(LocalDate? Date, long Net, Guid? Draft);

/// <summary>What was known on a day about how the rest of an order would be invoiced.</summary>
/// <param name="Left">Net that was not invoiced, minor units of the order's currency.</param>
/// <param name="Net">Of the whole order; <paramref name="PassThrough"/> of it belongs to a sister.</param>
internal sealed record OrderPlan(
    Guid Id, string Number, string Title, string Client, long Net, long PassThrough, long Left, bool Foreign, LocalDate? Ends, int TermDays,
    IReadOnlyList<Instalment> Instalments, IReadOnlyList<PlannedPart> Drafts)
{
    /// <summary>Drafts as they are; the rest by the order's instalments that lie ahead, else when the work ends, else without a date.</summary>
    public IReadOnlyList<PlannedPart> Parts(LocalDate asOf)
    {
        var drafts = Drafts.Select(draft => draft.Date > asOf ? draft : draft with { Date = null }).ToArray();
        var rest = Left - Drafts.Sum(draft => draft.Net);
        if (rest <= 0) return drafts;
        var ahead = drafts.Length > 0 ? [] : Instalments.Where(part => part.Date > asOf).ToArray();
        if (ahead.Length is 0) return [.. drafts, new(Ends > asOf ? Ends : null, rest, null)];
        var amounts = new Money(rest, Currency.EUR).Allocate([.. ahead.Select(part => part.Weight)]);
        return [.. ahead.Zip(amounts).Where(part => part.Second.IsPositive).Select(part => new PlannedPart(part.First.Date, part.Second.Minor, null))];
    }

    /// <summary>The part of a net amount that stays in the activity.</summary>
    public long OwnShare(long net) => net - (PassThrough is 0 ? 0 : (long)Math.Round(PassThrough * (decimal)net / Net, MidpointRounding.AwayFromZero));
}

internal static class OrderPlanSql
{
    public static async Task<IReadOnlyDictionary<Guid, DueInvoice>> OpenOn(this Tx tx, Guid[] invoices, LocalDate date) =>
        (await tx.Connection.QueryAsync<DueInvoice>(
            """
            select invoice.id, invoice.number, invoice.due, client.name as client
            from invoicing.invoice join invoicing.client on client.id = invoice.client
            where invoice.id = any(@invoices)
              and not exists (select from invoicing.dispute where dispute.invoice = invoice.id and opened <= @date and (closed is null or closed > @date))
            """,
            new { invoices, date })).ToDictionary(invoice => invoice.Id);

    public static async Task<IReadOnlyDictionary<Guid, OrderPlan>> PlansOn(this Tx tx, Guid[] orders, Currency books, LocalDate date)
    {
        if (orders.Length is 0) return new Dictionary<Guid, OrderPlan>();
        // What a draft was on a day is told by its last step until then; an invoice has the id of its draft, and its steps.
        var drafts = (await tx.Connection.QueryAsync<(Guid Order, Guid Draft, LocalDate? Planned, long Net)>(
            """
            select draft.order_id, draft.id, draft.planned, draft.net
            from invoicing.draft
            cross join lateral (select state from store.step where object = draft.id and date <= @date order by id desc limit 1) was
            where draft.order_id = any(@orders) and was.state in ('Draft', 'Scheduled')
            order by draft.planned, draft.id
            """,
            new { orders, date })).ToLookup(row => row.Order, row => new PlannedPart(row.Planned, row.Net, row.Draft));
        return (await tx.Connection.QueryAsync<Row>(
            """
            select client_order.id, client_order.number, client_order.title, client.name as client, client_order.net, pass_through,
                   (client_order.net - coalesce((select sum(net) from invoicing.invoice where order_id = client_order.id and (issued_at at time zone @zone)::date <= @date), 0))::bigint as remaining,
                   client_order.currency <> @books as is_foreign, content.content::text as content
            from invoicing.client_order
            join invoicing.client on client.id = client_order.client
            left join invoicing.order_content content on content.id = client_order.id
            where client_order.id = any(@orders)
            """,
            new { orders, date, books = books.Code, zone = tx.Zone.Id })).ToDictionary(row => row.Id, row => row.ToPlan([.. drafts[row.Id]]));
    }

    private sealed record Row(Guid Id, string Number, string Title, string Client, long Net, long Pass_Through, long Remaining, bool Is_Foreign, string? Content)
    {
        public OrderPlan ToPlan(IReadOnlyList<PlannedPart> drafts)
        {
            var content = Content is null ? null : JsonSerializer.Deserialize<OrderContent>(Content, StoreJson.Options);
            return new(
                Id, Number, Title, Client, Net, Pass_Through, Remaining, Is_Foreign, content?.To, content?.TermDays ?? OrderChecks.OrdinaryTerm, content?.Instalments ?? [], drafts);
        }
    }
}
