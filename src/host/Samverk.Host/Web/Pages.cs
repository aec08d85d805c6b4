using System.Reflection;
using Microsoft.AspNetCore.Mvc;
using Samverk.Identity;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Host;

/// <summary>Pages for people: rendered here, whole, without a script.</summary>
internal static class Pages
{
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddResponseCompression();
        services.AddRazorComponents();
        services.AddExceptionHandler<TraceNumber>();
        services.AddAntiforgery(forms =>
        {
            forms.Cookie.Name = "samverk-form";
            forms.SuppressXFrameOptionsHeader = true;
        });
        return services;
    }

    public static void MapPages(this WebApplication app)
    {
        app.MapStaticAssets();
        app.MapRazorComponents<App>().AddAdditionalAssemblies([.. Modules.WithPages]);
        app.MapIdentityForms();
        app.MapPost("/preferences", Choose).ExcludeFromDescription();
    }

    private static IResult Choose(HttpResponse response, [FromForm] string? language, [FromForm] string? look, [FromForm] string? back)
    {
        Preferences.Keep(response, language, look);
        // Only within this node: a form from elsewhere must not lead people elsewhere.
        return Results.LocalRedirect(back is ['/', not ('/' or '\\'), ..] ? back : "/");
    }
}
