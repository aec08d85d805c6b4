using System.Net;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;
using Samverk.Host;
using Samverk.Identity;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Tests.Ui;
using Actor = Samverk.Store.Actor;

namespace Samverk.Tests.Host;

/// <summary>Two nodes on one database behind a proxy that gives them requests in turn: nobody notices that there are two.</summary>
public sealed class TwoInstancesTests
{
    private const string Email = "anna@example.org", Password = "four words in a row";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Both_migrate_at_once_and_each_file_runs_once()
    {
        await using var pair = await Pair.Start();
        Assert.True(await pair.Ask<bool>("select count(*) > 10 and count(*) = count(distinct (room, file)) from store.migration"));
    }

    [Fact]
    public async Task Who_signs_in_at_one_goes_on_at_the_other_with_the_same_form()
    {
        await using var pair = await Pair.Start();
        await pair.Account(Email, Role.Member);
        var anna = new Guest(pair.Proxy);
        // The form comes from one instance and is sent to the other: the token in it is read there.
        var entered = await anna.SignIn(Email, Password);
        Assert.Equal(HttpStatusCode.Found, entered.Status);
        for (var turn = 0; turn < 4; turn++) Assert.Equal(HttpStatusCode.OK, (await anna.Get("/security")).Status);
        Assert.Equal((2, 2), pair.LastFour);

        var key = await anna.Post("/security/keys", "token", ("Input.Name", "report"), ("Input.EndsOn", $"{SystemClock.Instance.GetCurrentInstant().InUtc().Date.PlusDays(2):R}"));
        Assert.Contains("shown only once", key.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, (await anna.Post("/security", "/sign-out")).Status);
        for (var turn = 0; turn < 2; turn++) Assert.NotEqual(HttpStatusCode.OK, (await anna.Get("/security")).Status);
    }

    [Fact]
    public async Task Tries_are_counted_together()
    {
        await using var pair = await Pair.Start();
        await pair.Account(Email, Role.Member);
        var stranger = new Guest(pair.Proxy);
        for (var tries = 0; tries < 10; tries++) Assert.Equal(HttpStatusCode.OK, (await stranger.SignIn(Email, "wrong words in a row")).Status);
        foreach (var _ in (int[])[1, 2])
        {
            var stopped = await stranger.SignIn(Email, Password);
            Assert.Equal(HttpStatusCode.TooManyRequests, stopped.Status);
            Assert.InRange(stopped.Answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 30 * 60);
        }
    }

    [Fact]
    public async Task Mails_leave_once_and_a_step_of_the_clock_is_seen_by_both_and_lived_once()
    {
        await using var inbox = new SmtpInbox();
        await using var pair = await Pair.Start($"--Samverk:Mail:Host=127.0.0.1", $"--Samverk:Mail:Port={inbox.Port}", "--Samverk:Mail:Security=None", "--Samverk:Mail:From=office@norr.example");
        Assert.Null((await pair.First.Write<Done>(Actor.System, async tx =>
        {
            for (var number = 0; number < 30; number++)
                if ((await tx.QueueMail(new Mail(Id<Mail>.New(), $"m{number}@example.org", "Hello", "Hello.\n"))).Refusal is { } refusal) return refusal;
            return default(Done);
        })).Refusal);
        await Until(async () => await pair.Ask<bool>("select count(*) = 30 from store.mail where sent_at is not null"));
        Assert.Equal(30, inbox.Received.Count);

        await Until(async () => await pair.Ask<bool>("select exists (select from store.recurrence)"));
        var before = (await pair.Second.Read(Actor.System, tx => Task.FromResult(Outcome.Of(tx.Today)))).Value;
        Assert.Null((await pair.First.Write(Actor.System, tx => tx.StepClock(Duration.FromDays(2)))).Refusal);
        Assert.Equal(before.PlusDays(2), (await pair.Second.Read(Actor.System, tx => Task.FromResult(Outcome.Of(tx.Today)))).Value);
        await Until(async () => await pair.Ask<bool>(
            "select (select count(*) from store.recurrence) = (select count(*) from store.recurring where date = @today)", new { today = before.PlusDays(2) }));
        Assert.Equal(0, await pair.Ask<int>("select count(*)::int from store.recurrence where attempts > 0"));
        Assert.Equal(0, await pair.Ask<int>("select count(*)::int from store.job where attempts > 0"));
    }

