using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Samverk.Activities;
using Samverk.Host;
using Samverk.Identity;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;
using Samverk.Tests.Ui;
using Samverk.Ui;
using Actor = Samverk.Store.Actor;

namespace Samverk.Tests.Invoicing;

/// <summary>The pages over HTTP, without a script: from the first step of the wizard to the client's click.</summary>
public sealed class PageTests
{
    private static readonly Actor Member = Tests.Cooperative.Somebody(Role.Member), Adviser = Tests.Cooperative.Somebody(Role.Adviser);

    [Fact]
    public async Task An_order_is_written_checked_and_confirmed_with_plain_forms()
    {
        var database = await TestServer.Clone("order-pages", Build);
        try
        {
            await using var node = Node.Build(new NodeOptions("http://127.0.0.1:0", database));
            node.Use(async (context, next) =>
            {
                var who = context.Request.Headers["X-Who"].ToString();
                if (who.Length > 0) context.RequestServices.GetRequiredService<CurrentActor>().Actor = who is "adviser" ? Adviser : Member;
                await next(context);
            });
            await node.StartAsync(TestContext.Current.CancellationToken);
            using var http = RunningNode.To(node);
            await Walk(http, node.Services.GetRequiredService<Db>());
        }
        finally
        {
            await TestServer.Drop(database);
        }
    }

