using System.IO.Compression;
using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Samverk.Activities;
using Samverk.Host;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;
using Samverk.Tests.Ui;
using Samverk.Ui;
using Account = Samverk.Ledger.Account;
using Actor = Samverk.Store.Actor;

namespace Samverk.Tests.Employment;

/// <summary>The pages over HTTP, without a script: a manager engages, the person comes by the link, an adviser signs.</summary>
public sealed class EngagementPageTests
{
    private static readonly Dictionary<string, Actor> People = new(StringComparer.Ordinal)
    {
        ["member"] = Tests.Cooperative.Somebody(Role.Member), ["adviser"] = Tests.Cooperative.Somebody(Role.Adviser), ["stranger"] = Tests.Cooperative.Somebody(Role.Member),
        ["finance"] = Tests.Cooperative.Somebody(Role.Finance), ["second"] = Tests.Cooperative.Somebody(Role.Finance),
    };

    [Fact]
    public async Task A_crew_is_engaged_with_plain_forms()
    {
        var database = await TestServer.Clone("engagement-pages", Build);
        try
        {
            await using var node = Node.Build(new NodeOptions("http://127.0.0.1:0", database));
            node.Use(async (context, next) =>
            {
                if (People.TryGetValue(context.Request.Headers["X-Who"].ToString(), out var actor)) context.RequestServices.GetRequiredService<CurrentActor>().Actor = actor;
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
        var (member, adviser, person) = (As(http, "member"), As(http, "adviser"), As(http, "nobody"));
        var wrong = await member.Post("/engagements/new", "crew", Crew("Kim Berg; kim@crew.example\nBo; nothing", "check"));
        Assert.Contains("1. Kim Berg", WebUtility.HtmlDecode(wrong.Text), StringComparison.Ordinal);
        Assert.Contains("passes", WebUtility.HtmlDecode(wrong.Text), StringComparison.Ordinal);
        Assert.Contains("No table of wage floors is loaded", WebUtility.HtmlDecode(wrong.Text), StringComparison.Ordinal);
        await Post(member, "/engagements/new", "crew", Crew("Kim Berg; kim@crew.example", "engage"));
        var sheet = await Read(member, "/engagements");
        Assert.Contains("Kim Berg", sheet, StringComparison.Ordinal);
        var one = Regex.Match(sheet, "/engagements/[0-9a-f-]{36}", RegexOptions.None, TimeSpan.FromSeconds(1)).Value;

        var mail = (await db.Read(Actor.System, async tx => Outcome.Of(await Dapper.SqlMapper.QuerySingleAsync<string>(tx.Connection, "select body from store.mail where recipient = 'kim@crew.example'")))).Value;
        var link = new Uri(Regex.Match(mail, "https?://[^ ]+/engaged/[A-Za-z0-9_-]{43}", RegexOptions.None, TimeSpan.FromSeconds(1)).Value).AbsolutePath;
        Assert.Contains("Who are you?", await Read(person, link), StringComparison.Ordinal);
        await Post(person, link, "who", ("Who.Name", "Kim Berg"), ("Who.BornOn", "1985-05-01"), ("Who.Email", "kim@crew.example"));
        var refused = await person.Post(link, "given", ("Input.Iban", "SE00"), ("Input.Holder", "Kim Berg"), ("Input.Said[withholding]", "side_income"), ("Input.Said[birth_year]", "1985"));
        Assert.Equal(HttpStatusCode.OK, refused.Status);
        await Post(person, link, "given", ("Input.Iban", Engaging.Iban), ("Input.Holder", "Kim Berg"), ("Input.Said[withholding]", "side_income"), ("Input.Said[birth_year]", "1985"));
        Assert.Contains("the office looks at it", await Read(person, link), StringComparison.Ordinal);

        Assert.DoesNotContain("1985", await Read(member, one), StringComparison.Ordinal);
        Assert.Contains("Compare the identity with a document", await Read(adviser, one), StringComparison.Ordinal);
        await Post(adviser, one, "act", ("Act.What", "approve"));
        var contract = await Read(person, link);
        Assert.Contains("for one assignment only", contract, StringComparison.Ordinal);
        var hash = Regex.Match(contract, "name=\"Sign.Document\" value=\"(?<hash>[0-9a-f]{64})\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["hash"].Value;
        await Post(person, link, "sign", ("Sign.Document", hash), ("Sign.Name", "Kim Berg"), ("Sign.Agrees", "true"));
        Assert.Contains("Kim Berg signed by this link", await Read(person, link), StringComparison.Ordinal);
        Assert.Contains("engaged", await Read(adviser, "/engagements"), StringComparison.Ordinal);
        person.Headers["Accept-Language"] = "sv";
        Assert.Contains("Ditt avtal", await Read(person, link), StringComparison.Ordinal);

        var pdf = await http.GetByteArrayAsync($"/api/v1{link}/contract.pdf", TestContext.Current.CancellationToken);
        Assert.StartsWith("%PDF", System.Text.Encoding.ASCII.GetString(pdf[..8]), StringComparison.Ordinal);
        using var archive = new ZipArchive(new MemoryStream(await http.GetByteArrayAsync($"/api/v1{link}/data.zip", TestContext.Current.CancellationToken)));
        Assert.Equal(["engagement.json", "tax-facts.json", "contract.json", "contract.pdf"], archive.Entries.Select(entry => entry.FullName));
        Assert.Equal(HttpStatusCode.NotFound, (await As(http, "stranger").Get(one)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await person.Get($"/engaged/{new string('x', 43)}")).Status);
        person.Headers.Remove("Accept-Language");
        await PaidTooMuch(http, person, link);
    }

    /// <summary>The wage is paid and should have been less: the person says by the link that some of it is kept from their next pay, and takes it back.</summary>
    private static async Task PaidTooMuch(HttpClient http, Guest person, string link)
    {
        var (finance, second) = (As(http, "finance"), As(http, "second"));
        var run = await Went(finance, "/payroll", "freeze", ("Input.Entity", $"{Tests.Cooperative.Entity.Id}"), ("Input.PayDay", "2026-03-12"));
        await Post(second, run, "release", Version(await Read(second, run)));
        Assert.DoesNotContain("Paid too much", await Read(person, link), StringComparison.Ordinal);
        var slip = Regex.Match(await Read(finance, run), "/payslips/(?<id>[0-9a-f-]{36})", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["id"].Value;
        var correction = await Went(finance, $"/payroll/corrections/new?payslip={slip}", "correct", ("Input.Whose", "only"), ("Input.Reason", "Wage"), ("Input.Why", "The day was shorter."), ("Input.PayDay", "2026-03-13"), ("Input.Grosses[0]", "2 000,00"));
        await Post(second, correction, "release", Version(await Read(second, correction)));

        var seen = await Read(person, link);
        foreach (var part in new[] { "Paid too much", "The day was shorter.", "I agree that this is kept from my next pay" }) Assert.Contains(part, seen, StringComparison.Ordinal);
        var form = Regex.Match(seen, "keep-[0-9a-f-]{36}", RegexOptions.None, TimeSpan.FromSeconds(1)).Value;
        Assert.Equal(HttpStatusCode.OK, (await person.Post(link, form, ("Keep.Claim", form["keep-".Length..]), ($"Keep.Amounts[{form["keep-".Length..]}]", "90 000"), ("Keep.Go", "agree"))).Status);
        await Post(person, link, form, ("Keep.Claim", form["keep-".Length..]), ($"Keep.Amounts[{form["keep-".Length..]}]", "100,00"), ("Keep.Go", "agree"));
        Assert.Contains("Agreed: up to 100.00 SEK", (await Read(person, link)).Replace('\u00a0', ' '), StringComparison.Ordinal);
        Assert.Contains("Said by the link", await Read(finance, $"/payslips/{form["keep-".Length..]}"), StringComparison.Ordinal);
        await Post(person, link, form, ("Keep.Claim", form["keep-".Length..]), ("Keep.Go", "withdraw"));
        Assert.DoesNotContain("Agreed: up to", await Read(person, link), StringComparison.Ordinal);

        static (string, string) Version(string page) => ("Input.Version", Regex.Match(page, "name=\"Input.Version\" value=\"(?<version>[0-9]+)\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)).Groups["version"].Value);
    }

    /// <summary>Where it went afterwards.</summary>
    private static async Task<string> Went(Guest who, string path, string form, params (string Name, string Value)[] fields)
    {
        var (status, text, answer) = await who.Post(path, form, fields);
        Assert.True(status is HttpStatusCode.Found, $"{path} {form}: {status} {Regex.Match(text, "<main.*?</main>", RegexOptions.Singleline, TimeSpan.FromSeconds(2)).Value}");
        return new Uri(new Uri("http://node"), answer.Headers.Location!).AbsolutePath;
    }

    private static (string, string)[] Crew(string lines, string go) =>
    [
        ("Input.Contract", "perAssignment"), ("Input.From", "2026-03-09"), ("Input.To", "2026-03-10"), ("Input.Starts", "08:00"), ("Input.Days", "8"), ("Input.Place", "Umeå"), ("Input.Role", "stage hand"),
        ("Input.Risk", "heavy loads"), ("Input.Cost", "4200"), ("Input.Language", "en"), ("Input.Lines", lines), ("Input.Go", go),
    ];

    private static Guest As(HttpClient http, string who) => new(http) { Headers = { ["X-Who"] = who } };

    private static async Task<string> Read(Guest who, string path)
    {
        var (status, text, _) = await who.Get(path);
        Assert.True(status is HttpStatusCode.OK, $"{path}: {status}");
        return WebUtility.HtmlDecode(text);
    }

    private static async Task Post(Guest who, string path, string form, params (string Name, string Value)[] fields)
    {
        var (status, text, _) = await who.Post(path, form, fields);
        Assert.True(status is HttpStatusCode.Found, $"{path} {form}: {status} {Regex.Match(text, "<main.*?</main>", RegexOptions.Singleline, TimeSpan.FromSeconds(2)).Value}");
    }

    private static async Task Build(string connection)
    {
        await using var node = Node.Build(new NodeOptions("http://127.0.0.1:0", connection));
        await Node.Prepare(node);
        var db = node.Services.GetRequiredService<Db>();
        // The parameters of wages end with 2026; the pages live on a day of it.
        Assert.Null((await db.Write(Actor.System, tx => tx.StepClock(Duration.FromSeconds((long)(Instant.FromUtc(2026, 3, 2, 9, 0) - tx.Now).TotalSeconds)))).Refusal);
        var opened = (await db.Write<Id<Activity>>(Actor.System, async tx =>
        {
            await tx.Save(Tests.Cooperative.Entity);
            await tx.SetAddress(new Uri("https://norr.example/"));
            if ((await tx.SetTerms(Tests.Cooperative.Entity.Id, new LocalDate(2020, 1, 1), Tests.Cooperative.Terms, new { test = true })).Refusal is { } refusal) return refusal;
            if ((await tx.SavePerson(PersonFacts.New(People["member"].Person, PersonKind.Member, "Frida Ek"))).Refusal is { } notSaved) return notSaved;
            var rule = new OwnValue(Id<OwnValue>.New(), OwnValue.Facts, "se.request.cutOff", new LocalDate(2020, 1, 1), null, """{"kind":"beforeStart"}""", "minutes", OwnValueState.Entered, People["adviser"].Person, tx.Today, null, null);
            await tx.Enter(rule);
            await tx.Release(rule, People["stranger"].Person, "agreed");
            var activity = new Activity(Id<Activity>.New(), Tests.Cooperative.Entity.Id, "tour", "Tour", Currency.SEK, ActivityKind.Personal, null, ActivityState.Requested, tx.Today);
            await tx.Save(activity, null, "requested", "");
            await tx.Save(activity with { State = ActivityState.Open }, ActivityState.Requested, "opened", "");
            await tx.Join(activity.Id, People["member"].Person, true);
            var (document, money) = (Guid.CreateVersion7(), new Money(40_000_00, Currency.SEK));
            var posted = await tx.Post(new Entry(new(document), Tests.Cooperative.Entity.Id, tx.Today, document, "invoice", "Invoice",
                new Line(Account.Bank, money), new Line(activity.Account, -money) { Activity = activity.Id.Value }));
            return posted.Then<Id<Activity>>(_ => activity.Id);
        })).Refusal;
        Assert.Null(opened);
    }
}
