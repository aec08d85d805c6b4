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
        var kept = await tx.FindStored(new(query.Order));
        if ((kept ?? (order is null ? null : Bare(order, await tx.FirstManager(order.Activity, tx.Today) ?? new(Guid.Empty), tx.Today))) is not { } stored) return Refusal.Unknown;
        var client = stored.Content.Client is { } named ? await tx.FindClient(new(named)) : null;
        var relation = await tx.RelationTo(stored.Id, actor);
        var activity = order is null ? null : await tx.FindActivity(order.Activity);
        var entity = order is null ? null : await tx.FindEntity(order.Entity);
        var adviser = actor.Roles.Contains(Role.Adviser) && (relation & (Relation.Own | Relation.TeamMember)) is Relation.None;
        var steps = await tx.Steps(query.Order);
        return new View(
            stored, order, client?.Name, activity?.Name, activity?.Id, activity?.Kind, steps, await tx.VerdictOf(query.Order), await tx.FindConfirmation(stored.Id),
            order is null ? null : await tx.Unplanned(order), adviser && kept is not null && entity is not null ? await tx.TrustOf(kept.Author, entity.Currency) : null,
            kept is not null, relation.HasFlag(Relation.Own), relation.HasFlag(Relation.Manager), adviser, entity?.Currency, tx.Today,
            (await tx.Names(steps.Select(step => step.Person))).ToDictionary(name => name.Key.Value, name => name.Value),
            (relation & (Relation.Own | Relation.TeamMember)) is not Relation.None ? actor.Person : stored.Author);
    }

    // What was taken over, or made by a verb, has no written content: the order's own facts are all there is.
    private static StoredOrder Bare(Order order, Id<Person> manager, LocalDate today) => new(
        order.Id, manager, "", new OrderContent { Activity = order.Activity.Value, Client = order.Client.Value, Title = order.Title, Net = order.Net, PlanningRate = order.PlanningRate }, [], today);

    public sealed record Query(Guid Order) : IQuery<Query, ViewOrder, View>;

    /// <param name="Order">Null for a draft.</param>
    /// <param name="Rest">Net that is neither invoiced nor in a draft invoice.</param>
    /// <param name="Trust">For an adviser: up to here the author's orders need none.</param>
    /// <param name="Written">There is a content that somebody wrote and a client could read.</param>
    /// <param name="MayDecide">An adviser for whom it is not an own case.</param>
    /// <param name="Talks">Whose conversation with the staff about it is shown.</param>
    public sealed record View(
        StoredOrder Stored, Order? Order, string? Client, string? Activity, Id<Activity>? ActivityId, ActivityKind? Kind, IReadOnlyList<Step> Steps, FixedVerdict? Verdict,
        Confirmation? Asked, Money? Rest, Money? Trust, bool Written, bool Own, bool Manager, bool MayDecide, Currency? Books, LocalDate Today,
        IReadOnlyDictionary<Guid, string> Names, Id<Person> Talks)
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
