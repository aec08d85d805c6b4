using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Dapper;
using NodaTime;
using Npgsql;
using Samverk.Activities;
using Samverk.Employment;
using Samverk.Host;
using Samverk.Identity;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;
using Samverk.Tests.Treasury;
using Samverk.Treasury;
using Account = Samverk.Ledger.Account;
using Activity = Samverk.Activities.Activity;
using ActivityKind = Samverk.Activities.ActivityKind;
using Actor = Samverk.Store.Actor;

namespace Samverk.Tests.Host;

/// <summary>
/// The built program with people who are paid by ten runs, and two of finance who have signed in. It can be killed and started again; they stay
/// signed in. Its business date is Monday 2 March 2026.
/// </summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
internal sealed partial class PayrollNode(BuiltProgram program, string database) : IAsyncDisposable
{
    public const int Rounds = 10, People = 25;

    public static readonly LocalDate Today = new(2026, 3, 2);

    private const string Password = "eight words nobody has guessed so far";

    private static readonly string[] Emails = ["fia@norr.example", "fredrik@norr.example"];

    private readonly Uri address = new($"http://127.0.0.1:{FreePort()}");
    private readonly List<HttpClient> desks = [];
    private Process? process;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async Task Start()
    {
        process?.Dispose();
        process = program.Start("serve", "--urls", address.GetLeftPart(UriPartial.Authority));
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        using var http = new HttpClient { BaseAddress = address };
        for (var waited = Stopwatch.StartNew(); !await Answers(http); await Task.Delay(20, Cancel))
        {
            Assert.False(process.HasExited, "the node has ended by itself");
            Assert.True(waited.Elapsed < TimeSpan.FromSeconds(60), "the node is not ready after 60 s");
        }

        if (desks.Count is 0) foreach (var email in Emails) desks.Add(await SignIn(email));
    }

    public Task Kill() => BuiltProgram.Kill(process!);

