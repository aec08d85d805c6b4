using Dapper;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>
/// The author hands an order in: automatic checks, then to an adviser, or straight to the client where every check passes and the trust
/// level allows it.
/// </summary>
internal sealed class SubmitOrder(ConfirmationMail mail) : IUseCase<SubmitOrder.Command, OrderState>
{
    public static Access Access => new((Role.Member, Relation.Own));

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(new Id<Order>(command.Order), actor);

    public async Task<Outcome<OrderState>> Run(Command command, Tx tx, Actor actor)
    {
        var earlier = await tx.LockOrder(new(command.Order));
        if (await tx.FindStored(new(command.Order)) is not { } kept) return Refusal.Unknown;
        if (earlier is { State: not OrderState.ChangesAsked }) return new Refusal("state-not-allowed", ("state", earlier.State));

        var asked = await tx.OrderFacts(kept, actor);
        if (asked.Refusal is { } unknown) return unknown;
        var (facts, entity, client) = asked.Value;
        if (OrderChecks.Refuse(kept.Content, facts) is { } refusal) return refusal;

        var order = await Place(tx, kept, earlier, entity, actor);
        if (order.Refusal is { } noPlace) return noPlace;

        var checks = OrderChecks.Run(kept.Content, facts);
        var straight = checks.All(check => check.Result is not CheckResult.Failed);
        var to = straight ? OrderState.Confirming : OrderState.Checking;
        if (earlier is null) await tx.Save(order.Value with { State = OrderState.Draft }, null, "drafted", "");
        var next = order.Value with { State = to };
        await tx.Save(next, earlier?.State ?? OrderState.Draft, straight ? "straight-through" : "submitted", "");
        await tx.SaveBeside(next, kept.Content);
        await tx.Save(kept with { Checks = checks });
        if (!straight)
        {
            await tx.AskAdviser(next, kept with { Checks = checks }, client);
            await tx.Raise(new OrderSubmitted(next.Id.Value, actor.Person.Value));
            return to;
        }

        return (await tx.AskClient(mail, next, kept, client, entity)).Refusal is { } notAsked ? notAsked : to;
    }

    /// <summary>The order with its number and activity; one job gets an activity of its own, which opens with the order.</summary>
    private static async Task<Outcome<Order>> Place(Tx tx, StoredOrder kept, Order? earlier, LegalEntity entity, Actor actor)
    {
        var content = kept.Content;
        var activity = new Id<Activity>(content.Activity ?? NamedGuid.Of(kept.Id.Value, "assignment"));
        if (content.Mode is OrderMode.Assignment)
        {
            activity = Id<Activity>.Named(kept.Id.Value, "assignment");
            if (await tx.FindActivity(activity) is null)
            {
                await tx.Save(
                    new Activity(activity, entity.Id, $"a{activity.Value:n}", content.Title.Trim(), entity.Currency, ActivityKind.Assignment, null, ActivityState.Requested, tx.Today),
                    null, "requested-with-order", "");
                await tx.Join(activity, actor.Person, manager: true);
            }
        }

        return new Order(
            kept.Id, earlier?.Number ?? await tx.NextOrderNumber(entity.Id), activity, entity.Id, new(content.Client!.Value), content.Title.Trim(), content.Net!.Value,
            Money.Zero(content.Net.Value.Currency), content.PlanningRate, OrderState.Draft);
    }

    public sealed record Command(Guid Request, Guid Order) : ICommand<Command, SubmitOrder, OrderState>
    {
        public object Subject => new { Order };
    }
}

internal static class OrderFactsSql
{
    /// <summary>A list of words; work of these kinds is never done through the cooperative.</summary>
    public const string ExcludedTrades = "invoicing.excluded-trades";

    /// <summary>What the checks ask about an order, with its legal entity and client.</summary>
    /// <returns><c>not-found</c> for a client or activity that is not there or not the author's; <c>activity-closed</c>, <c>activity-frozen</c>; <c>order-incomplete</c>.</returns>
    public static async Task<Outcome<(OrderFacts Facts, LegalEntity Entity, Client Client)>> OrderFacts(this Tx tx, StoredOrder kept, Actor actor)
    {
        var content = kept.Content;
        if (content.Client is not { } named) return Incomplete("client");
        if (await tx.FindClient(new(named)) is not { } client) return Refusal.Unknown with { Field = "client" };

        Activity? activity = null;
        if (content.Mode is OrderMode.Running)
        {
            if (content.Activity is not { } chosen) return Incomplete("activity");
            activity = await tx.FindActivity(new(chosen));
            if (activity is null || !(await tx.RelationTo(activity.Id, actor)).HasFlag(Relation.TeamMember)) return Refusal.Unknown with { Field = "activity" };
            if (activity.RefuseUnlessOpen("activity") is { } closed) return closed;
        }

        var entities = await tx.Entities();
        var entity = activity is not null ? entities.Single(one => one.Id == activity.Entity)
            : content.Entity is { } of ? entities.SingleOrDefault(one => one.Id.Value == of)
            : entities.Count is 1 ? entities[0] : null;
        if (entity is null) return Incomplete("entity");

        var terms = await tx.Terms(entity.Id, tx.Today);
        if (terms.Refusal is { } noTerms) return noTerms;
        if (await tx.RefuseBlocked(client) is { } blocked) return blocked;
        var excluded = await tx.Setting<string[]>(ExcludedTrades) ?? [];
        return Outcome.Of((
            new OrderFacts(
                tx.Today, entity.Country, entity.Currency, client.State, InBooks(content, entity.Currency), await tx.TrustOf(kept.Author, entity.Currency),
                terms.Value.GuaranteeRequires.Contains(Countries.GuaranteeConditions.Confirmed), new HashSet<string>(excluded, StringComparer.OrdinalIgnoreCase)),
            entity, client));
    }

    /// <summary>Nothing goes through without an adviser until one has said up to where.</summary>
    public static async Task<Money> TrustOf(this Tx tx, Id<Person> person, Currency currency) => new(await tx.Connection.QuerySingleAsync<long>(
        "select coalesce((select amount from invoicing.trust where person = @person and currency = @currency order by number desc limit 1), 0)",
        new { person = person.Value, currency }), currency);

    private static Money? InBooks(OrderContent content, Currency currency) => content switch
    {
        { Net: null } => null,
        { Net: { } net } when net.Currency == currency => net,
        { Net: { } net, PlanningRate: { } rate } => Money.Of(net.ToDecimal() * rate, currency, Rounding.HalfAwayFromZero),
        _ => null,
    };

    private static Refusal Incomplete(string field) => new("order-incomplete", ("field", field)) { Field = field };
}