    [Fact]
    public async Task The_proxy_is_believed_about_the_sender_and_nobody_else_is()
    {
        await using var pair = await Pair.Start();
        await pair.Account(Email, Role.Member);
        // What the sender writes into the header itself stands before what the proxy adds.
        var anna = new Guest(pair.Proxy) { Headers = { ["X-Test-Address"] = "203.0.113.7", ["X-Forwarded-For"] = "198.51.100.9" } };
        var entered = await anna.SignIn(Email, Password);
        Assert.Equal(HttpStatusCode.Found, entered.Status);
        Assert.DoesNotContain("127.0.0.1", entered.Answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Contains(entered.Answer.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("samverk-visit=", StringComparison.Ordinal)
            && cookie.Contains("secure", StringComparison.OrdinalIgnoreCase) && cookie.Contains("httponly", StringComparison.OrdinalIgnoreCase) && cookie.Contains("samesite=lax", StringComparison.OrdinalIgnoreCase));
        Assert.True(entered.Answer.Headers.Contains("Strict-Transport-Security"));
        Assert.Equal("203.0.113.x", await pair.Ask<string>("select network from identity.sign_in"));

        Assert.Equal(HttpStatusCode.Found, (await new Guest(pair.Proxy).Post("/forgot", "forgot", ("Input.Email", Email))).Status);
        var mail = await pair.Ask<string>("select body from store.mail");
        Assert.Contains("https://coop.example/reset?key=", mail, StringComparison.Ordinal);

        // A node that was told of no proxy takes the word of nobody.
        await using var alone = Node.Build(new NodeOptions("http://127.0.0.1:0", pair.Connection));
        await alone.StartAsync(Cancel);
        using var http = RunningNode.To(alone);
        var liar = new Guest(http) { Headers = { ["X-Forwarded-For"] = "203.0.113.8", ["X-Forwarded-Host"] = "evil.example", ["X-Forwarded-Proto"] = "https" } };
        Assert.Equal(HttpStatusCode.Found, (await liar.SignIn(Email, Password)).Status);
        Assert.Equal("127.0.0.x", await pair.Ask<string>("select network from identity.sign_in order by at desc limit 1"));
        await alone.StopAsync(Cancel);
    }

    private static async Task Until(Func<Task<bool>> done)
    {
        for (var tries = 0; tries < 300; tries++, await Task.Delay(100, Cancel))
            if (await done()) return;
        Assert.Fail("it did not happen within 30 s");
    }

    private sealed class Pair : IAsyncDisposable
    {
        private readonly List<WebApplication> nodes = [];
        private readonly List<int> turns = [];
        private WebApplication? proxy;
        private int turn;

        private Pair(string connection) => Connection = connection;

        public string Connection { get; }

        public HttpClient Proxy { get; private set; } = default!;

        public Db First => nodes[0].Services.GetRequiredService<Db>();

        public Db Second => nodes[1].Services.GetRequiredService<Db>();

        /// <summary>How many of the last four requests went to each.</summary>
        public (int, int) LastFour => (turns[^4..].Count(one => one is 0), turns[^4..].Count(one => one is 1));

        public static async Task<Pair> Start(params string[] settings)
        {
            var pair = new Pair(await TestServer.Clone("empty", _ => Task.CompletedTask));
            foreach (var _ in (int[])[1, 2])
                pair.nodes.Add(Node.Build(new NodeOptions("http://127.0.0.1:0", pair.Connection) { Settings = [.. settings, "--SAMVERK_PROXIES=127.0.0.1", "--SAMVERK_ADDRESS=https://coop.example"] }));
            await Task.WhenAll(pair.nodes.Select(Node.Prepare));
            await Task.WhenAll(pair.nodes.Select(node => node.StartAsync(Cancel)));
            await pair.StartProxy();
            return pair;
        }

        public async Task Account(string email, params Role[] roles) =>
            Assert.Null((await First.Write(Actor.System, tx => tx.CreateAccount(Id<Person>.New(), email, Password, roles, "en"))).Refusal);

        public async Task<T> Ask<T>(string sql, object? parameters = null)
        {
            await using var connection = await First.Source.OpenConnectionAsync(Cancel);
            return await connection.QuerySingleAsync<T>(sql, parameters);
        }

        public async ValueTask DisposeAsync()
        {
            Proxy.Dispose();
            await proxy!.DisposeAsync();
            foreach (var node in nodes)
            {
                await node.StopAsync();
                await node.DisposeAsync();
            }

            await TestServer.Drop(Connection);
        }

        private async Task StartProxy()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            proxy = builder.Build();
            var behind = nodes.Select(RunningNode.To).ToArray();
            proxy.Run(async context =>
            {
                var which = Interlocked.Increment(ref turn) % behind.Length;
                lock (turns) turns.Add(which);
                await Forward(context, behind[which]);
            });
            await proxy.StartAsync(Cancel);
            Proxy = RunningNode.To(proxy);
        }

        /// <summary>What a proxy does: passes everything on, and adds who asked, how, and for which host.</summary>
        private static async Task Forward(HttpContext context, HttpClient to)
        {
            using var asked = new HttpRequestMessage(new HttpMethod(context.Request.Method), context.Request.Path + context.Request.QueryString);
            if (context.Request.ContentLength > 0) asked.Content = new StreamContent(context.Request.Body);
            foreach (var (name, value) in context.Request.Headers.Where(header => header.Key is not ("Host" or "Connection")))
                if (!asked.Headers.TryAddWithoutValidation(name, [.. value])) asked.Content?.Headers.TryAddWithoutValidation(name, [.. value]);
            var sender = context.Request.Headers["X-Test-Address"].ToString() is { Length: > 0 } told ? told : "192.0.2.1";
            asked.Headers.TryAddWithoutValidation("X-Forwarded-For", sender);
            asked.Headers.TryAddWithoutValidation("X-Forwarded-Proto", "https");
            asked.Headers.TryAddWithoutValidation("X-Forwarded-Host", "coop.example");
            using var answer = await to.SendAsync(asked, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
            context.Response.StatusCode = (int)answer.StatusCode;
            foreach (var (name, value) in answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key is not "Transfer-Encoding")) context.Response.Headers[name] = value.ToArray();
            await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
        }
    }
}
