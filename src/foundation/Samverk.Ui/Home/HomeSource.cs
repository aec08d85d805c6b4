using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Samverk.Store;

namespace Samverk.Ui;

/// <summary>
/// A module's lines on the start page, asked within one reading of the page. A line shows only what its reader may open: the source narrows
/// to what is theirs.
/// </summary>
/// <param name="Module">Whose texts are used.</param>
/// <param name="Access">Asked only for whoever has one of its roles.</param>
public sealed record HomeSource(Assembly Module, Access Access, Func<HomeQuestion, Task<IEnumerable<HomeLine>>> Lines);

/// <summary>Who opens the start page, and the module's texts in their language.</summary>
public sealed record HomeQuestion(Tx Tx, Actor Actor, IStringLocalizer Text);

/// <summary>A module's own part of the start page: what is more than lines. The component asks the door itself.</summary>
/// <param name="Access">Shown to whoever has one of its roles.</param>
public sealed record HomePanel(Type Component, Access Access)
{
    /// <summary>Small numbers first.</summary>
    public int Order { get; init; } = 100;

    /// <summary>In the narrow column, above what is to do on a desktop.</summary>
    public bool Beside { get; init; }
}

/// <summary>How modules get onto the start page: one registration each.</summary>
public static class HomeServices
{
    public static IServiceCollection AddHomeLines(this IServiceCollection services, Assembly module, Access access, Func<HomeQuestion, Task<IEnumerable<HomeLine>>> lines) =>
        services.AddSingleton(new HomeSource(module, access, lines));

    public static IServiceCollection AddHomePanel<TComponent>(this IServiceCollection services, Access access, int order, bool beside = false) =>
        services.AddSingleton(new HomePanel(typeof(TComponent), access) { Order = order, Beside = beside });

    /// <summary>Whether somebody has one of the roles of an access.</summary>
    public static bool HasRole(this Access access, Actor actor) => access.Ways.Any(way => actor.Roles.Contains(way.Role));
}
