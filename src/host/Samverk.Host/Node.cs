using NodaTime;
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
}

/// <summary>One node, ready to run: services in, the way of a request out.</summary>
internal static class Node
{
    /// <summary>Modules with a part of the database, in the order in which they build on each other.</summary>
    internal static readonly IReadOnlyList<Room> Rooms =
    [
        new("store", typeof(Db).Assembly), new("ledger", typeof(Ledger.Entry).Assembly), new("activities", typeof(Activities.Activity).Assembly),
        new("guarantee", typeof(Guarantee.FundVerbs).Assembly), new("invoicing", typeof(Invoicing.Invoice).Assembly),
    ];

    public static WebApplication Build(NodeOptions options)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(Node).Assembly.GetName().Name, ContentRootPath = AppContext.BaseDirectory, EnvironmentName = options.Environment,
        });
        // Also outside Development: a node that was built and not published finds its files where they were built.
        builder.WebHost.UseStaticWebAssets().UseUrls(options.Urls);
        builder.AddLogs().AddTelemetry().AddLimits().AddProxies();
        builder.Services
            .AddSingleton(_ => new Db(options.Database, SystemClock.Instance))
            .AddScoped<Door>()
            .AddSingleton(new Cooperative(builder.Configuration["SAMVERK_COOPERATIVE"] ?? "Samverk"))
            .AddUi()
            .AddApi()
            .AddPages();

        var app = builder.Build();
        app.UseGuards();
        app.MapPages();
        app.MapApi();
        app.MapHealth();
        return app;
    }
}
