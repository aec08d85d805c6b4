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
    public static async Task NoteState(this Tx tx, Invoice invoice, string @event, string why = "")
    {
        var pending = await tx.Pending(invoice.Id);
        var now = InvoiceStates.Of(await tx.AccountOf(invoice), DunnedBy(pending));
        if (now is InvoiceState.Paid or InvoiceState.Credited or InvoiceState.WrittenOff) await tx.TakeOffDesk(invoice.Id, pending, @event);
        var steps = await tx.Steps(invoice.Id.Value);
        InvoiceState? was = steps.Count is 0 ? null : Enum.Parse<InvoiceState>(steps[^1].State);
        if (was == now) return;
        if (was is { } from && InvoiceStates.Machine.Refuse(from, now) is { } refusal) throw new RefusedException(refusal);
        await tx.TakeStep(InvoiceStates.Machine, invoice.Id.Value, was, now, @event, why);
    }

    /// <summary>Where an issued invoice stands.</summary>
    public static async Task<InvoiceState> StateOf(this Tx tx, Invoice invoice) => InvoiceStates.Of(await tx.AccountOf(invoice), await tx.Dunned(invoice.Id));

    /// <summary>How far dunning has come; null before the first reminder.</summary>
    public static async Task<InvoiceState?> Dunned(this Tx tx, Id<Invoice> invoice) => DunnedBy(await tx.Pending(invoice));

    private static InvoiceState? DunnedBy(IReadOnlySet<string> steps) =>
        steps.Contains(DunningRules.Court) ? InvoiceState.Court
        : steps.Contains(DunningRules.Collection) ? InvoiceState.Collection
        : steps.Contains(DunningRules.Demand) ? InvoiceState.Demanded
        : steps.Any(step => step.StartsWith("Reminder", StringComparison.Ordinal)) ? InvoiceState.Reminded
        : null;

    /// <summary>Steps of dunning, and a write-off that waits for a second person by its id: one round trip, because every payment asks.</summary>
    private static async Task<IReadOnlySet<string>> Pending(this Tx tx, Id<Invoice> invoice) => (await tx.Connection.QueryAsync<string>(
        """
        select step from invoicing.dunning where invoice = @id
        union all select id::text from invoicing.write_off where invoice = @id and decided is null
        """,
        new { id = invoice.Value })).ToHashSet(StringComparer.Ordinal);

    /// <summary>Nothing is open any more, so that nobody has to talk, and nothing can be given up.</summary>
    private static async Task TakeOffDesk(this Tx tx, Id<Invoice> invoice, IReadOnlySet<string> pending, string why)
    {
        if (pending.Contains(DunningRules.Talk)) await tx.CloseItem(invoice.Value, InvoiceItems.Talk, why);
        foreach (var proposal in pending.Where(step => Guid.TryParse(step, out _)).Select(Guid.Parse))
        {
            await tx.Connection.ExecuteAsync(
                "update invoicing.write_off set decided = @Today, decider = @person where id = @proposal", new { proposal, tx.Today, person = Actor.System.Person.Value });
            await tx.CloseItem(proposal, InvoiceItems.WriteOff, why);
        }
    }
}
