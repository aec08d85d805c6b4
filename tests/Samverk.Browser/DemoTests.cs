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
        { "anna@samverk.example", ["/desk", "/members", "/activities", "/staff/orders"] },
        { "fia@samverk.example", ["/bank", "/invoices", "/fund", "/exposure"] },
    };

    [Theory, MemberData(nameof(People))]
    public async Task Somebody_signs_in_and_opens_the_pages_of_their_role(string email, string[] pages)
    {
        foreach (var (phone, language) in ((bool, string)[])[(true, "sv"), (false, "en")])
        {
            var page = await browser.OpenDemo("/sign-in", phone, language);
            await page.Locator("input[type=email], input[name='Input.Email']").First.FillAsync(email);
            await page.Locator("input[type=password]").First.FillAsync(DemoCooperative.Password);
            await page.Locator("main form button.btn-primary").First.ClickAsync();
            await page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));

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
}
