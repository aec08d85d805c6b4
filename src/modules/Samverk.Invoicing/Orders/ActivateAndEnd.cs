using Dapper;
using Samverk.Activities;
using Samverk.Countries;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Invoicing;

internal static class OrderActivation
{
    /// <summary>One job's activity opens with its order; then the posting verb fixes guarantee and plan.</summary>
    public static async Task<Outcome<GuaranteeVerdict>> Activate(this Tx tx, Order order, OrderState was, bool confirmed, object evidence)
    {
        if (await tx.LockActivity(order.Activity) is { Kind: ActivityKind.Assignment, State: ActivityState.Requested } requested)
            await tx.Save(requested with { State = ActivityState.Open }, ActivityState.Requested, "opened-with-order", "");
        var verdict = await tx.ActivateOrder(order, was, confirmed, evidence);
        if (verdict.Refusal is null) await tx.Raise(new OrderActivated(order.Id.Value, order.Activity.Value, verdict.Value.Eligible));
        return verdict;
    }
}

/// <summary>Who made an order takes it back before it is active; links at the client end.</summary>
internal sealed class WithdrawOrder : IUseCase<WithdrawOrder.Command, OrderState>
{
    public static Access Access => new((Role.Member, Relation.Own));

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(new Id<Order>(command.Order), actor);

    public async Task<Outcome<OrderState>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockOrder(new(command.Order)) is not { } order)
        {
            // A draft that nobody has seen leaves nothing behind.
            await tx.Connection.ExecuteAsync("delete from invoicing.order_content where id = @Order", new { command.Order });
            return OrderState.Withdrawn;
        }

        if (Order.States.Refuse(order.State, OrderState.Withdrawn) is not null) return new Refusal("state-not-allowed", ("state", order.State));
        await tx.Save(order with { State = OrderState.Withdrawn }, order.State, "withdrawn", (command.Why ?? "").Trim());
        await tx.EndAsking(order.Id);
        return OrderState.Withdrawn;
    }

    public sealed record Command(Guid Request, Guid Order, string? Why) : ICommand<Command, WithdrawOrder, OrderState>
    {
        public object Subject => new { Order };
    }
}

/// <summary>An active order ends by agreement with the client; nothing more of it is planned.</summary>
internal sealed class CancelOrder : IUseCase<CancelOrder.Command, OrderState>
{
    public static Access Access => new((Role.Member, Relation.Own), (Role.Member, Relation.Manager), (Role.Adviser, Relation.AdviserOf)) { InPerson = true };

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(new Id<Order>(command.Order), actor);

    public async Task<Outcome<OrderState>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockOrder(new(command.Order)) is not { } order || await tx.LockActivity(order.Activity) is not { } activity) return Refusal.Unknown;
        if (order.State is not OrderState.Active) return new Refusal("order-not-active", ("order", order.Number));
        if (string.IsNullOrWhiteSpace(command.Why)) return new Refusal("reason-needed") { Field = "why" };

        var cancelled = order with { State = OrderState.Cancelled };
        await tx.Save(cancelled, OrderState.Active, "cancelled", command.Why.Trim());
        if ((await tx.PlanOrder(cancelled, activity)).Refusal is { } refusal) return refusal;
        await tx.Raise(new OrderCancelled(order.Id.Value, order.Activity.Value));
        return OrderState.Cancelled;
    }

    /// <param name="Why">What was agreed, and what it means for wages already planned.</param>
    public sealed record Command(Guid Request, Guid Order, string Why) : ICommand<Command, CancelOrder, OrderState>
    {
        public object Subject => new { Order };
    }
}
