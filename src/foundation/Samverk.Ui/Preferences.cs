using Microsoft.AspNetCore.Http;

namespace Samverk.Ui;

/// <summary>What a reader has chosen on this device: language, and light or dark. Two cookies without anything about the person.</summary>
public static class Preferences
{
    private const string LanguageCookie = "samverk-language", LookCookie = "samverk-look";

    public static string? LanguageOf(HttpRequest request) => Language.Of(request.Cookies[LanguageCookie])?.Code;

    /// <summary>"light", "dark", or null for what the device prefers.</summary>
    public static string? LookOf(HttpRequest request) => request.Cookies[LookCookie] is "light" or "dark" ? request.Cookies[LookCookie] : null;

    /// <summary>Keeps what was chosen for a year; any other look than "light" or "dark" is forgotten.</summary>
    public static void Keep(HttpResponse response, string? language, string? look)
    {
        if (Language.Of(language) is { } chosen) response.Cookies.Append(LanguageCookie, chosen.Code, Lasting(response));
        if (look is "light" or "dark") response.Cookies.Append(LookCookie, look, Lasting(response));
        else if (look is not null) response.Cookies.Delete(LookCookie);
    }

    private static CookieOptions Lasting(HttpResponse response) => new()
    {
        MaxAge = TimeSpan.FromDays(365), HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = response.HttpContext.Request.IsHttps, IsEssential = true,
    };
}