    /// <param name="desk">0 or 1: the one or the other of finance.</param>
    /// <returns>False without an answer; another answer than done fails the test.</returns>
    public async Task<bool> Post(int desk, string path, object command)
    {
        try
        {
            using var answer = await desks[desk].PostAsJsonAsync($"/api/v1/{path}", command, StoreJson.Options, Cancel);
            if ((int)answer.StatusCode >= 500) return false;
            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.NoContent, $"{path}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync(Cancel)}");
            return true;
        }
        catch (Exception lost) when (lost is HttpRequestException or IOException || lost is TaskCanceledException && !Cancel.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Waits until a job of the node has made the run's wages due.</summary>
    public async Task<bool> Due(Guid run)
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromSeconds(60) && !process!.HasExited; await Task.Delay(20, Cancel))
            if (await Ask<int>("select count(*)::int from treasury.due where run = @run", new { run }) is People) return true;
        return false;
    }

    public async Task<IReadOnlyList<(Guid Id, long Minor)>> PaymentsOf(Guid batch)
    {
        await using var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync(Cancel);
        return [.. await connection.QueryAsync<(Guid, long)>("select payment.id, minor from treasury.payment join treasury.due on due.id = due where batch = @batch order by place", new { batch })];
    }

    /// <summary>Everybody has an activity with money, a bank account, tax facts, and an approved wage for work that ends on the pay day of each round.</summary>
    public static async Task Found(string database)
    {
        await using var node = await OpenNode.At(database);
        var (entered, finance) = (Cooperative.Somebody(Role.Member), Cooperative.Somebody(Role.Finance));
        Must(await node.Get<Db>().Write<Done>(Actor.System, async tx => await tx.StepClock(Duration.FromSeconds((long)(Today.At(new LocalTime(9, 0)).InUtc().ToInstant() - tx.Now).TotalSeconds))));
        Must(await node.Get<Db>().Write<Done>(Actor.System, async tx =>
        {
            await tx.Save(Cooperative.Entity);
            Must(await tx.SetTerms(Cooperative.Entity.Id, new LocalDate(2020, 1, 1), Cooperative.Terms, new { test = true }));
            foreach (var email in Emails) Must(await tx.CreateAccount(Id<Person>.New(), email, Password, [Role.Finance], "sv"));
            for (var number = 0; number < People; number++) await Somebody(tx, number, entered.Person);
            return default(Done);
        }));
        Must(await node.Get<Door>().Run(new OpenBankAccount.Command(Guid.NewGuid(), Cooperative.Entity.Id, Bank.OwnIban), finance));
    }

    private static async Task Somebody(Tx tx, int number, Id<Person> by)
    {
        var person = Must(await tx.SavePerson(PersonFacts.New(Id<Person>.New(), PersonKind.Member, $"Person {number}"))).Id;
        await tx.Save(new PayAccount(Guid.NewGuid(), person, Bank.ClientIban, null, $"Person {number}", Today.PlusDays(-10), Today.PlusDays(-5), null, null));
        var activity = new Activity(Id<Activity>.New(), Cooperative.Entity.Id, $"a{number}", "Light", Currency.SEK, ActivityKind.Personal, null, ActivityState.Open, tx.Today);
        await tx.Save(activity, null, "opened", "");
        var (document, money) = (Guid.CreateVersion7(), new Money(500_000_00, Currency.SEK));
        Must(await tx.Post(new Entry(new(document), activity.Entity, tx.Today, document, "invoice", "Invoice", new Line(Account.Bank, money), new Line(activity.Account, -money) { Activity = activity.Id.Value })));
        var facts = new DatedTaxFacts(Id<DatedTaxFacts>.New(), activity.Entity, person, new LocalDate(2026, 1, 1), new Dictionary<string, string>(StringComparer.Ordinal) { ["withholding"] = "side_income", ["birth_year"] = "1985" }, TaxFactsState.Entered, by);
        await tx.Enter(facts);
        await tx.Decide(facts, TaxFactsState.Checked, "checked", "");
        for (var round = 0; round < Rounds; round++)
        {
            var work = new Work(Id<Work>.New(), activity.Entity, activity.Id, person, by, "perAssignment", "SE", "Umeå", "light", "none known",
                [new WorkDay(Today.PlusDays(3 + round), new LocalTime(9, 0), 480)], WorkState.Requested, false, tx.Today);
            await tx.Announce(work, "announced", "");
            Must(await tx.Move(work, WorkState.Checked, "approved", ""));
            var gross = new Money(10_000_00 + (number * 1_17) + round, Currency.SEK);
            var wage = new AskedWage(Id<AskedWage>.New(), work.Id, activity.Entity, activity.Id, person, by, WageBasis.Gross, gross, gross, new(gross.Minor * 14 / 10, Currency.SEK), WageState.Requested, null, tx.Today);
            await tx.Ask(wage);
            Must(await tx.Move(wage, WageState.Approved, "approved", ""));
            await tx.SetPosition(new Position(activity.Id, wage.Id.Value, PositionKind.Reserved, wage.Cost, true) { Member = person.Value });
        }
    }

    private async Task<HttpClient> SignIn(string email)
    {
        var client = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(60) };
        var form = await client.GetStringAsync("/sign-in", Cancel);
        var at = form.IndexOf("Input.Password", StringComparison.Ordinal);
        var fields = Fields(form[form.LastIndexOf("<form", at, StringComparison.Ordinal)..at]);
        (fields["Input.Email"], fields["Input.Password"]) = (email, Password);
        using var answer = await client.PostAsync("/sign-in", new FormUrlEncodedContent(fields), Cancel);
        Assert.NotEqual("/sign-in", answer.RequestMessage!.RequestUri!.AbsolutePath);
        client.DefaultRequestHeaders.Add("RequestVerificationToken", Fields(await client.GetStringAsync("/payroll", Cancel))["__RequestVerificationToken"]);
        return client;
    }

    private static Dictionary<string, string> Fields(string html) => HiddenFields().Matches(html)
        .Select(match => KeyValuePair.Create(match.Groups["name"].Value, WebUtility.HtmlDecode(match.Groups["value"].Value))).DistinctBy(field => field.Key).ToDictionary();

    private static async Task<bool> Answers(HttpClient http)
    {
        try
        {
            using var answer = await http.GetAsync("/health/ready", Cancel);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private async Task<T> Ask<T>(string sql, object with)
    {
        await using var connection = new NpgsqlConnection(database + ";Pooling=false");
        await connection.OpenAsync(Cancel);
        return await connection.QuerySingleAsync<T>(sql, with);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static T Must<T>(Outcome<T> outcome)
    {
        Assert.True(outcome.Refusal is null, $"{outcome.Refusal} {outcome.Refusal?.Field}");
        return outcome.Value;
    }

    public ValueTask DisposeAsync()
    {
        foreach (var desk in desks) desk.Dispose();
        if (process is { HasExited: false }) process.Kill();
        process?.Dispose();
        return ValueTask.CompletedTask;
    }

    [GeneratedRegex("""<input type="hidden" name="(?<name>[^"]+)" value="(?<value>[^"]*)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex HiddenFields();
}
