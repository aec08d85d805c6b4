using Dapper;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>An invoice on which money can still arrive.</summary>
/// <param name="Number">As printed.</param>
/// <param name="Open">Gross, in the invoice's currency.</param>
/// <param name="WrittenOff">Gross that was given up and has not come back: money for it is a recovery.</param>
/// <param name="Foreign">Not in the currency of the entity's books.</param>
public sealed record Receivable(Id<Invoice> Id, string Number, Money Open, Money WrittenOff, Id<Client> Client, string ClientName, bool Foreign)
{
    /// <summary>The structured reference that is printed on it, in electronic form; null where it has none.</summary>
    public string? PaymentReference { get; init; }
}

public static class OpenInvoiceSql
{
    /// <summary>All invoices of an entity on which something is open or written off, for matching with the bank.</summary>
    /// <param name="books">The currency of the entity's books.</param>
    /// <param name="only">Only these; null = all.</param>
    public static async Task<IReadOnlyList<Receivable>> OpenInvoices(this Tx tx, Id<LegalEntity> entity, Currency books, IReadOnlyCollection<Guid>? only = null) =>
        [.. (await tx.Connection.QueryAsync<Row>(
            """
            select invoice.id, invoice.number, invoice.currency, greatest(invoice.gross - coalesce(sums.settled, 0), 0)::bigint as open,
                   greatest(coalesce(sums.lost, 0), 0)::bigint as lost, invoice.client, client.name, invoice.currency <> @books as is_foreign,
                   (select reference from invoicing.paper where paper.invoice = invoice.id and reference is not null limit 1) as reference
            from invoicing.invoice
            join invoicing.client on client.id = invoice.client
            left join (
                select invoice, sum(amount) filter (where kind <> 'Recovery') as settled,
                       sum(case kind when 'WriteOff' then amount when 'Recovery' then -amount else 0 end) as lost
                from invoicing.settlement group by invoice
            ) sums on sums.invoice = invoice.id
            where invoice.entity = @entity and (@only::uuid[] is null or invoice.id = any(@only))
              and (invoice.gross > coalesce(sums.settled, 0) or coalesce(sums.lost, 0) > 0)
            order by invoice.date, invoice.number
            """,
            new { entity = entity.Value, books = books.Code, only = only?.ToArray() })).Select(row => row.ToReceivable())];

    /// <summary>An issued invoice by the number that is printed on it; null when the entity has none of it.</summary>
    public static async Task<Invoice?> FindInvoiceByNumber(this Tx tx, Id<LegalEntity> entity, string number) =>
        (await tx.Connection.QuerySingleOrDefaultAsync<InvoiceSql.Row>(
            $"select {InvoiceSql.Columns} from invoicing.invoice where entity = @entity and number = @number", new { entity = entity.Value, number }))?.ToInvoice();

    /// <summary>The number that is printed on an invoice; null when there is none.</summary>
    public static Task<string?> InvoiceNumber(this Tx tx, Id<Invoice> id) =>
        tx.Connection.QuerySingleOrDefaultAsync<string?>("select number from invoicing.invoice where id = @id", new { id = id.Value });

    private sealed record Row(Guid Id, string Number, Currency Currency, long Open, long Lost, Guid Client, string Name, bool Is_Foreign, string? Reference)
    {
        public Receivable ToReceivable() => new(new(Id), Number, new(Open, Currency), new(Lost, Currency), new(Client), Name, Is_Foreign) { PaymentReference = Reference };
    }
}
