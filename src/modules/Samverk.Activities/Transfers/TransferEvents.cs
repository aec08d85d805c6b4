using Samverk.Store;

namespace Samverk.Activities;

/// <summary>Money was offered to an activity; its managers decide.</summary>
public sealed record TransferProposed(Guid Transfer, Guid To) : IEvent
{
    public static string Name => "activities.transfer-proposed.v1";
}

/// <summary>The receiver wants it, and it is so much that a second person has to post it.</summary>
public sealed record TransferAwaitsSecondPerson(Guid Transfer) : IEvent
{
    public static string Name => "activities.transfer-awaits-second-person.v1";
}

/// <summary>The money has moved.</summary>
public sealed record TransferPosted(Guid Transfer) : IEvent
{
    public static string Name => "activities.transfer-posted.v1";
}
