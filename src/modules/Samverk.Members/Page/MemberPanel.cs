using Microsoft.AspNetCore.Components;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Members;

/// <summary>
/// A section of the page on which staff see everything of a member. Any module registers its own:
/// <c>services.AddMemberPanel&lt;OrdersPanel&gt;(30, access)</c>.
/// </summary>
/// <param name="Component">Has a parameter <c>Id&lt;Person&gt; Person</c>, reads by the door, and shows nothing where there is nothing.</param>
/// <param name="Order">Small numbers first.</param>
/// <param name="Access">Whoever has one of its roles sees the section.</param>
public sealed record MemberPanel(Type Component, int Order, Access Access)
{
    internal bool IsFor(Actor actor) => Access.Ways.Any(way => actor.Roles.Contains(way.Role));
}
