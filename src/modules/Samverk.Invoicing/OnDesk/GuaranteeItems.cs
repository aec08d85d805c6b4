using Samverk.Desk;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>A proposal to change an order's guarantee waits for a second person.</summary>
internal static class GuaranteeItems
{
    public const string Kind = "invoicing.guarantee";

    public static async Task AskVerdict(this Tx tx, Guid proposal, Order order, bool eligible, string reason) => await tx.OpenItem(
        new Item(Kind, OrderItems.Kind, proposal, eligible ? "Guarantee order {number}" : "End the guarantee of order {number}", $"/orders/{order.Id}/guarantee")
        {
            Under = "{title}: {reason}", Facts = [("number", order.Number), ("title", order.Title), ("reason", reason)], FourEyes = true,
            IfApproved = eligible ? "If you approve: from today on the fund bears what the client does not pay." : "If you approve: from today on the activity bears what the client does not pay.",
        });
}
