using Samverk.Countries;
using Samverk.Desk;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>A client is on the desk until it is checked, and a block while somebody asks to lift it; both leave with the client's step (<see cref="ClientSql.Save"/>).</summary>
internal static class ClientItems
{
    public const string Check = "invoicing.client", Unblock = "invoicing.unblock";

    private const string Noun = "invoicing.client";

    /// <param name="doubles">Others that may be the same.</param>
    public static Task AskCheck(this Tx tx, Client client, Id<Person> by, IReadOnlyList<FoundDouble> doubles) => tx.OpenItem(
        new Item(Check, Noun, client.Id.Value, "Client {client}", $"/clients/{client.Id}")
        {
            Under = "{town}", Facts = [("client", client.Name), ("town", client.Address?.Town ?? client.Country), ("doubles", doubles.Count)], Member = by,
            Checks =
            [
                new("check:unique", doubles.Count is 0, doubles.Count is 0 ? "No other client looks like it" : "Clients that may be the same: {doubles}"),
                Identified(client) ? new("check:number", true, "It can be found in its register by its number") : new("check:number", false, "A business without VAT or organisation number"),
            ],
            IfApproved = "If you approve: orders of this client go to it for confirmation.",
        });

    public static Task AskUnblock(this Tx tx, Client client, string why) => tx.OpenItem(
        new Item(Unblock, Noun, client.Id.Value, "Lift the block of {client}", $"/clients/{client.Id}") { Under = "{why}", Facts = [("client", client.Name), ("why", why)], FourEyes = true });

    private static bool Identified(Client client) => client.Kind is BuyerKind.Private || client.VatNumber is not null || client.OrganisationNumber is not null;
}
