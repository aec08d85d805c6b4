using Samverk.Identity;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Host;

/// <summary>Where a node listens and which database it works on.</summary>
/// <param name="Urls">Several with a semicolon between them.</param>
/// <param name="Database">Npgsql connection text.</param>
internal sealed record NodeOptions(string Urls, string Database)
{
    /// <summary>"Production" unless the process says otherwise.</summary>
    public string? Environment { get; init; }

    /// <summary>Settings that go before those of the process: "--NAME=value".</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];
}

/// <summary>One node, ready to run: services in, the way of a request out.</summary>
internal static class Node
{
    /// <summary>Modules with a part of the database, in the order in which they build on each other.</summary>
    internal static IReadOnlyList<Room> Rooms { get; } =
        [.. new ServiceCollection().AddStore("").AddModules().Select(service => service.ImplementationInstance).OfType<Room>()];

    public static WebApplication Build(NodeOptions options)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(Node).Assembly.GetName().Name, ContentRootPath = AppContext.BaseDirectory, EnvironmentName = options.Environment,
            Args = [.. options.Settings],
        });
        // Also outside Development: a node that was built and not published finds its files where they were built.
        builder.WebHost.UseStaticWebAssets().UseUrls(options.Urls);
        if (!builder.Environment.IsDevelopment())
        {
            // Such a node serves them as a published one does: compressed when they were built, and kept by browsers for good.
            builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
            builder.Configuration["EnableStaticAssetsDevelopmentCaching"] = "true";
        }

        builder.AddLogs().AddTelemetry().AddLimits().AddProxies();
        builder.Services
            .AddStore(options.Database)
            .AddUi()
            .AddApi()
            .AddPages()
            .AddModules()
            .AddHostedService<Rest>();

        var app = builder.Build();
        app.UseGuards();
        app.MapPages();
        app.MapApi().MapModules();
        app.MapHealth();
        return app;
    }

    /// <summary>Where somebody at this machine reaches a node that listens there.</summary>
    public static Uri Here(string urls) =>
        new(urls.Split(';')[0].Replace("://+", "://127.0.0.1", StringComparison.Ordinal).Replace("://*", "://127.0.0.1", StringComparison.Ordinal)
            .Replace("://0.0.0.0", "://127.0.0.1", StringComparison.Ordinal).Replace("://[::]", "://127.0.0.1", StringComparison.Ordinal));

    /// <summary>The database has this program's form, and knows who listens to what, before the first request is taken.</summary>
    public static async Task Prepare(WebApplication node)
    {
        var db = node.Services.GetRequiredService<Db>();
        await Migrations.Run(db.Source, [.. node.Services.GetServices<Room>()]);
        await node.Services.GetRequiredService<Subscriptions>().Write(db);
        if (node.Configuration[WageParameters.Setting] is { Length: > 0 } folder) await WageParameters.Load(db, node.Logger, folder);
    }
}
