using System.Net;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.HttpOverrides;

namespace Samverk.Host;

/// <summary>How much a request may ask for, and whose word about the sender is believed.</summary>
internal static class Limits
{
    /// <summary>A photographed receipt fits; nothing that anybody sends needs more.</summary>
    private const int MaxBody = 12 * 1024 * 1024;

    public static WebApplicationBuilder AddLimits(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBody;
            kestrel.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        });
        builder.Services.Configure<FormOptions>(form =>
        {
            form.MultipartBodyLengthLimit = MaxBody;
            form.ValueCountLimit = 1024;
            form.ValueLengthLimit = 256 * 1024;
        });
        return builder;
    }

    /// <summary>
    /// SAMVERK_PROXIES names the proxies in front: addresses or networks, with commas. Without it, X-Forwarded-* is ignored, because
    /// anybody can write that header.
    /// </summary>
    public static WebApplicationBuilder AddProxies(this WebApplicationBuilder builder)
    {
        var proxies = (builder.Configuration["SAMVERK_PROXIES"] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        builder.Services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            forwarded.ForwardedHeaders = proxies is [] ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            foreach (var proxy in proxies)
                if (proxy.Contains('/', StringComparison.Ordinal)) forwarded.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
                else forwarded.KnownProxies.Add(IPAddress.Parse(proxy));
        });
        return builder;
    }
}
