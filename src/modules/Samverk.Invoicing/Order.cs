using Samverk.Activities;
using Samverk.Countries;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>What a client agreed to, for one activity.</summary>
/// <param name="Number">Shown to people; unique in its entity.</param>
/// <param name="Net">Without VAT, in the order's currency.</param>
/// <param name="PassThrough">The part that belongs to a sister cooperative, in the order's currency.</param>
/// <param name="PlanningRate">Entity's currency per unit of a foreign one, of the order day; null in the entity's own currency.</param>
public sealed record Order(
    Id<Order> Id, string Number, Id<Activity> Activity, Id<LegalEntity> Entity, Id<Client> Client, string Title, Money Net, Money PassThrough,
    decimal? PlanningRate, OrderState State)
{
    public static readonly StateMachine<OrderState> States = new("invoicing.order", 1,
        (OrderState.Draft, OrderState.Checking), (OrderState.Draft, OrderState.Confirming), (OrderState.Draft, OrderState.Active),
        (OrderState.Checking, OrderState.ChangesAsked), (OrderState.ChangesAsked, OrderState.Checking), (OrderState.ChangesAsked, OrderState.Confirming),
        (OrderState.Checking, OrderState.Confirming), (OrderState.Checking, OrderState.Rejected), (OrderState.Checking, OrderState.Active),
        (OrderState.Confirming, OrderState.Active), (OrderState.Confirming, OrderState.ChangesAsked), (OrderState.Confirming, OrderState.Declined),
        (OrderState.Confirming, OrderState.Expired), (OrderState.Active, OrderState.Completed), (OrderState.Active, OrderState.Cancelled),
        (OrderState.Draft, OrderState.Withdrawn), (OrderState.Checking, OrderState.Withdrawn), (OrderState.Confirming, OrderState.Withdrawn),
        (OrderState.ChangesAsked, OrderState.Withdrawn));

    public bool IsForeign(Currency entity) => Net.Currency != entity;

    /// <summary>
    /// What the activity will still get from this order, after the fee, in the entity's currency (money-path.md, section 3).
    /// </summary>
    /// <param name="gone">Net already invoiced; in a foreign currency the amount already settled.</param>
    public Money Rest(Money gone, FeeRule fee, Currency entity)
    {
        if (State is not OrderState.Active) return Money.Zero(entity);

        var left = Money.Max(Net - gone, Money.Zero(Net.Currency));
        var own = left - PassThrough.Share(left, Net, Rounding.HalfAwayFromZero);
        var rest = PlanningRate is { } rate ? Money.Of(own.ToDecimal() * rate, entity, Rounding.HalfAwayFromZero) : own;
        return rest - fee.Compute(rest).Total;
    }

    /// <summary>The part of a net amount of this order on which the cooperative takes its fee: never on what is passed through (I11).</summary>
    public Money FeeBase(Money net) => net - PassThrough.Share(net, Net, Rounding.HalfAwayFromZero);
}

public enum OrderState { Draft, Checking, Confirming, ChangesAsked, Active, Completed, Cancelled, Rejected, Declined, Expired, Withdrawn }
