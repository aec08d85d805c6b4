using Dapper;
using Microsoft.Extensions.Localization;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Invoicing;

/// <summary>What invoices, orders and what happened to them are called where an activity's postings are shown.</summary>
public static class InvoiceDocuments
{
    /// <summary>Told in the reader's language, each with its page.</summary>
    public static ActivityDocuments Of(Texts texts) => new((tx, ids) => Find(tx, ids, texts.Of(typeof(InvoiceDocuments).Assembly)));

    private static async Task<IReadOnlyDictionary<Guid, ActivityDocument>> Find(Tx tx, IReadOnlyCollection<Guid> ids, IStringLocalizer text) =>
        (await tx.Connection.QueryAsync<Row>(
            """
            select invoice.id, null::uuid as about, 'Invoice' as kind, invoice.number, client.name, client.town, '/invoices/' || invoice.id as href
            from invoicing.invoice join invoicing.client on client.id = invoice.client where invoice.id = any(@ids)
            union all
            select settlement.id, invoice.id, settlement.kind, invoice.number, client.name, client.town, '/invoices/' || invoice.id
            from invoicing.settlement join invoicing.invoice on invoice.id = settlement.invoice join invoicing.client on client.id = invoice.client
            where settlement.id = any(@ids)
            union all
            select client_order.id, null, 'Order', client_order.number, client.name, client.town, case when @orders then '/orders/' || client_order.id end
            from invoicing.client_order join invoicing.client on client.id = client_order.client where client_order.id = any(@ids)
            """,
            // Pages of orders are for those who work with them.
            new { ids = ids.ToArray(), orders = tx.Actor.Roles.Any(role => role is Role.Member or Role.Adviser or Role.Finance) }))
            .ToDictionary(row => row.Id, row => new ActivityDocument(row.Words(text), row.Href) { About = row.About, Detail = row.Town is null ? row.Name : $"{row.Name}, {row.Town}" });

    private sealed record Row(Guid Id, Guid? About, string Kind, string Number, string Name, string? Town, string? Href)
    {
        public string Words(IStringLocalizer text) => Kind switch
        {
            "Payment" => text["Payment of invoice {0}", Number],
            "CreditNote" => text["Credit note to invoice {0}", Number],
            "WriteOff" => text["Loss on invoice {0}", Number],
            "Recovery" => text["Recovered on invoice {0}", Number],
            "Order" => text["Order {0}", Number],
            _ => text["Invoice {0}", Number],
        };
    }
}
