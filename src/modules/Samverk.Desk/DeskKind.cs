using System.Reflection;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Desk;

/// <summary>A kind of item.</summary>
/// <param name="Kind">As in <see cref="Item.Kind"/>.</param>
/// <param name="Module">In whose texts the item's keys are.</param>
/// <param name="Word">A key: what people call it, "Order".</param>
public sealed record DeskKind(string Kind, Assembly Module, string Word)
{
    /// <summary>Who can do something about it and sees it on the desk; empty = everybody of the staff.</summary>
    public IReadOnlyList<Role> For { get; init; } = [];

    internal bool IsFor(Actor actor) => For.Count is 0 || For.Any(actor.Roles.Contains);
}

/// <summary>How the items of a kind are approved from the desk.</summary>
/// <param name="Approve">Runs the module's own use case by the door, as the actor; the request's id makes a second sending harmless.</param>
public sealed record DeskAction(string Kind, Func<Door, Guid, Guid, Actor, Task<Refusal?>> Approve)
{
    /// <summary>A key of the desk's texts: what the button says.</summary>
    public string Verb { get; init; } = "Approve";
}
