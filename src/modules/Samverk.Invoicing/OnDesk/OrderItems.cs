using Samverk.Desk;
using Samverk.Kernel;
using Samverk.Store;
using Check = Samverk.Desk.Check;

namespace Samverk.Invoicing;

/// <summary>An order is on the desk while it waits for an adviser; it leaves with the step that takes it further (<see cref="OrderSql.Save"/>).</summary>
internal static class OrderItems
{
    public const string Kind = "invoicing.order";

    /// <param name="stopped">Why a series cannot go on by itself; null for an order that was handed in.</param>
    public static Task AskAdviser(this Tx tx, Order order, StoredOrder kept, Client client, Refusal? stopped = null) => tx.OpenItem(
        new Item(Kind, Kind, order.Id.Value, "Order {amount}", $"/orders/{order.Id}")
        {
            Under = "{client}: {title}", Facts = [("amount", order.Net), ("client", client.Name), ("title", order.Title), ("number", order.Number)], Member = kept.Author,
            Checks = stopped is null ? [.. kept.Checks.Where(IsForTheDesk).Select(check => new Check($"check:{check.Word}", check.Result is CheckResult.Passed, check.Text))]
                : [new Check("check:series", false, stopped.Code)],
            IfApproved = kept.Content.OwnContract is null ? "If you approve: the client gets a link and confirms; then {amount} is planned and guaranteed." : "If you approve: the order is active by its own contract, and {amount} is planned.",
        });

    // The level of trust is why the order is here, and a warning stops nothing: the order's page shows both.
    private static bool IsForTheDesk(OrderCheck check) => check is { Word: not "trust", Result: not CheckResult.Warning };
}
