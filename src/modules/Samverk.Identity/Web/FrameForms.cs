using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Samverk.Store;

namespace Samverk.Identity;

/// <summary>Two buttons that every page has around it. Plain forms with an antiforgery token, so that they work without a script.</summary>
internal static class FrameForms
{
    public static void Map(IEndpointRouteBuilder pages)
    {
        pages.MapPost("/sign-out", Leave).ExcludeFromDescription();
        pages.MapPost("/act-as/end", Stop).ExcludeFromDescription();
    }

    private static async Task<IResult> Leave(HttpContext http, Door door, Actor actor, [FromForm] Guid request)
    {
        if (SignInCookie.VisitOf(http.User) is { } visit) await door.Run(new SignOut.Command(request, visit), actor);
        await http.SignOutAsync(SignInCookie.Scheme);
        return Results.LocalRedirect("/");
    }

    private static async Task<IResult> Stop(HttpContext http, Door door, Actor actor, [FromForm] Guid request)
    {
        if (SignInCookie.VisitOf(http.User) is { } visit) await door.Run(new EndActing.Command(request, visit), actor);
        return Results.LocalRedirect("/");
    }
}
