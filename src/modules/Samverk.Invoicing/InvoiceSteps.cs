using Dapper;
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
        var now = InvoiceStates.Of(await tx.AccountOf(invoice), await tx.Dunned(invoice.Id));
        var steps = await tx.Steps(invoice.Id.Value);
        InvoiceState? was = steps.Count is 0 ? null : Enum.Parse<InvoiceState>(steps[^1].State);
        if (was == now) return;
        if (was is { } from && InvoiceStates.Machine.Refuse(from, now) is { } refusal) throw new RefusedException(refusal);
        await tx.TakeStep(InvoiceStates.Machine, invoice.Id.Value, was, now, @event, why);
    }

    /// <summary>Where an issued invoice stands.</summary>
    public static async Task<InvoiceState> StateOf(this Tx tx, Invoice invoice) => InvoiceStates.Of(await tx.AccountOf(invoice), await tx.Dunned(invoice.Id));

    /// <summary>How far dunning has come; null before the first reminder.</summary>
    public static async Task<InvoiceState?> Dunned(this Tx tx, Id<Invoice> invoice)
    {
        var steps = (await tx.Connection.QueryAsync<string>("select step from invoicing.dunning where invoice = @id", new { id = invoice.Value })).ToHashSet(StringComparer.Ordinal);
        return steps.Contains("Court") ? InvoiceState.Court
            : steps.Contains("Collection") ? InvoiceState.Collection
            : steps.Contains("Demand") ? InvoiceState.Demanded
            : steps.Any(step => step.StartsWith("Reminder", StringComparison.Ordinal)) ? InvoiceState.Reminded
            : null;
    }
}
