using Dapper;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Samverk.Browser;
using Samverk.Host;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Tests;

[assembly: AssemblyFixture(typeof(Browser))]

namespace Samverk.Browser;

/// <summary>Debian's Chromium and a node on a free port, for all tests of this project.</summary>
public sealed class Browser : IAsyncLifetime
{
    // The machine is closed to the outside: what Chromium would look up by itself only costs time.
    private static readonly string[] Flags =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    private IPlaywright? playwright;
    private IBrowser? chromium;
    private WebApplication? node;
    private string? database;

    private WebApplication? demo;
    private string? demoDatabase;

    private static string AddressOf(WebApplication node) => node.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    /// <summary>A page as a person sees it: size of the screen, language, and light or dark.</summary>
    public Task<IPage> Open(string path, bool phone, string language, bool dark = false) => Open(node, path, phone, language, dark);

    /// <summary>A page of the demo cooperative.</summary>
    public Task<IPage> OpenDemo(string path, bool phone, string language) => Open(demo, path, phone, language, dark: false);

    /// <summary>A page of a node that a test has started for itself.</summary>
    internal Task<IPage> OpenAt(WebApplication own, string path, bool phone, string language) => Open(own, path, phone, language, dark: false);

    /// <summary>One value from the demo's database: what no page shows, such as a mail that waits to be sent.</summary>
    public async Task<T> AskDemo<T>(string sql, object parameters)
    {
        await using var connection = await demo!.Services.GetRequiredService<Db>().Source.OpenConnectionAsync();
        return (await connection.QuerySingleAsync<T>(sql, parameters))!;
    }

    private async Task<IPage> Open(WebApplication? of, string path, bool phone, string language, bool dark)
    {
        if (chromium is null) Assert.Skip("needs Chromium on the PATH (./test installs it as root)");
        var context = await chromium.NewContextAsync(new()
        {
            BaseURL = AddressOf(of!), Locale = language, ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light, JavaScriptEnabled = true,
            ViewportSize = phone ? new() { Width = 390, Height = 844 } : new() { Width = 1360, Height = 900 },
        });
        var page = await context.NewPageAsync();
        var answer = await page.GotoAsync(path);
        Assert.True(answer!.Ok, $"{path} answered {answer.Status}");
        return page;
    }

    /// <summary>WCAG 2.2 AA as far as a machine can tell.</summary>
    public static async Task IsAccessible(IPage page)
    {
        var found = await page.RunAxe(new AxeRunOptions { RunOnly = RunOnlyOptions.Tags("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa") });
        Assert.True(found.Violations.Length is 0, string.Join('\n', found.Violations.Select(one => $"{one.Id}: {one.Help} at {string.Join(" | ", one.Nodes.Take(3).Select(node => node.Html))}")));
    }

    /// <summary>Nothing hangs over the edge of the screen, and no table has a scroll bar of its own for its height.</summary>
    public static async Task FitsTheScreen(IPage page)
    {
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), $"{page.Url} is wider than the screen");
        Assert.True(
            await page.EvaluateAsync<bool>("[...document.querySelectorAll('.sv-table-frame')].every(frame => frame.scrollHeight <= frame.clientHeight)"), $"a table of {page.Url} scrolls up and down");
    }

    public async ValueTask InitializeAsync()
    {
        if (Chromium() is not { } program) return;
        database = await TestServer.Clone("node", async empty =>
        {
            await using var first = Node.Build(new NodeOptions("http://127.0.0.1:0", empty) { Environment = "Development" });
            await Node.Prepare(first);
        });
        node = Node.Build(new NodeOptions("http://127.0.0.1:0", database) { Environment = "Development" });
        await node.StartAsync();
        demoDatabase = await TestServer.Clone("demo", DemoCooperative.Make);
        demo = Node.Build(new NodeOptions("http://127.0.0.1:0", demoDatabase));
        await demo.StartAsync();
        // A passkey belongs to a name, never to a number: the demo is known as localhost.
        var known = new UriBuilder(AddressOf(demo)) { Host = "localhost" }.Uri;
        await demo.Services.GetRequiredService<Db>().Write<Done>(Actor.System, async tx =>
        {
            await tx.SetAddress(known);
            return default(Done);
        });
        playwright = await Playwright.CreateAsync();
        chromium = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = Flags });
    }

    public async ValueTask DisposeAsync()
    {
        if (chromium is not null) await chromium.DisposeAsync();
        playwright?.Dispose();
        if (node is not null) await node.DisposeAsync();
        if (demo is not null) await demo.DisposeAsync();
        if (demoDatabase is not null) await TestServer.Drop(demoDatabase);
        if (database is not null) await TestServer.Drop(database);
    }

    private static string? Chromium() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => (string[])[Path.Combine(folder, "chromium"), Path.Combine(folder, "chromium-browser")])
        .FirstOrDefault(File.Exists);
}
