using Dapper;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>
/// Invoices that another tool issued and that clients still owe. Their net is in the activity's opening balance already, their VAT was
/// declared, their fee was taken; so only the claim itself enters the books, against the clearing account of the opening.
/// </summary>
public static class ImportInvoices
{
    /// <summary>
    /// An order of its own, which is completed; the invoice with what was paid until now; the open rest: client to clearing account.
    /// </summary>
    /// <param name="open">Gross that the client still owes.</param>
    /// <param name="evidence">What shows that the client confirmed the order; without it the guarantee does not hold.</param>
    /// <param name="clearing">Account that the opening balances have filled with the sum of all open invoices.</param>
    /// <returns>Done; <c>activity-closed</c>, <c>activity-frozen</c>, <c>rule-missing</c>, <c>other-currency</c>, <c>period-closed</c>.</returns>
    public static async Task<Outcome<Done>> ImportOpenInvoice(this Tx tx, Invoice invoice, string title, Money open, string? evidence, string clearing)
    {
        if (await tx.LockActivity(invoice.Activity) is not { } activity || await tx.FindClient(invoice.Client) is not { } client) return Refusal.Unknown;
        if (invoice.Net.Currency != activity.Currency) return new Refusal("other-currency", ("currency", activity.Currency.Code)) { Field = "currency" };
        if (InvoiceVerbs.RefuseAmount(open, invoice.Net.Currency, invoice.Gross) is { } refusal) return refusal;
        // Payment, credit and loss of this invoice will ask for the terms of its day.
        if ((await tx.Terms(invoice.Entity, invoice.Date)).Refusal is { } noTerms) return noTerms;

        var order = new Order(
            invoice.Order, $"IMP-{invoice.Number}", invoice.Activity, invoice.Entity, invoice.Client, title, invoice.Net, Money.Zero(invoice.Net.Currency), null, OrderState.Draft);
        if ((await tx.ActivateOrder(order, null, evidence is not null, new { imported = true, evidence })).Refusal is { } notActive) return notActive;
        await tx.Save(invoice with { FeeBase = order.FeeBase(invoice.Net) });
        if (invoice.Gross - open is { IsPositive: true } paid)
            await tx.Save(new Settlement(Paid(invoice.Id), invoice.Id, SettlementKind.Payment, paid, invoice.NetOf(paid), "imported"));
        var posted = await tx.Post(new Entry(
            EntryOf(invoice.Id), invoice.Entity, tx.Today, invoice.Id.Value, "opening-invoice", $"Open invoice {invoice.Number}",
            InvoiceVerbs.Owed(client, open), new Line(clearing, -open))
        {
            DocumentDate = invoice.Date,
        });
        if (posted.Refusal is { } notPosted) return notPosted;

        await tx.PlaceInvoice(invoice, activity);
        return await tx.CompleteOrder(order.Id, "imported");
    }

    /// <summary>
    /// Takes an imported invoice back: the claim leaves the books again, and nothing of it is open any more. The invoice itself stays, as
    /// every invoice does, and so does its number.
    /// </summary>
    /// <returns>Done; <c>state-not-allowed</c> when something has happened to it since.</returns>
    public static async Task<Outcome<Done>> UndoOpenInvoice(this Tx tx, Id<Invoice> id, string why)
    {
        if (await tx.LockInvoice(id) is not var (_, account, activity)) return Refusal.Unknown;
        if (account.Disputed || await tx.Connection.QuerySingleAsync<bool>(
            "select exists (select from invoicing.settlement where invoice = @id and settlement.id <> @paid)", new { id = id.Value, paid = Paid(id) }))
            return new Refusal("state-not-allowed", ("from", account.Invoice.Number), ("to", "undone"));

        var back = NamedGuid.Of(id.Value, "import-undone");
        var invoice = account.Invoice;
        await tx.Save(new Settlement(back, id, SettlementKind.CreditNote, account.Open, invoice.NetOf(account.Open), "import undone"));
        if ((await tx.TakeBack(EntryOf(id), why)).Refusal is { } notPosted) return notPosted;
        await tx.PlaceInvoice(invoice, activity);
        return default(Done);
    }

    /// <summary>Numbers of an entity that are taken.</summary>
    public static async Task<IReadOnlySet<string>> InvoiceNumbers(this Tx tx, Id<LegalEntity> entity) =>
        (await tx.Connection.QueryAsync<string>("select number from invoicing.invoice where entity = @entity", new { entity = entity.Value })).ToHashSet(StringComparer.Ordinal);

    private static Guid Paid(Id<Invoice> invoice) => NamedGuid.Of(invoice.Value, "paid-before-import");

    internal static Id<Entry> EntryOf(Id<Invoice> invoice) => Id<Entry>.Named(invoice.Value, "opening-invoice");
}
