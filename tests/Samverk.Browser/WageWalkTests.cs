using Microsoft.Playwright;
using NodaTime;
using Samverk.Banking;
using Samverk.Host;

namespace Samverk.Browser;

/// <summary>
/// From work that is announced to money on an account, as the people do it: a member announces, an adviser approves, finance freezes a run and a
/// second person releases it, the payment goes the same way, the bank's file comes back, the member reads why, and the assignment closes itself.
/// </summary>
public sealed class WageWalkTests(Browser browser)
{
    [Theory]
    [InlineData(false, "en")]
    [InlineData(true, "sv")]
    public async Task Announced_work_becomes_a_paid_wage_and_its_assignment_closes_itself(bool phone, string language)
    {
        await using var demo = await PaidDemo.Start();
        var visit = new Visit(browser, demo, phone, language);
        var (member, adviser) = (await visit.SignIn("jonas@samverk.example"), await visit.SignIn("anna@samverk.example"));
        var (fia, filip) = (await visit.SignIn("fia@samverk.example"), await visit.SignIn("filip@samverk.example"));
        await Worked(visit, demo, member, adviser);

        var run = await Released(visit, demo, fia, filip);
        await Paid(visit, demo, fia, filip, run);
        await visit.Go(fia, $"/payroll/{run}", "run-paid");
        Assert.Contains(language is "sv" ? "Banken har betalat alla" : "The bank has paid all", await fia.Locator("main").InnerTextAsync(), StringComparison.Ordinal);

        await visit.Go(member, "/payslips", "payslips");
        await visit.Go(member, $"/payslips/{await demo.Ask<Guid>("select id from employment.payslip where run = @run", new { run })}", null);
        await member.Locator("main summary").First.ClickAsync();
        await visit.Look(member, "payslip");
        var text = Plain(await member.Locator("main").InnerTextAsync());
        Assert.Contains(language is "sv" ? "7 000,00" : "7,000.00", text, StringComparison.Ordinal);
        Assert.Contains(language is "sv" ? "13 142,00" : "13,142.00", text, StringComparison.Ordinal);
        var pdf = await member.APIRequest.GetAsync((await member.GetAttributeAsync("main a[download]", "href"))!);
        Assert.True(pdf.Ok, $"the PDF answered {pdf.Status}");
        Assert.StartsWith("%PDF", await pdf.TextAsync(), StringComparison.Ordinal);

        await demo.Tomorrow();
        await demo.Until("select state = 'Settled' from activities.activity where id = @id", new { id = demo.Activity.Value });
        await visit.Go(member, $"/activities/{demo.Activity}", "activity-settled");
        await Corrected(visit, demo, (fia, filip, member), run);
    }

    private static async Task Worked(Visit visit, PaidDemo demo, IPage member, IPage adviser)
    {
        await visit.Go(member, "/work/new", null);
        await member.SelectOptionAsync("[name='Input.Activity']", new SelectOptionValue { Label = "Gallery night" });
        foreach (var (field, value) in ((string, string)[])[("From", "2026-03-03"), ("To", "2026-03-03"), ("Place", "Umeå"), ("Role", "sound"), ("Risk", "nothing special")])
            await member.FillAsync($"[name='Input.{field}']", value);
        await visit.Look(member, "work-new");
        await Press(member, "form:has([name='Input.Place']) button.btn-primary");
        var work = new Uri(member.Url).AbsolutePath;

        await visit.Go(adviser, work, "work-to-approve");
        await Decide(adviser, "approve");
        await visit.Go(member, work, null);
        await member.FillAsync("[name='Input.Asked']", "10000");
        await Press(member, "form:has([name='Input.Asked']) button.btn-primary");
        await visit.Look(member, "wage-asked");
        await visit.Go(adviser, work, null);
        await Decide(adviser, "approve-wage");
        Assert.Equal(13_142_00, await demo.Ask<long>("select cost from employment.wage where state = 'Approved' and activity = @id", new { id = demo.Activity.Value }));
    }

    private static async Task<Guid> Released(Visit visit, PaidDemo demo, IPage fia, IPage filip)
    {
        await visit.Go(fia, "/payroll", null);
        await fia.FillAsync("[name='Input.PayDay']", "2026-03-05");
        await visit.Look(fia, "payroll");
        await Press(fia, "form:has([name='Input.PayDay']) button.btn-primary");
        await visit.Look(fia, "run-computed");
        var run = Guid.Parse(new Uri(fia.Url).AbsolutePath.Split('/')[^1]);
        await visit.Go(filip, $"/payroll/{run}", "run-to-release");
        await Press(filip, "form:has([name='Input.Version']) button.btn-primary");
        await visit.Look(filip, "run-released");
        await demo.Until("select exists (select from treasury.due where run = @run)", new { run });
        return run;
    }

