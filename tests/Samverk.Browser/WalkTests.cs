using System.Text.RegularExpressions;
using Microsoft.Playwright;
using NodaTime;
using Samverk.Banking;
using Samverk.Host;

namespace Samverk.Browser;

/// <summary>
/// From an order to its paid invoice, as the people do it: a member writes, an adviser checks, a client's clerk confirms without signing in, the
/// invoice goes out with PDF and XML, finance reads the bank's file, and the member sees where the money went.
/// </summary>
public sealed partial class WalkTests(Browser browser)
{
    private const string BankNumber = DemoFounding.BankNumber;

    [Theory]
    [InlineData(false, "en")]
    [InlineData(true, "sv")]
    public async Task An_order_becomes_a_paid_invoice(bool phone, string language)
    {
        var visit = new Visit(browser, phone, language);
        var title = $"Light for the winter fair {language}";

        var member = await visit.SignIn("frida@samverk.example");
        var order = await Write(visit, member, title, language);

        var adviser = await visit.SignIn("anna@samverk.example");
        await visit.Go(adviser, "/staff/orders", "staff-orders");
        await adviser.Follow(adviser.GetByRole(AriaRole.Link, new() { Name = title }));
        await visit.Look(adviser, "order-to-check");
        await adviser.SelectOptionAsync("[name='Input.What']", "Approve");
        await adviser.FillAsync("[name='Input.Why']", "fine");
        await Press(adviser, "form:has([name='Input.What']) button.btn-primary");
        Assert.Equal("Confirming", await browser.AskDemo<string>("select state from invoicing.client_order where id = @order", new { order }));

        await Confirm(visit, order);
        var invoice = await Invoice(visit, member, order, language);
        await Pay(visit, invoice);

        await visit.Go(member, $"/invoices/{invoice}", "invoice-paid");
        Assert.Contains(language is "sv" ? "Betald" : "Paid", await member.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        var activity = await browser.AskDemo<Guid>("select activity from invoicing.invoice where id = @invoice", new { invoice });
        await visit.Go(member, $"/activities/{activity}", "activity-after");
        await visit.Go(member, $"/activities/{activity}/breakdown?document={invoice}", "breakdown-after");
        Assert.Contains(language is "sv" ? "82 000,50" : "82,000.50", Plain(await member.Locator("main").InnerTextAsync()), StringComparison.Ordinal);
    }

    private static async Task<Guid> Write(Visit visit, IPage member, string title, string language)
    {
        await visit.Go(member, "/orders", "orders");
        await visit.Go(member, "/orders/new", null);
        var order = Guid.Parse(OrderIn().Match(member.Url).Groups["id"].Value);
        await member.FillAsync("[name='find']", "ljus");
        await member.Leave(() => member.PressAsync("[name='find']", "Enter"));
        Assert.Contains("find=", member.Url, StringComparison.Ordinal);
        await visit.Look(member, "order-write-1");
        await member.Follow(member.Locator("a[href*='/write/1?client=']").First);
        await member.SelectOptionAsync("[name='Input.Activity']", new SelectOptionValue { Index = 1 });
        await member.FillAsync("[name='Input.Title']", title);
        await member.FillAsync("[name='Input.Description']", "Light rig for the winter fair, two days, with rigging and strike.");
        await Press(member, "button[value='next']");

        // Empty, then in order: the refusal stands at its field and nothing typed is lost.
        await member.FillAsync("[name='Input.From']", "2026-03-10");
        await member.FillAsync("[name='Input.To']", "2026-03-11");
        await member.FillAsync("[name='Input.Place']", "Luleå");
        await member.SelectOptionAsync("[name='Input.PlaceCountry']", "SE");
        await member.FillAsync("[name='Input.Net']", "twelve thousand");
        await Press(member, "button[value='next']");
        Assert.Equal("twelve thousand", await member.InputValueAsync("[name='Input.Net']"));
        Assert.Equal("Luleå", await member.InputValueAsync("[name='Input.Place']"));
        Assert.Equal("true", await member.GetAttributeAsync("[name='Input.Net']", "aria-invalid"));
        await visit.Look(member, "order-write-2-refused");
        await member.FillAsync("[name='Input.Net']", language is "sv" ? "82 000,50" : "82000.50");
        await Press(member, "button[value='next']");

        await member.FillAsync("[name='Input.Trade']", "light design");
        foreach (var question in (string[])["ClientSetsPlace", "ClientSetsHours", "ClientLeadsWork"]) await member.SelectOptionAsync($"[name='Input.{question}']", "no");
        await member.FillAsync("[name='Input.SignerName[0]']", "Karin Ek");
        await member.FillAsync("[name='Input.SignerEmail[0]']", "karin@lulea.example");
        await member.FillAsync("[name='Input.ValidUntil']", "2026-03-20");
        await visit.Look(member, "order-write-3");
        await Press(member, "button[value='submit']");
        await visit.Look(member, "order-handed-in");
        return order;
    }

    private async Task Confirm(Visit visit, Guid order)
    {
        var body = await browser.AskDemo<string>("select body from store.mail where document = @order order by queued_at desc limit 1", new { order });
        if (await browser.AskDemo<string>("select html from store.mail where document = @order order by queued_at desc limit 1", new { order }) is { } html) await visit.LookAt(html, "mail-confirm");
        var clerk = await visit.Open(ConfirmIn().Match(body).Value);
        await visit.Look(clerk, "confirm");
        Assert.Contains("769612-3459", await clerk.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await Press(clerk, "form:has([name='Input.Kind']) button.btn-primary", force: true);
        await clerk.FillAsync("[name='Input.Name']", "Karin Ek");
        await clerk.FillAsync("[name='Input.Role']", "Producer");
        await clerk.FillAsync("[name='Input.Reference']", "REF-77");
        await clerk.CheckAsync("[name='Input.MaySign']");
        await Press(clerk, "form:has([name='Input.Kind']) button.btn-primary");
        await visit.Look(clerk, "confirmed");
        Assert.Equal("Active", await browser.AskDemo<string>("select state from invoicing.client_order where id = @order", new { order }));
    }

    private async Task<Guid> Invoice(Visit visit, IPage member, Guid order, string language)
    {
        await visit.Go(member, $"/orders/{order}", "order-active");
        await visit.Go(member, $"/orders/{order}/document", "order-document");
        await visit.Go(member, $"/orders/{order}/invoice", "plan");
        await member.FillAsync("[name='Input.Weight[0]']", "1");
        await member.FillAsync("[name='Input.Weight[1]']", "2");
        await Press(member, "button[value='show']");
        await visit.Look(member, "plan-two-parts");
        await member.FillAsync("[name='Input.Weight[0]']", "100");
        await member.FillAsync("[name='Input.Weight[1]']", "");
        await Press(member, "button[value='make']");
        await visit.Look(member, "draft");
        var draft = Guid.Parse(member.Url.Split('/')[^1]);
        var page = await member.APIRequest.GetAsync($"/api/v1/invoicing/drafts/{draft}/pdf");
        Assert.True(page.Ok, $"the preview answered {page.Status}");
        Assert.StartsWith("%PDF", await page.TextAsync(), StringComparison.Ordinal);

        await member.FillAsync("[name='Input.Quantity[0]']", "nought");
        await Press(member, "button[value='send']");
        Assert.Equal("true", await member.GetAttributeAsync("[name='Input.Quantity[0]']", "aria-invalid"));
        await visit.Look(member, "draft-refused");
        await member.FillAsync("[name='Input.Quantity[0]']", "1");
        await member.FillAsync("[name='Input.BuyerReference']", "REF-77");
        await Press(member, "button[value='send']");
        Assert.EndsWith($"/invoices/{draft}", new Uri(member.Url).AbsolutePath, StringComparison.Ordinal);

        // The page for people is printed, and both go out, right after the number was taken.
        for (var tries = 0; await browser.AskDemo<int>("select count(*)::int from store.mail where document = @draft", new { draft }) is 0; tries++)
        {
            Assert.True(tries < 120, "no mail for the invoice");
            await Task.Delay(500);
        }

        var names = await browser.AskDemo<string>("select attachments::text from store.mail where document = @draft", new { draft });
        Assert.Matches(@"\d{4}-\d{4}\.pdf", names);
        Assert.Matches(@"\d{4}-\d{4}\.xml", names);
        await visit.LookAt(await browser.AskDemo<string>("select html from store.mail where document = @draft", new { draft }), "mail-invoice");
        await visit.Go(member, $"/invoices/{draft}", "invoice-sent");
        foreach (var kind in (string[])["pdf", "xml"])
        {
            var file = await member.APIRequest.GetAsync($"/api/v1/invoicing/documents/{draft}/{kind}");
            Assert.True(file.Ok, $"the {kind} answered {file.Status}");
        }

        var body = await browser.AskDemo<string>("select body from store.mail where document = @draft", new { draft });
        var clerk = await visit.Open(InvoiceLinkIn().Match(body).Value);
        await visit.Look(clerk, "linked-invoice");
        Assert.Contains(language is "sv" ? "102 500,63" : "102,500.63", Plain(await clerk.Locator("main").InnerTextAsync()), StringComparison.Ordinal);
        return draft;
    }

    private async Task Pay(Visit visit, Guid invoice)
    {
        var (number, gross) = (
            await browser.AskDemo<string>("select number from invoicing.paper where document = @invoice", new { invoice }),
            await browser.AskDemo<long>("select gross from invoicing.invoice where id = @invoice", new { invoice }) / 100m);
        var row = new BankRow
        {
            Amount = gross, Currency = "SEK", Credit = true, BookingDate = new LocalDate(2026, 3, 2), ValueDate = new LocalDate(2026, 3, 2), Remittance = $"Faktura {number}", Counterparty = "Kund AB", Fingerprint = "",
        };
        var file = CamtWriter.Write([new BankStatement($"M-{invoice:n}"[..30], $"S-{invoice:n}"[..30], BankNumber, "SEK", 0m, gross, [row])], Instant.FromUtc(2026, 3, 2, 12, 0)).Value;

        var finance = await visit.SignIn("fia@samverk.example");
        await visit.Go(finance, "/bank", "bank");
        await finance.SetInputFilesAsync("[name='Upload']", new FilePayload { Name = "camt053.xml", MimeType = "application/xml", Buffer = file });
        await Press(finance, "form:has([name='Upload']) button.btn-primary");
        await visit.Look(finance, "bank-imported");
        Assert.Equal(gross, await browser.AskDemo<long>("select coalesce(sum(amount), 0)::bigint from invoicing.settlement where invoice = @invoice and kind = 'Payment'", new { invoice }) / 100m);
        foreach (var (path, name) in ((string, string)[])[("/invoices", "finance-invoices"), ($"/invoices/{invoice}", "finance-invoice"), ("/invoices/drafts", "drafts"), ("/invoices/ageing", "ageing"), ("/invoices/sender", "sender")])
            await visit.Go(finance, path, name);
        await visit.Go(finance, $"/clients/{await browser.AskDemo<Guid>("select client from invoicing.invoice where id = @invoice", new { invoice })}", "finance-client");

        // An invoice that is late: what finance and the adviser may do with it.
        var late = await browser.AskDemo<Guid>(
            "select id from invoicing.invoice where due < '2026-03-02' and gross > (select coalesce(sum(amount), 0) from invoicing.settlement where invoice = invoice.id) order by due, number limit 1", new { });
        foreach (var page in (string[])["", "/late", "/credit", "/dispute", "/write-off", "/recovery"]) await visit.Go(finance, $"/invoices/{late}{page}", $"late-invoice{page.Replace('/', '-')}");
    }

    private static async Task Press(IPage page, string button, bool force = false)
    {
        // Where the browser itself would stop an empty field, this asks the server all the same.
        if (force) await page.EvaluateAsync("document.querySelectorAll('form').forEach(form => form.noValidate = true)");
        await page.Follow(page.Locator(button).First);
    }

    private static string Plain(string text) => text.Replace('\u00A0', ' ').Replace('\u202F', ' ');

    [GeneratedRegex("/orders/(?<id>[0-9a-f-]{36})/", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OrderIn();

    [GeneratedRegex("/confirm/[A-Za-z0-9_-]{43}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ConfirmIn();

    [GeneratedRegex("/i/[A-Za-z0-9_-]{43}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex InvoiceLinkIn();

    /// <summary>The pages of one walk: each is looked at when it is opened.</summary>
    private sealed class Visit(Browser browser, bool phone, string language)
    {
        public Task<IPage> Open(string path) => browser.OpenDemo(path, phone, language);

        public async Task<IPage> SignIn(string email)
        {
            var page = await Open("/sign-in");
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
            await Keep(page, name);
            await Browser.IsAccessible(page);
            await Browser.FitsTheScreen(page);
        }

        /// <summary>A mail as its reader sees it.</summary>
        public async Task LookAt(string html, string name)
        {
            var page = await Open("/sign-in");
            await page.SetContentAsync(html);
            await Keep(page, name);
        }

        private async Task Keep(IPage page, string name)
        {
            if (Environment.GetEnvironmentVariable("SAMVERK_PICTURES") is { Length: > 0 } folder)
                await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"walk-{name}-{(phone ? "phone" : "desk")}.png"), FullPage = true });
        }
    }
}
