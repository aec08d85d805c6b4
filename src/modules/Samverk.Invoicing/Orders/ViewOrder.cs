using NodaTime;
using Samverk.Activities;
using Samverk.Guarantee;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>One order with its timeline, its checks, its confirmation and the guarantee with the evidence.</summary>
internal sealed class ViewOrder : IUseCase<ViewOrder.Query, ViewOrder.View>
{
    public static Access Access => new((Role.Member, Relation.Own), (Role.Member, Relation.TeamMember), (Role.Adviser, Relation.AdviserOf), (Role.Finance, Relation.AdviserOf));

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => tx.RelationTo(new Id<Order>(query.Order), actor);

    public async Task<Outcome<View>> Run(Query query, Tx tx, Actor actor)
    {
        if (await tx.FindStored(new(query.Order)) is not { } kept) return Refusal.Unknown;
        var order = await tx.FindOrder(kept.Id);
        var client = kept.Content.Client is { } named ? await tx.FindClient(new(named)) : null;
        var relation = await tx.RelationTo(kept.Id, actor);
        var asked = await tx.FindConfirmation(kept.Id);
        return new View(
            kept, order, client?.Name, order is null ? null : (await tx.FindActivity(order.Activity))?.Name, await tx.Steps(query.Order), await tx.VerdictOf(query.Order),
            asked, relation.HasFlag(Relation.Own), relation.HasFlag(Relation.Manager), actor.Roles.Contains(Role.Adviser) && (relation & (Relation.Own | Relation.TeamMember)) is Relation.None,
            order is null ? null : (await tx.FindEntity(order.Entity))?.Currency, tx.Today);
    }

    public sealed record Query(Guid Order) : IQuery<Query, ViewOrder, View>;

    /// <param name="Order">Null for a draft.</param>
    /// <param name="MayDecide">An adviser for whom it is not an own case.</param>
    public sealed record View(
        StoredOrder Stored, Order? Order, string? Client, string? Activity, IReadOnlyList<Step> Steps, FixedVerdict? Verdict, Confirmation? Asked, bool Own, bool Manager,
        bool MayDecide, Currency? Books, LocalDate Today)
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
