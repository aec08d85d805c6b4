using Samverk.Activities;
using Samverk.Desk;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>What a late or disputed invoice asks of the staff.</summary>
internal static class InvoiceItems
{
    public const string Talk = "invoicing.talk", Dispute = "invoicing.dispute", WriteOff = "invoicing.write-off";

    private const string Noun = "invoicing.invoice";

    /// <summary>Before the client gets a formal demand, somebody talks with the member.</summary>
    public static async Task AskTalk(this Tx tx, InvoiceAccount account, Client client) => await tx.OpenItem(
        await tx.About(account, client, Talk, "Talk about invoice {number}") with { Under = "{client}: {open} open since {due}" });

    public static async Task AskDecision(this Tx tx, InvoiceAccount account, Client client, string reason)
    {
        var item = await tx.About(account, client, Dispute, "Disputed: invoice {number}");
        await tx.OpenItem(item with { Under = "{client}: {reason}", Facts = [.. item.Facts, ("reason", reason)] });
    }

    /// <summary>The item is about the proposal: an invoice may have several, one after the other.</summary>
    public static async Task AskWriteOff(this Tx tx, Guid proposal, InvoiceAccount account, Client client, string reason)
    {
        var item = await tx.About(account, client, WriteOff, "Write off {open}");
        await tx.OpenItem(item with
        {
            Object = proposal, Under = "{client}, invoice {number}: {reason}", Facts = [.. item.Facts, ("reason", reason)], FourEyes = true,
            IfApproved = "If you approve: {open} is given up; the fund bears it where the guarantee is valid, else the activity.",
        });
    }

    private static async Task<Item> About(this Tx tx, InvoiceAccount account, Client client, string kind, string title)
    {
        var invoice = account.Invoice;
        return new Item(kind, Noun, invoice.Id.Value, title, $"/invoices/{invoice.Id}")
        {
            Facts = [("number", invoice.Number), ("client", client.Name), ("open", account.Open), ("due", invoice.Due)], Member = await tx.FirstManager(invoice.Activity, tx.Today),
        };
    }
}