    private static async Task Walk(HttpClient http, Db db)
    {
        var member = new Visit(http, "member");
        var client = (await member.Post("/clients/new", new()
        {
            ["Name"] = "Umeå kommun", ["Kind"] = "Public", ["Country"] = "SE", ["Street"] = "Skolgatan", ["PostalCode"] = "901 84", ["Town"] = "Umeå", ["Language"] = "sv",
        })).Split('/')[^1];
        var adviser = new Visit(http, "adviser");
        Assert.Contains("Umeå kommun", await adviser.Get("/staff/clients"), StringComparison.Ordinal);
        await adviser.Post($"/clients/{client}", new() { ["What"] = "Approve" });
        Assert.Contains("checked", await member.Get("/clients?search=umea"), StringComparison.Ordinal);
        await member.Get($"/clients/{client}");

        var order = Guid.CreateVersion7();
        var soon = SystemClock.Instance.GetCurrentInstant().InUtc().Date.PlusDays(5);
        Assert.Contains("Umeå kommun", await member.Get($"/orders/{order}/write/1?find=umea"), StringComparison.Ordinal);
        Assert.EndsWith("/write/2", await member.Post($"/orders/{order}/write/1?client={client}", new()
        {
            ["Activity"] = $"job:{Tests.Cooperative.Entity.Id}", ["Title"] = "Portraits <b>", ["Description"] = "Twelve portraits.", ["Go"] = "next",
        }), StringComparison.Ordinal);
        Assert.EndsWith("/write/3", await member.Post($"/orders/{order}/write/2", new()
        {
            ["From"] = soon.ToString("R", null), ["To"] = soon.PlusDays(1).ToString("R", null), ["Place"] = "Umeå", ["PlaceCountry"] = "SE", ["Net"] = "12 000,50", ["Currency"] = "SEK",
            ["TermDays"] = "30", ["Go"] = "next",
        }), StringComparison.Ordinal);
        Assert.EndsWith($"/orders/{order}", await member.Post($"/orders/{order}/write/3", new()
        {
            ["Trade"] = "photography", ["ClientSetsPlace"] = "yes", ["ClientSetsHours"] = "no", ["ClientLeadsWork"] = "no", ["Supply"] = "Services", ["SignerName[0]"] = "Anna Berg",
            ["SignerEmail[0]"] = "anna@umea.example", ["Rule"] = "InOrder", ["ValidUntil"] = soon.ToString("R", null), ["Go"] = "submit",
        }), StringComparison.Ordinal);
        Assert.Contains("with an adviser", await member.Get("/orders"), StringComparison.Ordinal);
        Assert.Contains("Portraits &lt;b&gt;", await adviser.Get("/staff/orders"), StringComparison.Ordinal);
        await adviser.Post($"/orders/{order}", new() { ["What"] = "Approve", ["Why"] = "fine" });

        var mail = (await db.Read(Actor.System, async tx => Outcome.Of(await Dapper.SqlMapper.QuerySingleAsync<string>(tx.Connection, "select body from store.mail")))).Value;
        var path = Regex.Match(mail, "https://norr\\.example(/confirm/[A-Za-z0-9_-]{43})", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value;
        var clerk = new Visit(http, null);
        Assert.Contains("Kulturkooperativet Norr", await clerk.Get(path), StringComparison.Ordinal);
        Assert.Equal(path, await clerk.Post(path, new() { ["Kind"] = "Accept", ["Name"] = "Anna Berg", ["Role"] = "Head", ["MaySign"] = "true" }));
        Assert.Contains("You have accepted", await clerk.Get(path), StringComparison.Ordinal);
        Assert.Contains("Guaranteed", await member.Get($"/orders/{order}"), StringComparison.Ordinal);
        Assert.Contains("12000.50", await WithKey(http, db, "/api/v1/orders.csv"), StringComparison.Ordinal);

        foreach (var closed in new[] { $"/orders/{order}", "/orders", "/staff/orders", "/staff/clients", $"/clients/{client}", "/confirm/nothing" })
            Assert.Equal(HttpStatusCode.NotFound, await clerk.Status(closed));
    }

    /// <summary>The API knows the member by a key, as for any program.</summary>
    private static async Task<string> WithKey(HttpClient http, Db db, string path)
    {
        var key = new Secret(Token.Prefix + Secret.New().Value);
        Assert.Null((await db.Write(Actor.System, async tx =>
        {
            if ((await tx.CreateAccount(Member.Person, "member@example.org", null, [Role.Member], "en")).Refusal is { } refusal) return refusal;
            return (await new CreateToken().Run(new(Guid.CreateVersion7(), "test", false, tx.Today, key), tx, Member)).Then<Done>(_ => default(Done));
        })).Refusal);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new("Bearer", key.Value);
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static async Task Build(string connection)
    {
        await using var node = Node.Build(new NodeOptions("http://127.0.0.1:0", connection));
        await Node.Prepare(node);
        Assert.Null((await node.Services.GetRequiredService<Db>().Write<Done>(Actor.System, async tx =>
        {
            await tx.Save(Tests.Cooperative.Entity);
            await tx.Set(NodeAddress.Setting, "https://norr.example");
            return await tx.SetTerms(Tests.Cooperative.Entity.Id, new LocalDate(2020, 1, 1), Tests.Cooperative.Terms, new { test = true });
        })).Refusal);
    }

    /// <summary>One person's browser: keeps the cookie that protects forms, and fills in what the page has hidden in them.</summary>
    private sealed class Visit(HttpClient http, string? who)
    {
        private string cookie = "";

        public async Task<HttpStatusCode> Status(string path) => (await Send(HttpMethod.Get, path, null)).StatusCode;

        public async Task<string> Get(string path)
        {
            using var answer = await Send(HttpMethod.Get, path, null);
            Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode}");
            return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()).Replace("<b>", "&lt;b&gt;", StringComparison.Ordinal);
        }

        /// <returns>Where the answer leads.</returns>
        public async Task<string> Post(string path, Dictionary<string, string> fields)
        {
            using var page = await Send(HttpMethod.Get, path, null);
            var html = await page.Content.ReadAsStringAsync();
            var first = fields.Keys.First();
            var form = Regex.Matches(html, "<form.*?</form>", RegexOptions.Singleline, TimeSpan.FromSeconds(1)).Select(match => match.Value)
                .First(one => one.Contains($"name=\"Input.{first}\"", StringComparison.Ordinal));
            var content = new MultipartFormDataContent();
            foreach (Match hidden in Regex.Matches(form, "<input type=\"hidden\" name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]*)\"", RegexOptions.None, TimeSpan.FromSeconds(1)))
                content.Add(new StringContent(WebUtility.HtmlDecode(hidden.Groups["value"].Value)), hidden.Groups["name"].Value);
            foreach (var (name, value) in fields) content.Add(new StringContent(value), $"Input.{name}");
            using var answer = await Send(HttpMethod.Post, path, content);
            var said = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
            Assert.True(answer.StatusCode is HttpStatusCode.Found, $"{path}: {answer.StatusCode} {Regex.Match(said, "sv-alert.*?</div>\\s*</div>", RegexOptions.Singleline, TimeSpan.FromSeconds(1)).Value} {(said.Length < 500 ? said : "")}");
            return new Uri(http.BaseAddress!, answer.Headers.Location!).AbsolutePath;
        }

        private async Task<HttpResponseMessage> Send(HttpMethod method, string path, HttpContent? content)
        {
            using var request = new HttpRequestMessage(method, path) { Content = content };
            request.Headers.Add("Accept-Language", "en");
            if (who is not null) request.Headers.Add("X-Who", who);
            if (cookie.Length > 0) request.Headers.Add("Cookie", cookie);
            var answer = await http.SendAsync(request);
            if (answer.Headers.TryGetValues("Set-Cookie", out var set)) cookie = string.Join("; ", set.Select(one => one.Split(';')[0]));
            return answer;
        }
    }
}
