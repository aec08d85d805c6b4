using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Samverk.Identity;
using Samverk.Kernel;
using Samverk.Ui;

namespace Samverk.Host;

/// <summary>What every request passes before anything is decided, in this order.</summary>
internal static class Guards
{
    private const string Policy =
        "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private const string FilePolicy = "default-src 'none'; sandbox; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void UseGuards(this WebApplication app)
    {
        app.UseForwardedHeaders();
        if (!app.Environment.IsDevelopment()) app.UseHsts();
        app.Use(Headers);
        // Compressed only where nobody can listen in between: over TLS, compressing a page with secrets lets its length tell about them (BREACH).
        // Style sheets and pictures were compressed when they were built, and are served so everywhere.
        app.UseResponseCompression();
        app.UseRequestLocalization();
        app.UseWhen(IsApi, api =>
        {
            api.UseExceptionHandler();
            api.UseStatusCodePages(async status =>
                await ApiProblem.Of(Refused(status.HttpContext.Response.StatusCode), status.HttpContext.Response.StatusCode).ExecuteAsync(status.HttpContext));
        });
        app.UseWhen(context => !IsApi(context), pages =>
        {
            pages.UseExceptionHandler(new ExceptionHandlerOptions
            {
                ExceptionHandlingPath = "/error", CreateScopeForErrors = true,
                StatusCodeSelector = exception => exception is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError,
            });
            pages.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
            pages.Use(AskOnlyForThePage);
        });
        app.UseRouting();
        app.Use(PageQuery.RefuseUnreadable);
        app.UseWhoAsks();
        app.UseAntiforgery();
    }

    internal static bool IsApi(HttpContext context) => context.Request.Path.StartsWithSegments("/api/v1", StringComparison.OrdinalIgnoreCase);

    /// <summary>When a form broke, the page that says so is asked for like any page: not as that form once more.</summary>
    private static Task AskOnlyForThePage(HttpContext context, RequestDelegate next)
    {
        if (context.Features.Get<IExceptionHandlerFeature>() is not null || context.Features.Get<IStatusCodeReExecuteFeature>() is not null)
        {
            context.Request.Method = HttpMethods.Get;
            context.Request.ContentType = null;
            context.Features.Set<IFormFeature>(null);
            context.Features.Set<IAntiforgeryValidationFeature>(null);
        }

        return next(context);
    }

    private static Refusal Refused(int status) => status switch
    {
        StatusCodes.Status404NotFound => Refusal.Unknown,
        StatusCodes.Status401Unauthorized => new Refusal("sign-in-needed"),
        StatusCodes.Status429TooManyRequests => new Refusal("too-many-requests"),
        _ => new Refusal("invalid-input"),
    };

    private static Task Headers(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            // A file is for keeping: whoever opens it in a browser all the same gets neither scripts nor this node's cookies with it.
            if (headers.ContentDisposition.Count > 0) headers.ContentSecurityPolicy = FilePolicy;
            if (headers.ContentSecurityPolicy.Count is 0) headers.ContentSecurityPolicy = Policy;
            headers.XContentTypeOptions = "nosniff";
            headers.XFrameOptions = "DENY";
            if (headers["Referrer-Policy"].Count is 0) headers["Referrer-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(self), geolocation=(), microphone=()";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            // What a page shows belongs to one person; files with a fingerprint in their name say otherwise themselves.
            if (headers.CacheControl.Count is 0) headers.CacheControl = "no-store";
            return Task.CompletedTask;
        });
        return next(context);
    }
}
