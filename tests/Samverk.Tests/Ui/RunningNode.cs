using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Samverk.Host;

namespace Samverk.Tests.Ui;

/// <summary>A node on a free port, with an empty database of its own.</summary>
public sealed class RunningNode : IAsyncLifetime
{
    private WebApplication? node;
    private string? database;

    /// <summary>Follows no redirects and keeps no cookies.</summary>
    public HttpClient Client { get; private set; } = default!;

    public T Get<T>() where T : notnull => node!.Services.GetRequiredService<T>();

    public async ValueTask InitializeAsync()
    {
        database = await TestServer.Clone("node", async empty =>
        {
            await using var first = Node.Build(new NodeOptions("http://127.0.0.1:0", empty));
            await Node.Prepare(first);
        });
        // A test is its own proxy: with X-Forwarded-For it comes from any address that it likes.
        node = Node.Build(new NodeOptions("http://127.0.0.1:0", database) { Settings = ["--SAMVERK_PROXIES=127.0.0.1"] });
        await node.StartAsync();
        Client = To(node);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (node is not null) await node.DisposeAsync();
        if (database is not null) await TestServer.Drop(database);
    }

    /// <summary>Speaks to a node that has started.</summary>
    internal static HttpClient To(WebApplication node) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.None })
        {
            BaseAddress = new Uri(node.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()),
        };
}
