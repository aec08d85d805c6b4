using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Identity;

/// <summary>
/// Finds out who asks, before anything is decided. Pages take the cookie of a visit. The API takes a personal key; a cookie only to read,
/// because another site could make a browser send it with a command.
/// </summary>
internal sealed class WhoAsks(RequestDelegate next)
{
    private const string Bearer = "Bearer ";

    public async Task InvokeAsync(HttpContext http, Db db, CurrentActor current)
    {
        if (await Refuse(http, db, current) is { } refusal)
            await ApiProblem.Of(refusal, refusal.Code is "token-reads-only" ? StatusCodes.Status403Forbidden : ApiProblem.Status(refusal)).ExecuteAsync(http);
        else await next(http);
    }

    private static async Task<Refusal?> Refuse(HttpContext http, Db db, CurrentActor current)
    {
        var (api, reads) = (http.Request.Path.StartsWithSegments("/api/v1", StringComparison.OrdinalIgnoreCase), HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method));
        if (api && http.Request.Headers.Authorization.ToString() is { Length: > 0 } header)
        {
            if (await ByToken(header, db, current) is not { } holder) return new("sign-in-needed");
            if (!holder.MayWrite && !reads) return new("token-reads-only");
        }
        else if (!api || reads) await ByCookie(http, db, current);

        // Known before the body is read, so that a stranger learns nothing about the form of commands either.
        return api && http.GetEndpoint()?.Metadata.GetMetadata<Access>() is { } access && IsStranger(current.Actor) && !access.Ways.Any(way => way.Role is Role.Visitor)
            ? new("sign-in-needed")
            : null;
    }

    private static bool IsStranger(Actor actor) => actor.Roles.Contains(Role.Visitor);

    private static async Task ByCookie(HttpContext http, Db db, CurrentActor current)
    {
        // A cookie whose visit has ended is nobody's, also to the form tokens.
        http.User = new();
        var ticket = await http.AuthenticateAsync(SignInCookie.Scheme);
        if (SignInCookie.VisitOf(ticket.Principal) is not { } visit) return;
        var found = await db.FindVisitor(visit);
        if (found is null) return;
        http.User = ticket.Principal!;
        (current.Actor, current.Name) = (found.Actor, found.Shown);
    }

    private static async Task<TokenHolder?> ByToken(string header, Db db, CurrentActor current)
    {
        if (!header.StartsWith(Bearer + Token.Prefix, StringComparison.Ordinal)) return null;
        var secret = new Secret(header[Bearer.Length..]);
        if ((await db.Read(Actor.System, async tx => Outcome.Of(await tx.FindHolder(secret)))).Value is not { } holder) return null;
        if (!holder.SeenToday) await db.Write<Done>(Actor.System, async tx =>
        {
            await tx.SeeToken(holder.Token);
            return default(Done);
        });
        (current.Actor, current.Name) = (new Actor(holder.Person, holder.Roles), holder.Shown);
        return holder;
    }
}
