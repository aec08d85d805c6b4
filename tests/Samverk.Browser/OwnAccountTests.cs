using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Samverk.Host;

namespace Samverk.Browser;

/// <summary>What only a browser can do with an account: passkeys of a virtual authenticator (WebAuthn Level 2, section 11), and acting for a member.</summary>
public sealed class OwnAccountTests(Browser browser)
{
    [Fact]
    public async Task A_passkey_is_made_signs_in_and_is_removed()
    {
        var page = await browser.OpenDemo("/sign-in", phone: false, "en");
        // A domain, for an address of numbers has no passkeys.
        await page.GotoAsync(new UriBuilder(page.Url) { Host = "localhost" }.Uri.ToString());
        var device = await page.Context.NewCDPSessionAsync(page);
        await device.SendAsync("WebAuthn.enable");
        await device.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
        await page.SignIn("jonas@samverk.example");
        await page.GotoAsync(Local(page, "/security/passkey"));
        await page.Locator("input[name='Input.Name']").FillAsync("my phone");
        await page.Follow(page.Locator("form[data-passkey] button.btn-primary"));
        Assert.EndsWith("/security", page.Url, StringComparison.Ordinal);
        Assert.Contains("my phone", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        await Picture(page, "security");
        await Browser.IsAccessible(page);

        await page.Follow(page.Locator("form[action='/sign-out'] button").First);
        await page.GotoAsync(Local(page, "/sign-in"));
        await page.Follow(page.Locator("form[data-passkey='get'] button"));
        Assert.DoesNotContain("/sign-in", page.Url, StringComparison.Ordinal);
        await page.GotoAsync(Local(page, "/security"));
        Assert.Contains("Passkey", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);

        // The same key at another origin: the device's answer names where it was asked, and that is not here.
        await page.Follow(page.Locator("form[action='/sign-out'] button").First);
        await page.GotoAsync(Local(page, "/sign-in"));
        await page.EvaluateAsync("""
            () => { const was = JSON.stringify; JSON.stringify = (made, ...rest) => {
                if (made?.response?.clientDataJSON) {
                    const client = JSON.parse(atob(made.response.clientDataJSON.replace(/-/g, '+').replace(/_/g, '/')));
                    client.origin = 'https://elsewhere.example';
                    made.response.clientDataJSON = btoa(was(client)).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
                }
                return was(made, ...rest); }; }
            """);
        await page.Locator("form[data-passkey='get'] button").ClickAsync();
        await Assertions.Expect(page.Locator("[role=alert]")).ToContainTextAsync("passkey was not accepted");

        await page.SignIn("jonas@samverk.example");
        await page.GotoAsync(Local(page, "/security"));
        await page.Follow(page.Locator("form:has-text('my phone') button"));
        Assert.DoesNotContain("my phone", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_adviser_acts_for_a_member_under_a_banner_and_stops()
    {
        foreach (var (phone, size) in ((bool, string)[])[(true, "phone"), (false, "desk")])
        {
            var page = await browser.OpenDemo("/sign-in", phone, "en");
            await page.SignIn("frida@samverk.example");
            await page.GotoAsync("/api/v1/me");
            var frida = Regex.Match(await page.ContentAsync(), "[0-9a-f]{8}-[0-9a-f-]{27}", RegexOptions.None, TimeSpan.FromSeconds(1)).Value;
            await page.Context.ClearCookiesAsync();

            await page.GotoAsync("/sign-in");
            await page.SignIn("anna@samverk.example");
            await page.GotoAsync($"/act-as/{frida}");
            await Picture(page, $"act-as-{size}");
            await Browser.IsAccessible(page);
            await page.Locator("textarea[name='Input.Which']").FillAsync("asked by phone");
            await page.Locator("main form button.btn-primary").ClickAsync();
            await Assertions.Expect(page.Locator(".sv-banner:has(button)")).ToContainTextAsync("acting for");
            await Picture(page, $"acting-{size}");
            await Browser.IsAccessible(page);
            await Browser.FitsTheScreen(page);
            await page.GotoAsync("/security");
            await Assertions.Expect(page.Locator("[role=alert]")).ToContainTextAsync("Only the person themselves");
            await page.Locator(".sv-banner button").ClickAsync();
            await Assertions.Expect(page.Locator(".sv-banner:has(button)")).ToHaveCountAsync(0);
        }
    }

    private static string Local(IPage page, string path) => new Uri(new Uri(page.Url), path).ToString();

    private static async Task Picture(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("SAMVERK_PICTURES") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
    }
}
