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
    /// <summary>Small numbers first; equal ones in the order of registration.</summary>
    public int Order { get; init; } = 100;

    /// <summary>The short label under which it also is one of the five tabs on a phone; null = in the side list only.</summary>
    public string? Tab { get; init; }

    public bool IsFor(Actor actor) => Access.Ways.Any(way => actor.Roles.Contains(way.Role));

    public bool IsHere(string path) =>
        Href is "/" ? path is "/" : path.Equals(Href, StringComparison.OrdinalIgnoreCase) || path.StartsWith($"{Href}/", StringComparison.OrdinalIgnoreCase);
}
