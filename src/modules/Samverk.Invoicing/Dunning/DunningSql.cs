using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>The member's adviser should talk with the member about an invoice that is late, before the client gets a formal demand.</summary>
public sealed record TalkNeeded(Guid Invoice, Guid Activity, Guid Client) : IEvent
{
    public static string Name => "invoicing.talk-needed.v1";
}

/// <summary>One thing that was done because an invoice is late.</summary>
internal sealed record DunningStep(string Step, LocalDate Date, Guid Person, string Note);

internal static class DunningSql
{
    /// <summary>Notes a step and what follows from it for the state. The caller holds the invoice's lock.</summary>
    public static async Task TakeDunning(this Tx tx, Invoice invoice, string step, string @event, string note = "")
    {
        await tx.Connection.ExecuteAsync(
            "insert into invoicing.dunning (invoice, step, date, person, note) values (@id, @step, @Today, @person, @note)",
            new { id = invoice.Id.Value, step, tx.Today, person = tx.Actor.Person.Value, note });
        await tx.NoteState(invoice, @event, note);
    }

    public static async Task<IReadOnlyList<DunningStep>> DunningOf(this Tx tx, Id<Invoice> invoice) =>
        (await tx.Connection.QueryAsync<DunningStep>("select step, date, person, note from invoicing.dunning where invoice = @id order by date, step", new { id = invoice.Value })).AsList();

    /// <summary>Open invoices after their due day, that nobody disputes.</summary>
    public static async Task<IReadOnlyList<Id<Invoice>>> LateInvoices(this Tx tx, LocalDate date) =>
        [.. (await tx.Connection.QueryAsync<Guid>(
            """
            select invoice.id
            from invoicing.invoice
            left join lateral (select sum(amount) as amount from invoicing.settlement where settlement.invoice = invoice.id and kind <> 'Recovery') gone on true
            where due < @date and gross > coalesce(gone.amount, 0)
              and not exists (select from invoicing.dispute where dispute.invoice = invoice.id and closed is null)
            order by due, invoice.id
            """,
            new { date })).Select(id => new Id<Invoice>(id))];
}
