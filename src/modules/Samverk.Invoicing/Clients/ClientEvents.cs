using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>A member entered a client: an adviser checks it.</summary>
public sealed record ClientEntered(Guid Client, Guid Member) : IEvent
{
    public static string Name => "invoicing.client-entered.v1";
}

/// <summary>An adviser has checked a client.</summary>
/// <param name="Approved">False: refused, or merged with another.</param>
public sealed record ClientChecked(Guid Client, bool Approved) : IEvent
{
    public static string Name => "invoicing.client-checked.v1";
}

/// <summary>From now on nobody's orders for this client go through.</summary>
/// <param name="ByRule">Something is overdue for too long; false: an adviser decided.</param>
public sealed record ClientBlocked(Guid Client, bool ByRule) : IEvent
{
    public static string Name => "invoicing.client-blocked.v1";
}

/// <summary>Orders for this client may go on.</summary>
public sealed record ClientUnblocked(Guid Client) : IEvent
{
    public static string Name => "invoicing.client-unblocked.v1";
}

/// <summary>One adviser asks to lift a block; a second one has to decide.</summary>
public sealed record UnblockAsked(Guid Client, Guid AskedBy) : IEvent
{
    public static string Name => "invoicing.unblock-asked.v1";
}
