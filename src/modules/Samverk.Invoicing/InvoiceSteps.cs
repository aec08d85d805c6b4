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
    public static Task NoteState(this Tx tx, Invoice invoice, string @event, string why = "") => tx.NoteStates([invoice], @event, why);

    /// <summary>The same for many at once, in a few round trips.</summary>
    /// <param name="invoices">Each once.</param>
    public static async Task NoteStates(this Tx tx, IReadOnlyList<Invoice> invoices, string @event, string why = "")
    {
        Guid[] ids = [.. invoices.Select(invoice => invoice.Id.Value)];
        var dunned = await tx.Dunned(ids);
        var last = await tx.LastStates(ids);
        var moved = (await tx.AccountsOf(invoices))
            .Select(account => (Id: account.Invoice.Id.Value, Now: InvoiceStates.Of(account, dunned.GetValueOrDefault(account.Invoice.Id.Value))))
            .Select(one => (one.Id, one.Now, Was: last.TryGetValue(one.Id, out var state) ? Enum.Parse<InvoiceState>(state) : (InvoiceState?)null))
            .Where(one => one.Was != one.Now);
        foreach (var (arrow, together) in moved.GroupBy(one => (one.Was, one.Now)).Select(group => (group.Key, group.Select(one => one.Id).ToArray())))
        {
            if (arrow.Was is { } from && InvoiceStates.Machine.Refuse(from, arrow.Now) is { } refusal) throw new RefusedException(refusal);
            await tx.TakeSteps(InvoiceStates.Machine, together, arrow.Was, arrow.Now, @event, why);
        }
    }

    /// <summary>Where an issued invoice stands.</summary>
    public static async Task<InvoiceState> StateOf(this Tx tx, Invoice invoice) => InvoiceStates.Of(await tx.AccountOf(invoice), await tx.Dunned(invoice.Id));

    /// <summary>How far dunning has come; null before the first reminder.</summary>
    public static async Task<InvoiceState?> Dunned(this Tx tx, Id<Invoice> invoice) => (await tx.Dunned([invoice.Value])).GetValueOrDefault(invoice.Value);

    private static async Task<IReadOnlyDictionary<Guid, InvoiceState?>> Dunned(this Tx tx, Guid[] ids) =>
        (await tx.Connection.QueryAsync<(Guid Invoice, string Step)>("select invoice, step from invoicing.dunning where invoice = any(@ids)", new { ids }))
            .GroupBy(row => row.Invoice, row => row.Step).ToDictionary(steps => steps.Key, steps => Furthest(steps.ToHashSet(StringComparer.Ordinal)));

    private static InvoiceState? Furthest(HashSet<string> steps) =>
        steps.Contains("Court") ? InvoiceState.Court
            : steps.Contains("Collection") ? InvoiceState.Collection
            : steps.Contains("Demand") ? InvoiceState.Demanded
            : steps.Any(step => step.StartsWith("Reminder", StringComparison.Ordinal)) ? InvoiceState.Reminded
            : null;
}
