using Dapper;
using Samverk.Desk;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Invoicing;

internal static class InvoiceSteps
{
    /// <summary>
    /// Keeps the timeline: what the figures, the dispute and dunning now say is compared with the last step. Every verb that changes one of
    /// them ends here, so that a state is never set by hand and never disagrees with the books.
    /// </summary>
    public static Task NoteState(this Tx tx, Invoice invoice, string @event, string why = "") => tx.NoteStates([invoice], @event, why);

    /// <summary>The same for many at once, in a few round trips.</summary>
    /// <param name="invoices">Each once.</param>
    public static async Task NoteStates(this Tx tx, IReadOnlyList<Invoice> invoices, string @event, string why = "")
    {
        Guid[] ids = [.. invoices.Select(invoice => invoice.Id.Value)];
        var pending = await tx.Pending(ids);
        var last = await tx.LastStates(ids);
        var moved = (await tx.AccountsOf(invoices))
            .Select(account => (Id: account.Invoice.Id.Value, Now: InvoiceStates.Of(account, Furthest(pending[account.Invoice.Id.Value]))))
            .Select(one => (one.Id, one.Now, Was: last.TryGetValue(one.Id, out var state) ? Enum.Parse<InvoiceState>(state) : (InvoiceState?)null))
            .Where(one => one.Was != one.Now).ToArray();
        foreach (var (arrow, together) in moved.GroupBy(one => (one.Was, one.Now)).Select(group => (group.Key, group.Select(one => one.Id).ToArray())))
        {
            if (arrow.Was is { } from && InvoiceStates.Machine.Refuse(from, arrow.Now) is { } refusal) throw new RefusedException(refusal);
            await tx.TakeSteps(InvoiceStates.Machine, together, arrow.Was, arrow.Now, @event, why);
        }

        foreach (var (id, now, _) in moved)
            if (now is InvoiceState.Paid or InvoiceState.Credited or InvoiceState.WrittenOff) await tx.TakeOffDesk(id, pending[id], @event);
    }

    /// <summary>Where an issued invoice stands.</summary>
    public static async Task<InvoiceState> StateOf(this Tx tx, Invoice invoice) => InvoiceStates.Of(await tx.AccountOf(invoice), await tx.Dunned(invoice.Id));

    /// <summary>How far dunning has come; null before the first reminder.</summary>
    public static async Task<InvoiceState?> Dunned(this Tx tx, Id<Invoice> invoice) => Furthest((await tx.Pending([invoice.Value]))[invoice.Value]);

    private static InvoiceState? Furthest(IEnumerable<string> steps)
    {
        var taken = steps.ToHashSet(StringComparer.Ordinal);
        return taken.Contains(DunningRules.Court) ? InvoiceState.Court
            : taken.Contains(DunningRules.Collection) ? InvoiceState.Collection
            : taken.Contains(DunningRules.Demand) ? InvoiceState.Demanded
            : taken.Any(step => step.StartsWith("Reminder", StringComparison.Ordinal)) ? InvoiceState.Reminded
            : null;
    }

    /// <summary>Steps of dunning, and a write-off that waits for a second person by its id: one round trip, because every payment asks.</summary>
    private static async Task<ILookup<Guid, string>> Pending(this Tx tx, Guid[] ids) => (await tx.Connection.QueryAsync<(Guid Invoice, string Step)>(
        """
        select invoice, step from invoicing.dunning where invoice = any(@ids)
        union all select invoice, id::text from invoicing.write_off where invoice = any(@ids) and decided is null
        """,
        new { ids })).ToLookup(row => row.Invoice, row => row.Step);

    /// <summary>Nothing is open any more, so that nobody has to talk, and nothing can be given up.</summary>
    private static async Task TakeOffDesk(this Tx tx, Guid invoice, IEnumerable<string> pending, string why)
    {
        foreach (var step in pending)
        {
            if (step is DunningRules.Talk) await tx.CloseItem(invoice, InvoiceItems.Talk, why);
            if (!Guid.TryParse(step, out var proposal)) continue;
            await tx.Connection.ExecuteAsync(
                "update invoicing.write_off set decided = @Today, decider = @person, approved = false, answer = @answer where id = @proposal",
                new { proposal, tx.Today, person = Actor.System.Person.Value, answer = why.Length > 0 ? why : "nothing is open" });
            await tx.CloseItem(proposal, InvoiceItems.WriteOff, why);
        }
    }
}
