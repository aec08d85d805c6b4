using Dapper;
using NodaTime;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>
/// Every business day: an order whose whole price is invoiced, and of whose invoices nothing is open any more, is completed. What was
/// credited counts as invoiced: new work is a new order.
/// </summary>
internal sealed class CompletePaidOrders : IRecur
{
    /// <summary>The reason on the timeline, in words of its own (<see cref="Words"/>).</summary>
    public const string AllPaid = "all-paid";

    public static string Kind => "invoicing.complete-paid-orders";

    public async Task Run(Tx tx, LocalDate date)
    {
        var over = await tx.Connection.QueryAsync<Guid>(
            """
            select client_order.id
            from invoicing.client_order
            where state = 'Active' and net <= (select coalesce(sum(invoice.net), 0) from invoicing.invoice where order_id = client_order.id)
                and not exists (select from invoicing.draft where order_id = client_order.id and draft.state in ('Draft', 'Scheduled'))
                and not exists (
                    select from invoicing.invoice
                    left join lateral (select sum(amount) as amount from invoicing.settlement where settlement.invoice = invoice.id and kind <> 'Recovery') gone on true
                    where order_id = client_order.id
                        and (gross > coalesce(gone.amount, 0) or exists (select from invoicing.dispute where dispute.invoice = invoice.id and closed is null)))
            order by client_order.id
            """);
        foreach (var id in over) _ = (await tx.CompleteOrder(new(id), AllPaid)).Value;
    }
}
