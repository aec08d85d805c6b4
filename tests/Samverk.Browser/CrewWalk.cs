using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Samverk.Browser;

/// <summary>Twelve people who are no members are engaged by links on their phones, an adviser signs, and a payroll run pays them.</summary>
public sealed partial class WalkTests
{
    private static readonly string[] Crew = ["Ada", "Bosse", "Cia", "Dag", "Eva", "Finn", "Gun", "Hans", "Ida", "Jan", "Kaj", "Lea"];

    [Fact]
    public async Task A_crew_of_twelve_is_engaged_by_links_and_paid()
    {
        var (desk, phone) = (new Visit(browser, false, "en"), new Visit(browser, true, "sv"));
        var manager = await desk.SignIn("frida@samverk.example");
        await Engage(desk, manager);

        var adviser = await desk.SignIn("anna@samverk.example");
        foreach (var name in Crew) await Join(phone, desk, adviser, name);
        await desk.Go(manager, "/engagements", "crew-engaged");
        Assert.Equal(12, await browser.AskDemo<int>("select count(*)::int from employment.engagement where state = 'Engaged' and email like '%@crew.example'", new { }));

        await PayCrew(desk);
        var ada = await phone.Open(await LinkOf("Ada"));
        await phone.Look(ada, "engaged-paid");
        Assert.Contains("Ditt lönebesked", await ada.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        foreach (var file in (string[])["contract.pdf", "data.zip"])
            Assert.True((await ada.APIRequest.GetAsync($"/api/v1{await LinkOf("Ada")}/{file}")).Ok, file);
    }

    private static async Task Engage(Visit visit, IPage manager)
    {
        await visit.Go(manager, "/engagements", "crew-empty");
        await visit.Go(manager, "/engagements/new", "crew-new");
        await manager.SelectOptionAsync("[name='Input.Activity']", new SelectOptionValue { Index = await Richest(manager) });
        foreach (var (field, text) in ((string, string)[])[
            ("From", "2026-03-10"), ("To", "2026-03-11"), ("Place", "Luleå"), ("Role", "stage hand"), ("Risk", "heavy loads"), ("Cost", "2000"),
            ("Lines", string.Join('\n', Crew.Select(name => $"{name} Berg; {name.ToLowerInvariant()}@crew.example")) + "\nNobody; nothing")])
            await manager.FillAsync($"[name='Input.{field}']", text);
        await Press(manager, "button[value='check']");
        await visit.Look(manager, "crew-checked");
        Assert.Contains("13. Nobody", await manager.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await manager.FillAsync("[name='Input.Lines']", string.Join('\n', Crew.Select(name => $"{name} Berg; {name.ToLowerInvariant()}@crew.example")));
        await Press(manager, "button[value='engage']");
        await visit.Look(manager, "crew-invited");
        Assert.Equal(12, await manager.Locator("main tbody tr").CountAsync());
    }

    /// <summary>The activity with the most money for wages, by the list that the form itself shows.</summary>
    private static async Task<int> Richest(IPage manager)
    {
        var offered = await manager.Locator("[name='Input.Activity'] option").AllInnerTextsAsync();
        return Enumerable.Range(0, offered.Count).MaxBy(at => long.TryParse(Digits().Replace(offered[at].Split(':')[^1], ""), out var cents) && !offered[at].Contains('−', StringComparison.Ordinal) ? cents : -1);
    }

    private async Task Join(Visit phone, Visit desk, IPage adviser, string name)
    {
        var first = name == Crew[0];
        var (link, engagement) = (await LinkOf(name), await browser.AskDemo<Guid>("select id from employment.engagement where name = @name", new { name = $"{name} Berg" }));
        var page = await phone.Open(link);
        if (first) await phone.Look(page, "engaged-who");
        await page.FillAsync("[name='Who.BornOn']", $"1985-05-{Array.IndexOf(Crew, name) + 10}");
        await Press(page, "form:has([name='Who.Name']) button.btn-primary");
        if (first) await phone.Look(page, "engaged-given");
        await page.FillAsync("[name='Input.Iban']", "SE45 5000 0000 0583 9825 7466");
        await page.SelectOptionAsync("[name='Input.Said[withholding]']", "side_income");
        await page.FillAsync("[name='Input.Said[birth_year]']", "1985");
        await Press(page, "form:has([name='Input.Iban']) button.btn-primary");
        if (first) await phone.Look(page, "engaged-waits");

        await desk.Go(adviser, $"/engagements/{engagement}", first ? "engagement" : null);
        await adviser.SelectOptionAsync("[name='Act.What']", "approve");
        await Press(adviser, "form:has([name='Act.What']) button.btn-primary");
        if (first) await desk.Look(adviser, "engagement-approved");

        await page.GotoAsync(link);
        if (first) await phone.Look(page, "engaged-contract");
        await page.FillAsync("[name='Sign.Name']", $"{name} Berg");
        await page.CheckAsync("[name='Sign.Agrees']");
        await Press(page, "form:has([name='Sign.Name']) button.btn-primary");
        if (first) await phone.Look(page, "engaged-signed");
        await page.Context.CloseAsync();
    }

    private async Task PayCrew(Visit visit)
    {
        var finance = await visit.SignIn("fia@samverk.example");
        await visit.Go(finance, "/payroll", null);
        await finance.FillAsync("[name='Input.PayDay']", "2026-03-20");
        await Press(finance, "form:has([name='Input.PayDay']) button.btn-primary");
        var run = new Uri(finance.Url).AbsolutePath;
        var second = await visit.SignIn("filip@samverk.example");
        await visit.Go(second, run, "crew-run");
        await Press(second, "form:has([name='Input.Version']) button.btn-primary");
        for (var tries = 0; await browser.AskDemo<int>("select count(*)::int from employment.engagement where state = 'Paid' and email like '%@crew.example'", new { }) < 12; tries++)
        {
            Assert.True(tries < 120, "the engagements were not noted as paid");
            await Task.Delay(500);
        }
    }

    private async Task<string> LinkOf(string name) => EngagedIn().Match(await browser.AskDemo<string>(
        "select body from store.mail where document = (select id from employment.engagement where name = @name) order by id limit 1", new { name = $"{name} Berg" })).Value;

    [GeneratedRegex("/engaged/[A-Za-z0-9_-]{43}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EngagedIn();

    [GeneratedRegex("[^0-9]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Digits();
}
