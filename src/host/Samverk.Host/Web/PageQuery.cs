using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Endpoints;

namespace Samverk.Host;

/// <summary>
/// An address whose query cannot be read names nothing that is there: "?entity=x" is a page that does not exist, and no failure of the
/// program. Without this guard, Blazor throws while it fills in the page. It reads as Blazor does: invariantly, and empty as none.
/// </summary>
internal static class PageQuery
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<(string Name, Type Type)>> Known = new();

    /// <summary>Stands behind routing, because the page says what its query holds.</summary>
    public static Task RefuseUnreadable(HttpContext context, RequestDelegate next)
    {
        if (IsReadable(context)) return next(context);
        context.Response.StatusCode = Guards.IsApi(context) ? StatusCodes.Status400BadRequest : StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    /// <summary>What a page takes from its query, and as what.</summary>
    internal static IReadOnlyList<(string Name, Type Type)> Fields(Type page) => Known.GetOrAdd(page, static page =>
    [
        .. from property in page.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
           let query = property.GetCustomAttribute<SupplyParameterFromQueryAttribute>()
           where query is not null
           select (query.Name ?? property.Name, property.PropertyType),
    ]);

    private static bool IsReadable(HttpContext context)
    {
        var query = context.Request.Query;
        // PostgreSQL has no text with a NUL in it, so nothing is called so.
        if (query.Any(field => field.Value.Any(text => text?.Contains('\0', StringComparison.Ordinal) is true))) return false;
        return context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not { Type: var page }
            || Fields(page).All(field => query[field.Name] is not [{ } text, ..] || IsReadable(field.Type, text));
    }

    private static bool IsReadable(Type type, string text)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            if (text.Length is 0) return true;
            type = inner;
        }

        var invariant = CultureInfo.InvariantCulture;
        return type == typeof(string)
            || (type == typeof(Guid) ? Guid.TryParse(text, out _)
            : type == typeof(DateOnly) ? DateOnly.TryParse(text, invariant, out _)
            : type == typeof(int) ? int.TryParse(text, NumberStyles.Integer, invariant, out _)
            : type == typeof(long) ? long.TryParse(text, NumberStyles.Integer, invariant, out _)
            : type == typeof(bool) ? bool.TryParse(text, out _)
            : throw new NotSupportedException($"{type.Name} in a page's query: say here how it is read"));
    }
}
