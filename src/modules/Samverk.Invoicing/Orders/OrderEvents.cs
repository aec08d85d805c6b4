using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>An order waits for an adviser's check.</summary>
public sealed record OrderSubmitted(Guid Order, Guid Author) : IEvent
{
    public static string Name => "invoicing.order-submitted.v1";
}

/// <summary>An adviser has decided: the order goes to the client, back to its author, or no further.</summary>
/// <param name="State">The order's new state.</param>
public sealed record OrderDecided(Guid Order, OrderState State) : IEvent
{
    public static string Name => "invoicing.order-decided.v1";
}

/// <summary>The client has answered, or the time for it is over.</summary>
/// <param name="State">Active, ChangesAsked, Declined or Expired.</param>
public sealed record OrderAnswered(Guid Order, OrderState State) : IEvent
{
    public static string Name => "invoicing.order-answered.v1";
}

/// <summary>The order is active: its rest is planned, and the guarantee is fixed.</summary>
public sealed record OrderActivated(Guid Order, Guid Activity, bool Guaranteed) : IEvent
{
    public static string Name => "invoicing.order-activated.v1";
}

/// <summary>An active order ended by agreement.</summary>
public sealed record OrderCancelled(Guid Order, Guid Activity) : IEvent
{
    public static string Name => "invoicing.order-cancelled.v1";
}
