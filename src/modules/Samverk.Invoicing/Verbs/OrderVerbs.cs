using Samverk.Activities;
using Samverk.Countries;
using Samverk.Guarantee;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>What happens to an order in the money path (money-path.md, section 9). Nothing is posted; its rest becomes planned.</summary>
public static class OrderVerbs
{
    /// <summary>The order becomes active, and the guarantee with its evidence is fixed at this moment.</summary>
    /// <param name="was">The state it comes from; null when it begins here.</param>
    /// <param name="confirmed">The client's own confirmation was given.</param>
    /// <param name="evidence">Who confirmed, when, by which link, hash of the document.</param>
    /// <returns>The verdict; <c>activity-closed</c>, <c>activity-frozen</c>, <c>rule-missing</c>.</returns>
    public static async Task<Outcome<GuaranteeVerdict>> ActivateOrder(this Tx tx, Order order, OrderState? was, bool confirmed, object evidence)
    {
        if (await tx.LockActivity(order.Activity) is not { } activity || await tx.FindClient(order.Client) is not { } client) return Refusal.Unknown;
        if (activity.RefuseUnlessOpen("activity") is { } closed) return closed;
        if (order.IsForeign(activity.Currency) != order.PlanningRate is not null) return new Refusal("field-invalid", ("field", "planningRate")) { Field = "planningRate" };

        var terms = await tx.Terms(order.Entity, tx.Today);
        if (terms.Refusal is { } refusal) return refusal;

        var active = order with { State = OrderState.Active };
        var verdict = GuaranteeConditions.Judge(terms.Value.GuaranteeRequires, GuaranteeConditions.Evidence(await tx.Facts(), confirmed, client.Country, tx.Today));
        await tx.Save(active, was, confirmed ? "client-accepts" : "activated-without-confirmation", "");
        await tx.FixVerdict(order.Id.Value, verdict, evidence);
        return (await tx.PlanOrder(active, activity)).Refusal is { } notPlanned ? notPlanned : verdict;
    }

    /// <summary>Everything is delivered and invoiced: nothing more is planned.</summary>
    public static async Task<Outcome<Done>> CompleteOrder(this Tx tx, Id<Order> id, string why)
    {
        if (await tx.LockOrder(id) is not { } order || await tx.LockActivity(order.Activity) is not { } activity) return Refusal.Unknown;
        if (Order.States.Refuse(order.State, OrderState.Completed) is { } refusal) return refusal;

        var completed = order with { State = OrderState.Completed };
        await tx.Save(completed, order.State, "completed", why);
        return await tx.PlanOrder(completed, activity);
    }

    /// <summary>A decision record changes whether the fund stands behind the order, from today on.</summary>
    /// <param name="decision">Who decided and why.</param>
    public static async Task<Outcome<Done>> DecideGuarantee(this Tx tx, Id<Order> id, bool eligible, string decision)
    {
        if (await tx.LockOrder(id) is not { } order || await tx.LockActivity(order.Activity) is not { } activity) return Refusal.Unknown;
        if (order.State is not (OrderState.Active or OrderState.Completed)) return new Refusal("order-not-active", ("order", order.Number));
        if (string.IsNullOrWhiteSpace(decision)) return new Refusal("reason-needed") { Field = "reason" };

        await tx.DecideVerdict(id.Value, eligible, decision);
        foreach (var invoice in await tx.InvoicesOf(id)) await tx.PlaceInvoice(invoice, activity);
        return await tx.PlanOrder(order, activity);
    }
}
