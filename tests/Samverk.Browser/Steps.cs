using Microsoft.Playwright;
using Samverk.Host;

namespace Samverk.Browser;

/// <summary>What people of all walks do.</summary>
internal static class Steps
{
    /// <summary>On the page for signing in, as somebody of the demo.</summary>
    public static async Task SignIn(this IPage page, string email)
    {
        await page.Locator("input[type=email], input[name='Input.Email']").First.FillAsync(email);
        await page.Locator("input[type=password]").First.FillAsync(DemoCooperative.Password);
        await page.Follow(page.Locator("main form button.btn-primary").First);
        Assert.DoesNotContain("/sign-in", page.Url, StringComparison.Ordinal);
    }

    /// <summary>Clicks, and waits until the next page has taken the place of this one.</summary>
    public static Task Follow(this IPage page, ILocator link) => page.Leave(() => link.ClickAsync());

    /// <summary>Does something that opens another page, and waits until that page is there.</summary>
    public static async Task Leave(this IPage page, Func<Task> step)
    {
        await page.EvaluateAsync("document.documentElement.dataset.left = 'yes'");
        await step();
        await page.Locator("html:not([data-left])").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        // The page is asked itself: the driver's own waiting can miss a load that ends while it begins to wait.
        await page.EvaluateAsync("new Promise(done => document.readyState === 'complete' ? done() : addEventListener('load', () => done()))");
    }
}
