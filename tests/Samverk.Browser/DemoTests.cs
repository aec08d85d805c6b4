using Microsoft.AspNetCore.Builder;
using Microsoft.Playwright;
using Samverk.Host;

namespace Samverk.Browser;

/// <summary>The demo as people meet it: they sign in and open the pages of their role, on a phone and on a desk, in both languages.</summary>
public sealed class DemoTests(Browser browser)
{
    public static TheoryData<string, string[]> People() => new()
    {
        { "frida@samverk.example", ["/", "/activities", "/orders", "/invoices", "/clients"] },
        { "jonas@samverk.example", ["/work", "/work/new", "/payslips", "/expenses", "/expenses/new", "/me/account"] },
        { "anna@samverk.example", ["/desk", "/members", "/activities", "/staff/orders"] },
        { "fia@samverk.example", ["/bank", "/bank/accounts", "/bank/reconciliation", "/invoices", "/invoices/ageing", "/fund", "/exposure", "/exposure/limits", "/companies", "/transfers/waiting"] },
        { "filip@samverk.example", ["/payments", "/payments/payees", "/payments/settings", "/liquidity", "/declarations", "/payroll", "/payroll/corrections/new", "/expenses", "/work", "/simulator", "/simulator/compare", "/simulator/saved", "/simulator/steps"] },
        { "fia@samverk.example", ["/ledger", "/ledger/trial-balance", "/ledger/trial-balance?under=assets:client", "/ledger/journal", "/ledger/periods", "/ledger/seal"] },
        { "bo@samverk.example", ["/ledger", "/ledger/trial-balance", "/exposure/limits", "/companies", "/fund"] },
    };

    [Theory, MemberData(nameof(People))]
    public async Task Somebody_signs_in_and_opens_the_pages_of_their_role(string email, string[] pages)
    {
        foreach (var (phone, language) in ((bool, string)[])[(true, "sv"), (false, "en")])
        {
            var page = await browser.OpenDemo("/sign-in", phone, language);
            await page.SignIn(email);

            foreach (var path in pages)
            {
                var answer = await page.GotoAsync(path);
                Assert.True(answer!.Ok, $"{path} answered {answer.Status} to {email}");
                Assert.False(string.IsNullOrWhiteSpace(await page.Locator("h1").First.InnerTextAsync()));
                if (Environment.GetEnvironmentVariable("SAMVERK_PICTURES") is { Length: > 0 } folder)
                    await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{email.Split('@')[0]}{path.Replace('/', '-')}-{(phone ? "phone" : "desk")}.png"), FullPage = true });
                await Browser.IsAccessible(page);
                await Browser.FitsTheScreen(page);
            }
        }
    }

    /// <summary>From a balance to the account, to the entry, to the document: no figure is a dead end.</summary>
    [Theory, InlineData(true, "sv"), InlineData(false, "en")]
    public async Task A_figure_of_the_trial_balance_opens_down_to_its_document(bool phone, string language)
    {
        var page = await browser.OpenDemo("/sign-in", phone, language);
        await page.SignIn("fia@samverk.example");

        await page.GotoAsync("/ledger/trial-balance");
        foreach (var (link, opens) in ((string, string)[])[("main a.why[href*='assets:bank']", "/ledger/accounts/"), ("main a.why[href*='/ledger/entries/']", "/ledger/entries/"), ("main dd a[href^='/']", "/bank/lines/")])
        {
            // The latest line: the first of all is the opening, which has no document.
            await page.Follow(page.Locator(link).Last);
            if (!link.Contains(" dd ", StringComparison.Ordinal)) Assert.Contains(opens, page.Url, StringComparison.Ordinal);
            await Browser.IsAccessible(page);
            await Browser.FitsTheScreen(page);
        }
    }
}
