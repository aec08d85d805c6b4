using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>An adviser sends an order on, asks its author for changes, or rejects it. Never an own one, nor one of the own team.</summary>
internal sealed class DecideOrder(ConfirmationMail mail) : IUseCase<DecideOrder.Command, OrderState>
{
    public static Access Access => new((Role.Adviser, Relation.AdviserOf)) { InPerson = true, Never = Relation.Own | Relation.TeamMember };

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(new Id<Order>(command.Order), actor);

    public async Task<Outcome<OrderState>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockOrder(new(command.Order)) is not { } order || await tx.FindStored(order.Id) is not { } kept) return Refusal.Unknown;
        if (order.State is not OrderState.Checking) return new Refusal("state-not-allowed", ("state", order.State));
        var why = (command.Why ?? "").Trim();
        var decided = command.Decision is OrderDecision.Approve
            ? await Approve(tx, order, kept, command.PlanningRate, why)
            : why.Length is 0 ? new Refusal("reason-needed") { Field = "why" }
            : await Return(tx, order, command.Decision, why);
        if (decided.Refusal is null) await tx.Raise(new OrderDecided(order.Id.Value, decided.Value));
        return decided;
    }

    private async Task<Outcome<OrderState>> Approve(Tx tx, Order order, StoredOrder kept, decimal? planningRate, string why)
    {
        if (await tx.FindClient(order.Client) is not { } client || await tx.FindEntity(order.Entity) is not { } entity) return Refusal.Unknown;
        if (await tx.RefuseBlocked(client) is { } blocked) return blocked;
        if (client.State is ClientState.New or ClientState.Checking) return new Refusal("client-unchecked") { Field = "client" };
        if (client.State is ClientState.Refused or ClientState.Merged) return new Refusal("state-not-allowed", ("state", client.State)) { Field = "client" };
        // A check that failed was looked at by a person, who says why it may go on all the same. Only these two say that by themselves.
        if (why.Length is 0 && kept.Checks.Any(check => check is { Result: CheckResult.Failed, Word: not ("trust" or "client") })) return new Refusal("reason-needed") { Field = "why" };
        if (planningRate is { } rate)
        {
            if (!order.IsForeign(entity.Currency) || rate is <= 0 or > 1_000_000) return new Refusal("field-invalid", ("text", rate)) { Field = "planningRate" };
            order = order with { PlanningRate = rate };
            kept = kept with { Content = kept.Content with { PlanningRate = rate } };
            await tx.Save(kept);
        }

        if (kept.Content.OwnContract is { } contract)
            return (await tx.Activate(order, OrderState.Checking, confirmed: false, new { contract, author = kept.Author, adviser = tx.Actor.Person, why })).Refusal is { } notActive
                ? notActive : OrderState.Active;

        if (kept.Content.ValidUntil < tx.Today) return new Refusal("past-dated", ("date", tx.Today)) { Field = "validUntil" };
        var confirming = order with { State = OrderState.Confirming };
        await tx.Save(confirming, OrderState.Checking, "approved", why);
        return (await tx.AskClient(mail, confirming, kept, client, entity)).Refusal is { } notAsked ? notAsked : OrderState.Confirming;
    }

    private static async Task<Outcome<OrderState>> Return(Tx tx, Order order, OrderDecision decision, string why)
    {
        var to = decision is OrderDecision.AskChanges ? OrderState.ChangesAsked : OrderState.Rejected;
        await tx.Save(order with { State = to }, OrderState.Checking, decision is OrderDecision.AskChanges ? "changes-asked" : "rejected", why);
        return to;
    }

    /// <param name="PlanningRate">Another rate for a foreign currency; null = as the author typed it.</param>
    public sealed record Command(Guid Request, Guid Order, OrderDecision Decision, string? Why, decimal? PlanningRate) : ICommand<Command, DecideOrder, OrderState>
    {
        public object Subject => new { Order, Decision };
    }
}

internal enum OrderDecision { Approve, AskChanges, Reject }