    private static async Task Paid(Visit visit, PaidDemo demo, IPage fia, IPage filip, Guid run)
    {
        await visit.Go(fia, "/payments", null);
        foreach (var ticked in await fia.Locator("[name='Input.Dues']:checked").AllAsync()) await ticked.UncheckAsync();
        var due = await demo.Ask<Guid>("select id from treasury.due where run = @run", new { run });
        await fia.CheckAsync($"[name='Input.Dues'][value='{due}']");
        await visit.Look(fia, "payments");
        await Press(fia, $"form:has([value='{due}']) button.btn-primary");
        var batch = new Uri(fia.Url).AbsolutePath;
        await visit.Go(filip, batch, "batch");
        await Press(filip, "button[value='release']");
        await visit.Look(filip, "batch-released");

        var payment = await demo.Ask<Guid>("select id from treasury.payment where due = @due", new { due });
        var day = new LocalDate(2026, 3, 2);
        var row = new BankRow { Amount = 7_000, Currency = "SEK", Credit = false, BookingDate = day, ValueDate = day, EndToEndId = payment.ToString("N"), Fingerprint = "" };
        var file = CamtWriter.Write([new BankStatement("M-wage", "S-wage", DemoFounding.BankNumber, "SEK", 0m, -7_000m, [row])], Instant.FromUtc(2026, 3, 2, 12, 0)).Value;
        await visit.Go(fia, "/bank", null);
        await fia.SetInputFilesAsync("[name='Upload']", new FilePayload { Name = "camt053.xml", MimeType = "application/xml", Buffer = file });
        await Press(fia, "form:has([name='Upload']) button.btn-primary");
        Assert.Equal("Paid", await demo.Ask<string>("select state from treasury.payment where id = @payment", new { payment }));
    }

    /// <summary>The day was shorter than its wage: finance computes the payslip again, a second person releases the difference, the member reads it.</summary>
    private static async Task Corrected(Visit visit, PaidDemo demo, (IPage Fia, IPage Filip, IPage Member) people, Guid run)
    {
        var slip = await demo.Ask<Guid>("select id from employment.payslip where run = @run", new { run });
        await visit.Go(people.Fia, $"/payroll/corrections/new?payslip={slip}", null);
        await people.Fia.SelectOptionAsync("[name='Input.Reason']", "Wage");
        foreach (var (field, value) in ((string, string)[])[("Why", "The day was shorter."), ("Grosses[0]", "9000"), ("PayDay", "2026-03-09")]) await people.Fia.FillAsync($"[name='Input.{field}']", value);
        await visit.Look(people.Fia, "correction-new");
        await Press(people.Fia, "form:has([name='Input.Why']) button.btn-primary");
        var correction = new Uri(people.Fia.Url).AbsolutePath;
        await visit.Go(people.Filip, correction, "correction-to-release");
        await Press(people.Filip, "form:has([name='Input.Version']) button.btn-primary");
        await visit.Look(people.Filip, "correction-released");
        await visit.Go(people.Fia, "/payroll", "payroll-with-correction");
        await visit.Go(people.Member, $"/payslips/{slip}", "payslip-corrected");
        await people.Member.Follow(people.Member.Locator("main a[href^='/payslips/']").First);
        Assert.DoesNotContain($"{slip}", people.Member.Url, StringComparison.Ordinal);
        await visit.Look(people.Member, "payslip-correction");
        Assert.Contains("700", await people.Member.Locator("h1").InnerTextAsync(), StringComparison.Ordinal);
        await visit.Go(people.Member, "/payslips", "payslips-with-correction");
        var paper = await people.Member.APIRequest.GetAsync($"/api/v1/payslips/{await demo.Ask<Guid>("select id from employment.payslip where corrects = @slip", new { slip })}/pdf");
        Assert.StartsWith("%PDF", await paper.TextAsync(), StringComparison.Ordinal);
        if (Environment.GetEnvironmentVariable("SAMVERK_PICTURES") is { Length: > 0 } folder) await File.WriteAllBytesAsync(Path.Combine(folder, $"wage-correction-{Guid.NewGuid():N}.pdf"), await paper.BodyAsync());
    }

    private static async Task Decide(IPage page, string what)
    {
        await page.SelectOptionAsync("[name='Act.What']", what);
        await Press(page, "form:has([name='Act.What']) button.btn-primary");
    }

    private static Task Press(IPage page, string button) => page.Follow(page.Locator(button).First);

    private static string Plain(string text) => text.Replace('\u00A0', ' ').Replace('\u202F', ' ');

    /// <summary>The pages of one walk: each is looked at when it is opened.</summary>
    private sealed class Visit(Browser browser, PaidDemo demo, bool phone, string language)
    {
        public async Task<IPage> SignIn(string email)
        {
            var page = await browser.OpenAt(demo.Node, "/sign-in", phone, language);
            await page.SignIn(email);
            return page;
        }

        public async Task Go(IPage page, string path, string? name)
        {
            var answer = await page.GotoAsync(path);
            Assert.True(answer!.Ok, $"{path} answered {answer.Status}");
            if (name is not null) await Look(page, name);
        }

        public async Task Look(IPage page, string name)
        {
            Assert.False(string.IsNullOrWhiteSpace(await page.Locator("h1").First.InnerTextAsync()));
            if (Environment.GetEnvironmentVariable("SAMVERK_PICTURES") is { Length: > 0 } folder)
                await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"wage-{name}-{(phone ? "phone" : "desk")}.png"), FullPage = true });
            await Browser.IsAccessible(page);
            await Browser.FitsTheScreen(page);
        }
    }
}
