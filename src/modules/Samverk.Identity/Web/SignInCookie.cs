using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Samverk.Kernel;
using Samverk.Ui;

namespace Samverk.Identity;

/// <summary>The cookie names a visit and nothing else; the visit in the database says whether it still counts.</summary>
internal static class SignInCookie
{
    public const string Scheme = "samverk";

    private const string VisitClaim = "visit";

    /// <summary>HttpOnly, Lax, and never over an open line but to this same machine.</summary>
    public static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie = new LoopbackCookie { Name = "samverk-visit", HttpOnly = true, SameSite = SameSiteMode.Lax, IsEssential = true, Path = "/" };
        options.ExpireTimeSpan = TimeSpan.FromDays(14);
        options.SlidingExpiration = false;
    }

    public static async Task Give(HttpContext http, Id<Visit> visit, string? language = null)
    {
        await http.SignInAsync(Scheme, new ClaimsPrincipal(new ClaimsIdentity([new Claim(VisitClaim, visit.ToString())], Scheme)), new() { IsPersistent = true });
        if (language is not null && Preferences.LanguageOf(http.Request) is null) Preferences.Keep(http.Response, language, null);
    }

    public static Id<Visit>? VisitOf(ClaimsPrincipal? user) =>
        Id<Visit>.TryParse(user?.FindFirst(VisitClaim)?.Value, null, out var visit) ? visit : null;

    private sealed class LoopbackCookie : CookieBuilder
    {
        public override CookieOptions Build(HttpContext context, DateTimeOffset expiresFrom)
        {
            var options = base.Build(context, expiresFrom);
            options.Secure = context.Request.IsHttps || context.Connection.RemoteIpAddress is not { } address || !System.Net.IPAddress.IsLoopback(address);
            return options;
        }
    }
}
