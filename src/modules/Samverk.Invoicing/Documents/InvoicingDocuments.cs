using Dapper;
using NodaTime;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Invoicing;

/// <summary>What clients have confirmed and what was invoiced in the activities whose team somebody is in. The oldest of long histories are on the pages of orders and invoices.</summary>
internal static class InvoicingDocuments
{
    private const int Most = 200;

    public static async Task<IEnumerable<Document>> Of(HomeQuestion asked)
    {
        var (tx, text) = (asked.Tx, asked.Text);
        var mine = await tx.ActivitiesJoinedBy(asked.Actor);
        var papers = await tx.Connection.QueryAsync<PaperRow>(
            """
            select paper.document, paper.kind, paper.number, paper.date, paper.invoice, client.name as client, paper.net + paper.vat as gross, invoice.currency, paper_print.pdf is not null as printed
            from invoicing.paper join invoicing.invoice on invoice.id = paper.invoice join invoicing.client on client.id = invoice.client left join invoicing.paper_print using (document)
            where invoice.activity = any(@mine) order by paper.date desc, paper.document limit @Most
            """,
            new { mine, Most });
        var confirmed = await tx.Connection.QueryAsync<OrderRow>(
            """
            select client_order.id, client_order.number, client_order.title, client.name as client, max(answer.at) as at
            from invoicing.client_order join invoicing.client on client.id = client_order.client join invoicing.confirmation on confirmation.order_id = client_order.id
            join invoicing.approver on approver.confirmation = confirmation.id join invoicing.answer on answer.approver = approver.id and answer.kind = 'Accept'
            where client_order.activity = any(@mine) and client_order.state in ('Active', 'Completed')
            group by client_order.id, client_order.number, client_order.title, client.name order by at desc, client_order.id limit @Most
            """,
            new { mine, Most });
        return
        [
            .. papers.Select(row => new Document(
                DocumentKind.Invoice, row.Kind is PaperKind.Invoice ? text["Invoice {0}", row.Number] : text["Credit note {0}", row.Number], row.Date, $"/invoices/{row.Invoice}",
                row.Printed ? $"/api/v1/invoicing/documents/{row.Document}/pdf" : null) { Under = $"{row.Client} · {new Money(row.Gross, row.Currency).Shown()}" }),
            .. confirmed.Select(row => new Document(DocumentKind.Confirmation, text["Order {0}: {1}", row.Number, row.Title], row.At.InZone(tx.Zone).Date, $"/orders/{row.Id}/document", null) { Under = row.Client }),
        ];
    }

    private sealed record PaperRow(Guid Document, PaperKind Kind, string Number, LocalDate Date, Guid Invoice, string Client, long Gross, Currency Currency, bool Printed);

    private sealed record OrderRow(Guid Id, string Number, string Title, string Client, Instant At);
}
