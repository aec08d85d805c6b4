using NodaTime;
using Samverk.Activities;
using Samverk.Guarantee;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>One order with its timeline, its checks, its confirmation and the guarantee with the evidence.</summary>
internal sealed class ViewOrder : IUseCase<ViewOrder.Query, ViewOrder.View>
{
    public static Access Access => new((Role.Member, Relation.Own), (Role.Member, Relation.TeamMember), (Role.Adviser, Relation.AdviserOf), (Role.Finance, Relation.AdviserOf));

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => tx.RelationTo(new Id<Order>(query.Order), actor);

    public async Task<Outcome<View>> Run(Query query, Tx tx, Actor actor)
    {
        var order = await tx.FindOrder(new(query.Order));
        if ((await tx.FindStored(new(query.Order)) ?? await Told(tx, order)) is not { } kept) return Refusal.Unknown;
        var client = kept.Content.Client is { } named ? await tx.FindClient(new(named)) : null;
        var relation = await tx.RelationTo(kept.Id, actor);
        var asked = await tx.FindConfirmation(kept.Id);
        var steps = await tx.Steps(query.Order);
        return new View(
            kept, order, client?.Name, order is null ? null : (await tx.FindActivity(order.Activity))?.Name, steps, await tx.VerdictOf(query.Order),
            asked, relation.HasFlag(Relation.Own), relation.HasFlag(Relation.Manager), actor.Roles.Contains(Role.Adviser) && (relation & (Relation.Own | Relation.TeamMember)) is Relation.None,
            order is null ? null : (await tx.FindEntity(order.Entity))?.Currency, tx.Today,
            (await tx.Names(steps.Select(step => step.Person))).ToDictionary(name => name.Key.Value, name => name.Value),
            (relation & (Relation.Own | Relation.TeamMember)) is not Relation.None ? actor.Person : kept.Author);
    }

    /// <summary>An order that came from another program: nobody has written it here, so that only its own columns are known.</summary>
    private static async Task<StoredOrder?> Told(Tx tx, Order? order) => order is null ? null : new(
        order.Id, await tx.FirstManager(order.Activity, tx.Today) ?? new(Guid.Empty), "",
        new OrderContent { Activity = order.Activity.Value, Client = order.Client.Value, Title = order.Title, Net = order.Net, PlanningRate = order.PlanningRate }, [], tx.Today);

    public sealed record Query(Guid Order) : IQuery<Query, ViewOrder, View>;

    /// <param name="Order">Null for a draft.</param>
    /// <param name="MayDecide">An adviser for whom it is not an own case.</param>
    /// <param name="Talks">Whose conversation with the staff about it is shown.</param>
    public sealed record View(
        StoredOrder Stored, Order? Order, string? Client, string? Activity, IReadOnlyList<Step> Steps, FixedVerdict? Verdict, Confirmation? Asked, bool Own, bool Manager,
        bool MayDecide, Currency? Books, LocalDate Today, IReadOnlyDictionary<Guid, string> Names, Id<Person> Talks)
    {
        public OrderState State => Order?.State ?? OrderState.Draft;
    }
}

/// <summary>What the wizard offers to choose from: the author's open activities are known to whoever joins Activities; here the cooperative's entities.</summary>
internal sealed class OrderChoices : IUseCase<OrderChoices.Query, OrderChoices.View>
{
    public static Access Access => new((Role.Member, Relation.None));

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<View>> Run(Query query, Tx tx, Actor actor)
    {
        var kept = await tx.FindStored(new(query.Order));
        if (kept is not null && kept.Author != actor.Person) return Refusal.Unknown;
        var client = query.Client ?? kept?.Content.Client;
        return new View(
            kept, (await tx.FindOrder(new(query.Order)))?.State, client is { } id ? (await tx.FindClient(new(id)))?.Name : null, await tx.Entities(), await tx.OpenActivitiesOf(actor.Person), tx.Today);
    }

    public sealed record Query(Guid Order, Guid? Client) : IQuery<Query, OrderChoices, View>;

    public sealed record View(StoredOrder? Stored, OrderState? State, string? Client, IReadOnlyList<LegalEntity> Entities, IReadOnlyList<Activity> Activities, LocalDate Today);
}
