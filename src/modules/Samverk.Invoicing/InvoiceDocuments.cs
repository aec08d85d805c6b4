using Dapper;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>What invoices, orders and what happened to them are called where an activity's postings are shown.</summary>
public static class InvoiceDocuments
{
    /// <summary>For the node's services: <c>services.AddSingleton(InvoiceDocuments.Source)</c>.</summary>
    public static readonly ActivityDocuments Source = new(Find);

    private static async Task<IReadOnlyDictionary<Guid, ActivityDocument>> Find(Tx tx, IReadOnlyCollection<Guid> ids) =>
        (await tx.Connection.QueryAsync<Row>(
            """
            select invoice.id, null::uuid as about, 'Invoice ' || invoice.number as words, client.name, client.town, '/invoices/' || invoice.id as href
            from invoicing.invoice join invoicing.client on client.id = invoice.client where invoice.id = any(@ids)
            union all
            select settlement.id, invoice.id,
                case settlement.kind when 'Payment' then 'Payment ' when 'CreditNote' then 'Credit note ' when 'WriteOff' then 'Write-off ' else 'Recovery ' end || invoice.number,
                client.name, client.town, '/invoices/' || invoice.id
            from invoicing.settlement join invoicing.invoice on invoice.id = settlement.invoice join invoicing.client on client.id = invoice.client
            where settlement.id = any(@ids)
            union all
            select client_order.id, null, 'Order ' || client_order.number, client.name, client.town, case when @orders then '/orders/' || client_order.id end
            from invoicing.client_order join invoicing.client on client.id = client_order.client where client_order.id = any(@ids)
            """,
            // Pages of orders are for those who work with them.
            new { ids = ids.ToArray(), orders = tx.Actor.Roles.Any(role => role is Role.Member or Role.Adviser or Role.Finance) }))
            .ToDictionary(row => row.Id, row => new ActivityDocument(row.Words, row.Href) { About = row.About, Detail = row.Town is null ? row.Name : $"{row.Name}, {row.Town}" });

    private sealed record Row(Guid Id, Guid? About, string Words, string Name, string? Town, string? Href);
}
