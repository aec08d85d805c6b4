using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Dapper;
using NodaTime;
using Npgsql;
using Samverk.Activities;
using Samverk.Countries;
using Samverk.Host;
using Samverk.Identity;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;
using Samverk.Tests.Invoicing;
using Account = Samverk.Ledger.Account;
using Activity = Samverk.Activities.Activity;
using ActivityKind = Samverk.Activities.ActivityKind;
using Actor = Samverk.Store.Actor;

namespace Samverk.Tests.Host;

/// <summary>
/// A node and its database server, killed in turn while four programs issue invoices over HTTP: what was answered is there, numbers have no
/// gap and no double, each invoice has one set of documents and one mail, and the books verify.
/// </summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class IssueKillTests
{
    private const int Rounds = 8, Programs = 4, PerRound = 5;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Invoices_that_are_issued_while_node_and_database_are_killed_are_neither_lost_nor_doubled()
    {
        await using var program = await BuiltProgram.InNewFolder();
        await using var inbox = new SmtpInbox();
        var database = await program.Server.EnsureDatabase("samverk");
        var (key, drafts) = await Build(database);
        foreach (var (name, value) in new[] { ("Host", "127.0.0.1"), ("Port", $"{inbox.Port}"), ("Security", "None"), ("From", "faktura@norr.example") })
            program.Environment[$"Samverk__Mail__{name}"] = value;
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        using var http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(10) };
        http.DefaultRequestHeaders.Authorization = new("Bearer", key);

        var desk = new Issuers(http, drafts);
        var random = new Random(20261122);
        Process? node = null;
        try
        {
            node = await Serve(program, http, address);
            for (var round = 0; round < Rounds; round++)
            {
                var before = desk.Answered.Count;
                var working = desk.Work(PerRound);
                while (desk.Answered.Count == before && !working.IsCompleted) await Task.Delay(1, Cancel);
                await Task.Delay(random.Next(0, 60), Cancel);
                if (round % 2 is 0) await BuiltProgram.Kill(node);
                else program.KillServer();
                await working;
                await program.Recover();
                if (round % 2 is 0) (node, _) = (await Serve(program, http, address), Dispose(node));
                await Ready(http, node);
                await Kept(database, desk.Answered);
            }

            Assert.True(desk.Interrupted > 0, "no kill fell into the middle of an invoice");
            await desk.Work(int.MaxValue);
            Assert.Equal(drafts.Count, desk.Answered.Count);
            await desk.AskAllAgain();
            await Done(database, drafts.Count);
            await Kept(database, desk.Answered);
            Assert.Equal(drafts.Count, inbox.Received.Select(mail => mail.Message.MessageId).Distinct(StringComparer.Ordinal).Count());
            // A kill between the mail server's "taken" and our note of it sends that mail again under its id: at most one per kill.
            Assert.InRange(inbox.Received.Count, drafts.Count, drafts.Count + Rounds);
        }
        finally
        {
            node?.Kill();
            node?.Dispose();
        }

        var verified = await program.Run("verify");
        Assert.True(verified.Exit is 0, verified.Output);
    }

    private static int Dispose(Process process)
    {
        process.Dispose();
        return 0;
    }

    /// <summary>Every answer is kept under its number; what is kept is whole and counted without a gap.</summary>
    private static async Task Kept(string database, IReadOnlyDictionary<Guid, string> answered)
    {
        await using var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync(Cancel);
        var numbers = (await connection.QueryAsync<(Guid Id, string Number)>("select id, number from invoicing.invoice")).ToDictionary(row => row.Id, row => row.Number);
        foreach (var (invoice, number) in answered) Assert.Equal(number, numbers.GetValueOrDefault(invoice));
        var series = await connection.QuerySingleAsync<(long Last, long Count, long Papers, long Entries, long Jobs)>(
            """
            select coalesce((select max(last) from invoicing.series where series ~ '^[0-9]{4}$'), 0),
                (select count(*) from invoicing.invoice), (select count(distinct serial) from invoicing.paper),
                (select count(distinct document) - count(*) + count(distinct (document, kind)) from ledger.entry where document in (select id from invoicing.invoice)),
                (select count(*) from store.job where kind = 'invoicing.print-paper.v1')
            """);
        Assert.Equal((numbers.Count, numbers.Count, numbers.Count, numbers.Count, numbers.Count), ((int)series.Last, (int)series.Count, (int)series.Papers, (int)series.Entries, (int)series.Jobs));
    }

    /// <summary>All are printed once and mailed once.</summary>
    private static async Task Done(string database, int count)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync(Cancel);
        var waited = Stopwatch.StartNew();
        (long Prints, long Mails, long Sent) now = default;
        while (waited.Elapsed < TimeSpan.FromSeconds(25))
        {
            now = await connection.QuerySingleAsync<(long, long, long)>(
                "select (select count(*) from invoicing.paper_print), (select count(distinct document) from store.mail), (select count(*) from store.mail where sent_at is not null)");
            if (now == (count, count, count)) return;
            await Task.Delay(100, Cancel);
        }

        Assert.Fail($"after 25 s of {count} invoices {now.Prints} are printed, {now.Mails} have a mail, {now.Sent} mails are sent");
    }

    private static async Task<Process> Serve(BuiltProgram program, HttpClient http, Uri address)
    {
        var node = program.Start("serve", "--urls", address.GetLeftPart(UriPartial.Authority));
        // Somebody has to read what it logs, or the pipe fills up.
        node.OutputDataReceived += (_, _) => { };
        node.BeginOutputReadLine();
        await Ready(http, node);
        return node;
    }

    private static async Task Ready(HttpClient http, Process node)
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromSeconds(30); await Task.Delay(20, Cancel))
        {
            Assert.False(node.HasExited, "the node has ended by itself");
            try
            {
                using var answer = await http.GetAsync("/health/ready", Cancel);
                if (answer.IsSuccessStatusCode) return;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }

        Assert.Fail("the node is not ready after 30 s");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>A cooperative whose member has as many drafts as will be sent, and a key for the programs that send them.</summary>
    private static async Task<(string Key, IReadOnlyList<Guid> Drafts)> Build(string database)
    {
        await using var node = await OpenNode.At(database);
        var (db, door, member) = (node.Get<Db>(), node.Get<Door>(), Cooperative.Somebody(Role.Member));
        var key = new Secret(Token.Prefix + Secret.New().Value);
        var orders = new List<Order>();
        Assert.Null((await db.Write<Done>(Actor.System, async tx =>
        {
            await tx.Save(Cooperative.Entity);
            if ((await tx.SetTerms(Cooperative.Entity.Id, new LocalDate(2020, 1, 1), Cooperative.Terms, new { test = true })).Refusal is { } refusal) return refusal;
            var fund = new Money(1_000_000_00, Currency.SEK);
            if ((await tx.Post(new Entry(Id<Entry>.Named(Cooperative.Entity.Id.Value, "opening"), Cooperative.Entity.Id, tx.Today, Cooperative.Entity.Id.Value, "opening", "Opening",
                new Line(Account.Bank, fund), new Line(Account.FundOpening, -fund)))).Refusal is { } notPosted) return notPosted;
            await tx.Save(Cooperative.Entity.Id, InvoiceBuilder.Seller);
            await tx.Set("node.public-address", "http://127.0.0.1");
            if ((await tx.CreateAccount(member.Person, "member@norr.example", null, [Role.Member], "sv")).Refusal is { } noAccount) return noAccount;
            if ((await new CreateToken().Run(new(Guid.CreateVersion7(), "issuer", true, tx.Today, key), tx, member)).Refusal is { } noKey) return noKey;
            for (var number = 0; number < Programs; number++)
            {
                var activity = new Activity(Id<Activity>.New(), Cooperative.Entity.Id, $"a{number}", "Light", Currency.SEK, ActivityKind.Personal, null, ActivityState.Open, tx.Today);
                await tx.Save(activity, null, "opened", "");
                await tx.Join(activity.Id, member.Person, manager: true);
                var client = new Client(Id<Client>.New(), $"c{number}", "Ljus & Ton AB", BuyerKind.Business, "SE", new PostalAddress("SE", "Göteborg", "411 38", "Storgatan", "5"),
                    "SE556036079301", "5560360793", $"faktura{number}@ljus.example", "sv", ClientState.Approved, tx.Today);
                await tx.Save(client, null, "created", "");
                var order = new Order(Id<Order>.New(), $"O-{number}", activity.Id, Cooperative.Entity.Id, client.Id, "Light design", new Money(96_000_00, Currency.SEK), Money.Zero(Currency.SEK), null, OrderState.Draft);
                if ((await tx.ActivateOrder(order, null, true, new { test = true })).Refusal is { } notActive) return notActive;
                orders.Add(order);
            }

            return default(Done);
        })).Refusal);
        var drafts = new List<Guid>();
        foreach (var order in orders)
        {
            var planned = await door.Run(new PlanInvoices.Command(Guid.NewGuid(), order.Id, [.. Enumerable.Repeat(new PlanInvoices.Part(1), Rounds * PerRound / Programs)], SupplyKind.Services), member);
            Assert.Null(planned.Refusal);
            drafts.AddRange(planned.Value.Select(draft => draft.Value));
        }

        return (key.Value, [.. drafts.OrderBy(draft => draft.GetHashCode())]);
    }

    /// <summary>Programs that send drafts. What got no answer is sent again as it was, with the same id.</summary>
    private sealed class Issuers(HttpClient http, IReadOnlyList<Guid> drafts)
    {
        private readonly ConcurrentQueue<(Guid Request, Guid Draft)> waiting = new(drafts.Select(draft => (Guid.CreateVersion7(), draft)));

        private readonly ConcurrentDictionary<Guid, Guid> requests = new();

        private int interrupted;

        public ConcurrentDictionary<Guid, string> Answered { get; } = new();

        /// <summary>How often a program did not learn what became of its invoice.</summary>
        public int Interrupted => interrupted;

        public Task Work(int most)
        {
            var left = most;
            return Task.WhenAll(Enumerable.Range(0, Programs).Select(async _ =>
            {
                while (Interlocked.Decrement(ref left) >= 0 && waiting.TryDequeue(out var next))
                    if (await Send(next) is not { } number)
                    {
                        Interlocked.Increment(ref interrupted);
                        waiting.Enqueue(next);
                        return;
                    }
                    else (Answered[next.Draft], requests[next.Draft]) = (number, next.Request);
            }));
        }

        public async Task AskAllAgain()
        {
            foreach (var (draft, number) in Answered) Assert.Equal(number, await Send((requests[draft], draft)));
        }

        /// <returns>The number; null when there was no answer, or "ask again".</returns>
        private async Task<string?> Send((Guid Request, Guid Draft) one)
        {
            try
            {
                using var answer = await http.PostAsJsonAsync("/api/v1/invoicing/invoices/send", new { one.Request, one.Draft }, JsonSerializerOptions.Web, Cancel);
                if ((int)answer.StatusCode >= 500) return null;
                var text = await answer.Content.ReadAsStringAsync(Cancel);
                Assert.True(answer.StatusCode is HttpStatusCode.OK, $"{answer.StatusCode}: {text}");
                using var json = JsonDocument.Parse(text);
                return json.RootElement.GetProperty("number").GetString();
            }
            catch (Exception lost) when (lost is HttpRequestException or IOException || lost is TaskCanceledException && !Cancel.IsCancellationRequested)
            {
                return null;
            }
        }
    }
}
