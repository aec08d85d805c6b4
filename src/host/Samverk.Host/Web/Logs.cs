using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Samverk.Host;

/// <summary>What a node tells its operator: JSON lines, and traces and figures where somebody collects them. Never who did what.</summary>
internal static class Logs
{
    public static WebApplicationBuilder AddLogs(this WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddJsonConsole(json => json.UseUtcTimestamp = true);
        // The framework's own lines about requests carry addresses with their query: names that were searched, links that open things.
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("System", LogLevel.Warning).AddFilter("Npgsql", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        return builder;
    }

    public static WebApplicationBuilder AddTelemetry(this WebApplicationBuilder builder)
    {
        if (builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is not { Length: > 0 }) return builder;
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("samverk"))
            .WithTracing(traces => traces
                // The route, never the address: an address holds ids and what was searched.
                .AddAspNetCoreInstrumentation(web => web.EnrichWithHttpRequest = (activity, _) => activity.SetTag("url.query", null).SetTag("url.path", null))
                .AddSource("Npgsql")
                .AddOtlpExporter())
            .WithMetrics(figures => figures.AddMeter("Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Npgsql").AddOtlpExporter());
        return builder;
    }
}
