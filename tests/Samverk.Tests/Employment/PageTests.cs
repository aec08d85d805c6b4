using System.Net;
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

/// <summary>The pages over HTTP, without a script: from the tax facts to the payslip.</summary>
public sealed partial class PageTests
{
    private static readonly Dictionary<string, Actor> People = new(StringComparer.Ordinal)
    {
        ["member"] = Tests.Cooperative.Somebody(Role.Member), ["adviser"] = Tests.Cooperative.Somebody(Role.Adviser), ["finance"] = Tests.Cooperative.Somebody(Role.Finance),
        ["second"] = Tests.Cooperative.Somebody(Role.Finance), ["stranger"] = Tests.Cooperative.Somebody(Role.Member),
    };

    [Fact]
    public Task A_wage_goes_from_the_announced_work_to_the_payslip_with_plain_forms() => OnNode((_, http) => Walk(http));

    private static async Task OnNode(Func<WebApplication, HttpClient, Task> walk)
    {
        var database = await TestServer.Clone("employment-pages", Build);
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
            await walk(node, http);
        }
        finally
        {
            await TestServer.Drop(database);
        }
    }

    private static async Task Walk(HttpClient http)
    {
        var (member, adviser, finance, second) = (As(http, "member"), As(http, "adviser"), As(http, "finance"), As(http, "second"));
        var facts = $"/tax-facts/{People["member"].Person}";
        await Post(member, facts, "enter", ("Input.Entity", $"{Tests.Cooperative.Entity.Id}"), ("Input.ValidFrom", "2026-01-01"), ("Input.Said[withholding]", "side_income"), ("Input.Said[birth_year]", "1985"));
        var waiting = await Read(adviser, facts);
        var check = System.Text.RegularExpressions.Regex.Match(waiting, "check-[0-9a-f-]{36}", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)).Value;
        await Post(adviser, facts, check, ("Check.Right", "yes"));

        Assert.Contains("Announce work", await Read(member, "/work"), StringComparison.Ordinal);
        var late = await member.Post("/work/new", "announce", Announced("2026-02-27"));
        Assert.Contains("work has to be reported before it starts", WebUtility.HtmlDecode(late.Text), StringComparison.Ordinal);
        var work = await Post(member, "/work/new", "announce", Announced("2026-03-04"));
        await Post(adviser, work, "act", ("Act.What", "approve"));
        await Post(member, work, "ask", ("Input.Basis", "Gross"), ("Input.Asked", "10 000,00"));
        await Post(adviser, work, "act", ("Act.What", "approve-wage"));
        Assert.Contains("13,142.00", await Read(member, work), StringComparison.Ordinal);

        var run = await Post(finance, "/payroll", "freeze", ("Input.Entity", $"{Tests.Cooperative.Entity.Id}"), ("Input.PayDay", "2026-03-10"));
        Assert.DoesNotContain("You are the second person", await Read(finance, run), StringComparison.Ordinal);
        Assert.Contains("Against the forecast", await Read(second, run), StringComparison.Ordinal);
        await Post(second, run, "release");
        Assert.Contains("released", await Read(finance, "/payroll"), StringComparison.Ordinal);

        var slip = System.Text.RegularExpressions.Regex.Match(await Read(member, "/payslips"), "/payslips/[0-9a-f-]{36}", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)).Value;
        var shown = await Read(member, slip);
        foreach (var part in new[] { "7,000.00", "3,142.00", "Why this number?", "31.42", "socialavgiftslagen 2", "side_income", "Year to date" }) Assert.Contains(part, shown, StringComparison.Ordinal);
        member.Headers["Accept-Language"] = "sv";
        Assert.Contains("Varför den siffran?", await Read(member, slip), StringComparison.Ordinal);
        member.Headers.Remove("Accept-Language");
        Assert.Contains("Earned, 12 % of the pay", shown, StringComparison.Ordinal);
        var absence = await Away(member, finance);
        await Planned(member, adviser);
        var correction = await Corrected(member, finance, second, slip);
        await Late(member, finance, slip);
        foreach (var closed in new[] { correction, absence, slip, work, facts, run, "/payroll" })
            Assert.Equal(HttpStatusCode.NotFound, (await As(http, "stranger").Get(closed)).Status);
    }

    /// <summary>The wage should have been 9,000.00: what was too much is owed back, and the member agrees that it is kept.</summary>
    private static async Task<string> Corrected(Guest member, Guest finance, Guest second, string slip)
    {
        Assert.Contains("Compute payslips again", await Read(finance, "/payroll"), StringComparison.Ordinal);
        var form = $"/payroll/corrections/new?payslip={slip[^36..]}";
        Assert.Contains(form, await Read(finance, slip), StringComparison.Ordinal);
        (string, string)[] said = [("Input.Whose", "only"), ("Input.Reason", "Wage"), ("Input.Why", "The day was shorter."), ("Input.PayDay", "2026-03-12")];
        Assert.Equal(HttpStatusCode.OK, (await finance.Post(form, "correct", said)).Status);
        var run = await Post(finance, form, "correct", [.. said, ("Input.Grosses[0]", "9 000,00")]);
        var seen = await Read(second, run);
        foreach (var part in new[] { "10,000.00", "9,000.00", "-1,000.00", "700.00 SEK were paid too much", "-1,314.20", "The day was shorter." }) Assert.Contains(part, seen.Replace('\u00a0', ' ').Replace('\u2212', '-'), StringComparison.Ordinal);
        await Post(second, run, "release");
        Assert.Contains("correction", await Read(finance, "/payroll"), StringComparison.Ordinal);
        Assert.Contains("Corrected since", await Read(member, slip), StringComparison.Ordinal);

        var correction = System.Text.RegularExpressions.Regex.Match(await Read(member, "/payslips"), "/payslips/[0-9a-f-]{36}", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)).Value;
        foreach (var part in new[] { slip, "As it should be", "I agree that this is kept from my next pay", "The day was shorter." }) Assert.Contains(part, await Read(member, correction), StringComparison.Ordinal);
        await Post(member, correction, "agree", ("Input.Amount", "200"), ("Input.Go", "agree"));
        Assert.Contains("Agreed: up to", await Read(member, correction), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await finance.Post(correction, "repaid", ("Input.Amount", "900"))).Status);
        await Post(finance, correction, "repaid", ("Input.Amount", "700"));
        Assert.DoesNotContain("I agree that this is kept", await Read(member, correction), StringComparison.Ordinal);
        member.Headers["Accept-Language"] = "sv";
        Assert.Contains("Som det ska vara", await Read(member, correction), StringComparison.Ordinal);
        member.Headers.Remove("Accept-Language");
        return correction;
    }

    /// <summary>Leave on the day of the work that is confirmed after the pay day, and was a mistake.</summary>
    private static async Task Late(Guest member, Guest payroll, string slip)
    {
        Assert.DoesNotContain("do not know an absence", await Read(payroll, "/payroll/corrections/new"), StringComparison.Ordinal);
        var absence = await Post(member, "/absences/new", "report", ("Input.Kind", "Unpaid"), ("Input.From", "2026-03-04"), ("Input.To", "2026-03-04"));
        await Post(payroll, absence, "decide", ("Act.What", "confirm"));
        Assert.Contains("Payslips that do not know an absence: 1", await Read(payroll, "/desk"), StringComparison.Ordinal);
        var form = $"/payroll/corrections/new?entity={Tests.Cooperative.Entity.Id}&from=2026-03-10&to=2026-03-10&reason=Absence";
        var offered = await Read(payroll, form);
        foreach (var part in new[] { slip, form, "Hours of absence are known differently by now" }) Assert.Contains(part, offered, StringComparison.Ordinal);
        var run = await Post(payroll, form, "correct", ("Input.Entity", $"{Tests.Cooperative.Entity.Id}"), ("Input.Reason", "Absence"), ("Input.Why", "Hours became known."), ("Input.From", "2026-03-10"), ("Input.To", "2026-03-10"), ("Input.PayDay", "2026-03-12"));
        Assert.Contains("se.absence.unpaid", await Read(payroll, run), StringComparison.Ordinal);

        Assert.Contains("Was it not so after all?", await Read(payroll, absence), StringComparison.Ordinal);
        Assert.DoesNotContain("Was it not so after all?", await Read(member, absence), StringComparison.Ordinal);
        await Post(payroll, absence, "decide", ("Act.What", "refuse"), ("Act.Why", "She worked."));
        Assert.Contains("Payroll has taken its word back", await Read(member, absence), StringComparison.Ordinal);
        Assert.DoesNotContain("do not know an absence", await Read(payroll, "/payroll/corrections/new"), StringComparison.Ordinal);
    }

    private static async Task<string> Away(Guest member, Guest payroll)
    {
        Assert.Contains("Report an absence", await Read(member, "/absences"), StringComparison.Ordinal);
        var absence = await Post(member, "/absences/new", "report", ("Input.Kind", "Sick"), ("Input.From", "2026-03-20"), ("Input.To", "2026-03-21"));
        Assert.Contains("your activity pays, 80 % of the pay", await Read(member, absence), StringComparison.Ordinal);
        var refused = await payroll.Post(absence, "decide", ("Act.What", "confirm"));
        Assert.Contains("Nobody has checked the rules for this case", WebUtility.HtmlDecode(refused.Text), StringComparison.Ordinal);
        await Post(member, absence, "change", ("Act.What", "withdraw"));
        Assert.Contains("withdrawn", await Read(member, absence), StringComparison.Ordinal);
        return absence;
    }

    private static async Task Planned(Guest member, Guest adviser)
    {
        var salary = System.Text.RegularExpressions.Regex.Match(await Read(member, "/salary"), "/salary/[0-9a-f-]{36}", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)).Value;
        Assert.Contains("first month without enough money", await Read(member, $"{salary}?cost=10 000&from=2026-04&months=3"), StringComparison.Ordinal);
        Assert.Contains(" a month lasts until June 2026", await Read(member, $"{salary}?cost=8 000&from=2026-04&months=3"), StringComparison.Ordinal);
        await Post(member, $"{salary}?cost=8 000&from=2026-04&months=3", "plan", ("Input.What", "ask"));
        await Post(adviser, $"{salary}?person={People["member"].Person}", "plan", ("Input.What", "approve"));
        Assert.Contains("Salary of May 2026, planned", await Read(member, salary.Replace("/salary/", "/activities/", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("lasts until 30 June 2026", await Read(member, "/salary"), StringComparison.Ordinal);
    }

    private static (string, string)[] Announced(string day) =>
    [
        ("Input.Contract", "perAssignment"), ("Input.From", day), ("Input.To", day), ("Input.Starts", "09:00"), ("Input.Days", "7:30"), ("Input.Place", "Umeå"), ("Input.Role", "lighting"),
        ("Input.Risk", "work at height"),
    ];

    private static Guest As(HttpClient http, string who) => new(http) { Headers = { ["X-Who"] = who } };

    private static async Task<string> Read(Guest who, string path)
    {
        var (status, text, _) = await who.Get(path);
        Assert.True(status is HttpStatusCode.OK, $"{path}: {status}");
        return WebUtility.HtmlDecode(text);
    }

    /// <returns>Where the answer leads.</returns>
    private static async Task<string> Post(Guest who, string path, string form, params (string Name, string Value)[] fields)
    {
        var (status, text, answer) = await who.Post(path, form, fields);
        Assert.True(status is HttpStatusCode.Found, $"{path} {form}: {status} {System.Text.RegularExpressions.Regex.Match(text, "<main.*?</main>", System.Text.RegularExpressions.RegexOptions.Singleline, TimeSpan.FromSeconds(2)).Value}");
        return new Uri(new Uri("http://node"), answer.Headers.Location!).AbsolutePath;
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
            if ((await tx.SetTerms(Tests.Cooperative.Entity.Id, new LocalDate(2020, 1, 1), Tests.Cooperative.Terms, new { test = true })).Refusal is { } refusal) return refusal;
            if ((await tx.SavePerson(PersonFacts.New(People["member"].Person, PersonKind.Member, "Frida Ek"))).Refusal is { } notSaved) return notSaved;
            var rule = new OwnValue(Id<OwnValue>.New(), OwnValue.Facts, "se.request.cutOff", new LocalDate(2020, 1, 1), null, """{"kind":"beforeStart"}""", "minutes", OwnValueState.Entered, People["finance"].Person, tx.Today, null, null);
            await tx.Enter(rule);
            await tx.Release(rule, People["second"].Person, "agreed");
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
