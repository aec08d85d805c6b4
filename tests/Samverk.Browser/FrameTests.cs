namespace Samverk.Browser;

/// <summary>The frame and the parts of every page, on a phone and on a desk, in both languages, light and dark.</summary>
public sealed class FrameTests(Browser browser)
{
    public static TheoryData<string, bool, string, bool> Views()
    {
        TheoryData<string, bool, string, bool> views = [];
        foreach (var path in (string[])["/", "/parts"])
            foreach (var phone in (bool[])[true, false])
                foreach (var language in (string[])["en", "sv"])
                    foreach (var dark in (bool[])[false, true])
                        views.Add(path, phone, language, dark);
        return views;
    }

    [Theory, MemberData(nameof(Views))]
    public async Task A_page_is_accessible_and_fits_the_screen(string path, bool phone, string language, bool dark)
    {
        var page = await browser.Open(path, phone, language, dark);

        Assert.Equal(language, await page.Locator("html").GetAttributeAsync("lang"));
        await Browser.IsAccessible(page);
        await Browser.FitsTheScreen(page);
    }
}
