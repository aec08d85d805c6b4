using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Samverk.Store;

namespace Samverk.Ui;

/// <summary>Parts, texts and the API's manners. The only wiring of this room.</summary>
public static class UiModule
{
    public static IServiceCollection AddUi(this IServiceCollection services) => services
        .AddSingleton<Texts>()
        .AddSingleton<Cooperative>()
        .AddSingleton<IStringLocalizerFactory>(all => all.GetRequiredService<Texts>())
        .AddTransient(typeof(IStringLocalizer<>), typeof(TextsOf<>))
        .AddScoped<CurrentActor>()
        .AddScoped<Actor>(request => request.GetRequiredService<CurrentActor>().Actor)
        .AddExceptionHandler<UnreadableRequest>()
        .ConfigureHttpJsonOptions(json => StoreJson.Apply(json.SerializerOptions))
        .Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true)
        .Configure<RequestLocalizationOptions>(Localize);

    /// <summary>The link's ?language=, then the person's own choice, then what the browser asks for; English when none is complete.</summary>
    private static void Localize(RequestLocalizationOptions options)
    {
        options.DefaultRequestCulture = new RequestCulture(Language.English.Culture);
        options.SupportedCultures = options.SupportedUICultures = [.. Language.All.Select(language => language.Culture)];
        options.ApplyCurrentCultureToResponseHeaders = true;
        options.RequestCultureProviders =
        [
            new CustomRequestCultureProvider(context => Chosen(context.Request.Query["language"])),
            new CustomRequestCultureProvider(context => Chosen(Preferences.LanguageOf(context.Request))),
            new CustomRequestCultureProvider(context => Chosen(context.Request.GetTypedHeaders().AcceptLanguage
                .OrderByDescending(one => one.Quality ?? 1)
                .Select(one => one.Value.Value?.Split('-')[0])
                .FirstOrDefault(code => Language.Of(code) is not null))),
        ];
    }

    private static Task<ProviderCultureResult?> Chosen(string? code) =>
        Task.FromResult(Language.Of(code) is { } language ? new ProviderCultureResult(language.Culture.Name) : null);
}
