using System.Reflection;
using Samverk.Store;

namespace Samverk.Ui;

/// <summary>
/// One line of the navigation; a module registers its own as singletons: <c>services.AddSingleton(new NavigationItem(…))</c>.
/// </summary>
/// <param name="Module">Whose texts the label is in.</param>
/// <param name="Text">The label's English text.</param>
/// <param name="Icon">A name that the part Icon knows.</param>
/// <param name="Href">Starts with "/"; the page and what lies under it count as "here".</param>
/// <param name="Access">Of the page's own read: shown to whoever has one of its roles. The door still decides.</param>
public sealed record NavigationItem(Assembly Module, string Text, string Icon, string Href, Access Access)
{
    /// <summary>
    /// Small numbers first; equal ones in the order of registration. The number also says in which part of a long list the line stands:
    /// below 50 daily work, below 80 the cooperative's money, below 100 the reader's own, from 100 the running of the node.
    /// </summary>
    public int Order { get; init; } = 100;

    /// <summary>The part of a long list, from the order.</summary>
    public NavigationPart Part => Order switch { < 50 => NavigationPart.Daily, < 80 => NavigationPart.Money, < 100 => NavigationPart.Own, _ => NavigationPart.Node };

    /// <summary>The short label under which it also is one of the five tabs on a phone; null = in the side list only.</summary>
    public string? Tab { get; init; }

    public bool IsFor(Actor actor) => Access.Ways.Any(way => actor.Roles.Contains(way.Role));

    public bool IsHere(string path) =>
        Href is "/" ? path is "/" : path.Equals(Href, StringComparison.OrdinalIgnoreCase) || path.StartsWith($"{Href}/", StringComparison.OrdinalIgnoreCase);
}

/// <summary>The parts of a long navigation list, in their order.</summary>
public enum NavigationPart
{
    Daily,
    Money,
    Own,
    Node,
}
