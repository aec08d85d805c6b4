using Samverk.Store;

namespace Samverk.Members;

/// <summary>A membership has moved, was recommended, or its share was paid.</summary>
public sealed record MembershipChanged(Guid Person) : IEvent
{
    public static string Name => "members.membership-changed.v1";
}

/// <summary>A person has asked that their data be erased.</summary>
public sealed record ErasureAsked(Guid Person) : IEvent
{
    public static string Name => "members.erasure-asked.v1";
}

/// <summary>Everything personal about somebody is gone; codes and sums stay.</summary>
public sealed record PersonErased(Guid Person) : IEvent
{
    public static string Name => "members.person-erased.v1";
}

/// <summary>Somebody has a name now, or perhaps another one.</summary>
public sealed record PersonNamed(Guid Person) : IEvent
{
    public static string Name => "members.person-named.v1";
}
