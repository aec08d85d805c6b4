using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>Money that a client still has to pay, and how late clients have paid before.</summary>
/// <param name="Open">Gross, in the currency of the books.</param>
/// <param name="Paid">How many invoices of this client have been paid whole in the time that was looked at.</param>
/// <param name="ClientLate">Median of days after the due day, of this client; null without a paid invoice. Negative = early.</param>
/// <param name="AllLate">The same over all clients of the entity; null without any.</param>
public sealed record Collection(Id<Invoice> Id, string Number, Id<Client> Client, string ClientName, LocalDate Due, Money Open, bool Disputed, int Paid, int? ClientLate, int? AllLate);

public static class Collections
{
    /// <summary>All open invoices of an entity in the currency of its books, by due day, in one statement.</summary>
    /// <param name="since">Payments before this day say nothing about today any more.</param>
    public static async Task<IReadOnlyList<Collection>> ToCollect(this Tx tx, LegalEntity entity, LocalDate since) => [.. (await tx.Connection.QueryAsync<Row>(
        """
        with gone as (
            select invoice, sum(amount) filter (where kind <> 'Recovery') as settled, bool_and(kind = 'Payment') as only_paid, max(date) as last
            from invoicing.settlement group by invoice
        ), paid as (
            select client, last - due as late from invoicing.invoice join gone on gone.invoice = invoice.id
            where entity = @entity and only_paid and settled >= gross and last >= @since
        ), habit as (
            select client, count(*)::int as times, percentile_disc(0.5) within group (order by late) as late from paid group by client
        )
        select invoice.id, invoice.number, invoice.client, client.name, invoice.due, invoice.gross - coalesce(gone.settled, 0)::bigint as open,
               exists (select from invoicing.dispute where dispute.invoice = invoice.id and closed is null) as disputed,
               coalesce(habit.times, 0) as times, habit.late as client_late, (select percentile_disc(0.5) within group (order by late) from paid) as all_late
        from invoicing.invoice join invoicing.client on client.id = invoice.client
        left join gone on gone.invoice = invoice.id left join habit on habit.client = invoice.client
        where invoice.entity = @entity and invoice.currency = @currency and invoice.gross > coalesce(gone.settled, 0)
        order by invoice.due, invoice.number
        """,
        new { entity = entity.Id.Value, currency = entity.Currency.Code, since })).Select(row => new Collection(
            new(row.Id), row.Number, new(row.Client), row.Name, row.Due, new(row.Open, entity.Currency), row.Disputed, row.Times, row.Client_Late, row.All_Late))];

    private sealed record Row(Guid Id, string Number, Guid Client, string Name, LocalDate Due, long Open, bool Disputed, int Times, int? Client_Late, int? All_Late);
}
