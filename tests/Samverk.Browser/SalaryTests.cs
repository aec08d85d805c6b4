using Microsoft.Playwright;
using Samverk.Host;

namespace Samverk.Browser;

/// <summary>A member looks how long a salary lasts and reports an absence, on a phone and on a desk.</summary>
public sealed class SalaryTests(Browser browser)
{
    [Theory, InlineData(true, "sv"), InlineData(false, "en")]
    public async Task A_member_sees_how_long_a_salary_lasts_and_reports_an_absence(bool phone, string language)
    {
        var page = await browser.OpenDemo("/sign-in", phone, language);
        await page.Locator("input[type=email], input[name='Input.Email']").First.FillAsync("jonas@samverk.example");
        await page.Locator("input[type=password]").First.FillAsync(DemoCooperative.Password);
        await page.Locator("main form button.btn-primary").First.ClickAsync();
        await page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));

        await page.GotoAsync("/salary");
        await Look(page, "salary", phone);
        await page.Locator("main table a[href^='/salary/']").First.ClickAsync();
        await page.WaitForURLAsync(url => url.Contains("/salary/", StringComparison.Ordinal));
        await Look(page, "salary-one", phone);
        await page.Locator("main input[name=cost]").FillAsync("9999999");
        await page.Locator("main form[method=get] button").ClickAsync();
        await Look(page, "salary-too-much", phone);

        await page.GotoAsync("/absences/new");
        await Look(page, "absence-new", phone);
        await page.Locator("main select[name='Input.Kind']").SelectOptionAsync("Sick");
        var days = phone ? ("2027-02-01", "2027-02-05") : ("2027-03-01", "2027-03-25");
        await page.Locator("main input[name='Input.From']").FillAsync(days.Item1);
        await page.Locator("main input[name='Input.To']").FillAsync(days.Item2);
        await page.Locator("main select[name='Input.Activity']").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await page.Locator("main form button.btn-primary").ClickAsync();
        await page.WaitForURLAsync(url => url.Contains("/absences/", StringComparison.Ordinal) && !url.EndsWith("/new", StringComparison.Ordinal));
        await Look(page, "absence", phone);
        await page.GotoAsync("/absences");
        await Look(page, "absences", phone);
    }

    private static async Task Look(IPage page, string name, bool phone)
    {
        if (Environment.GetEnvironmentVariable("SAMVERK_PICTURES") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{(phone ? "phone" : "desk")}.png"), FullPage = true });
        Assert.False(string.IsNullOrWhiteSpace(await page.Locator("h1").First.InnerTextAsync()));
        await Browser.IsAccessible(page);
        await Browser.FitsTheScreen(page);
    }
}
