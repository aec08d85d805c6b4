using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Invoicing;

internal static class ClientMail
{
    /// <summary>Leaves a mail for the client, seen on the invoice's timeline. A refused address is a failure of the job, and is seen there.</summary>
    public static async Task SendTo(this Tx tx, Client client, Id<Mail> id, Id<Invoice> invoice, Letter letter, IReadOnlyList<Attachment>? files = null) =>
        _ = (await tx.QueueMail(new Mail(id, client.Email!, letter.Subject, letter.Text, letter.Html, files, invoice.Value))).Value;
}
