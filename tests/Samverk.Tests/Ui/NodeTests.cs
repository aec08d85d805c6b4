using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Samverk.Host;
using Samverk.Ui;

namespace Samverk.Tests.Ui;

public sealed class NodeTests(RunningNode node) : IClassFixture<RunningNode>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/")]
    [InlineData("/nowhere")]
    [InlineData("/health/live")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/api/v1/nowhere")]
    public async Task Every_answer_carries_the_security_headers(string path)
    {
        var answer = await node.Client.GetAsync(path, Cancel);
        var policy = Header(answer, "Content-Security-Policy");
        Assert.Contains("default-src 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
        Assert.Equal("DENY", Header(answer, "X-Frame-Options"));
        Assert.Equal("same-origin", Header(answer, "Referrer-Policy"));
        Assert.False(answer.Headers.Contains("Server"));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/nowhere")]
    public async Task A_page_needs_no_inline_style_and_no_script(string path)
    {
        var page = await Page(path);
        Assert.DoesNotContain(" style=", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<style", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_page_has_its_landmarks_one_heading_and_a_way_past_the_navigation()
    {
        var page = await Page("/");
        foreach (var once in (string[])["<main id=\"content\"", "<header", "<footer", "<h1", "class=\"sv-skip\" href=\"#content\"", "<html lang=\"en\""])
            Assert.Equal(2, page.Split(once).Length);
    }

    [Fact]
    public async Task The_reader_gets_the_language_of_the_link_or_of_the_cookie_or_of_the_browser()
    {
        Assert.Contains("lang=\"sv\"", await Page("/", ("Accept-Language", "de;q=0.9, sv-FI;q=0.8, en;q=0.5")), StringComparison.Ordinal);
        Assert.Contains("<html lang=\"en\"", await Page("/", ("Accept-Language", "sv"), ("Cookie", "samverk-language=en")), StringComparison.Ordinal);
        Assert.Contains("<html lang=\"sv\"", await Page("/?language=sv", ("Cookie", "samverk-language=en")), StringComparison.Ordinal);
        Assert.Contains("<html lang=\"en\"", await Page("/?language=xx", ("Accept-Language", "fr")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_page_for_visitors_lacks_a_text()
    {
        foreach (var language in Language.All)
            foreach (var path in (string[])["/", "/nowhere", "/error"]) await Page($"{path}?language={language.Code}");
        Assert.Empty(node.Get<Texts>().Missing);
    }

    [Fact]
    public async Task The_look_that_was_chosen_is_on_the_page()
    {
        Assert.Contains("data-bs-theme=\"dark\"", await Page("/", ("Cookie", "samverk-look=dark")), StringComparison.Ordinal);
        Assert.DoesNotContain("data-bs-theme", await Page("/", ("Cookie", "samverk-look=\"><script>")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/members?x=1", "/members?x=1")]
    [InlineData("//elsewhere.example", "/")]
    [InlineData("/\\elsewhere.example", "/")]
    [InlineData("https://elsewhere.example", "/")]
    public async Task Choosing_a_language_leads_back_and_never_elsewhere(string back, string expected)
    {
        var start = await node.Client.GetAsync("/", Cancel);
        var token = Regex.Match(await start.Content.ReadAsStringAsync(Cancel), "__RequestVerificationToken\" value=\"([^\"]+)", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value;
        using var form = new HttpRequestMessage(HttpMethod.Post, "/preferences")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal) { ["language"] = "sv", ["back"] = back, ["__RequestVerificationToken"] = token }),
        };
        form.Headers.Add("Cookie", start.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        var answer = await node.Client.SendAsync(form, Cancel);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal(expected, answer.Headers.Location!.OriginalString);
        Assert.Contains(answer.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("samverk-language=sv", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        var answer = await node.Client.PostAsync("/preferences", new FormUrlEncodedContent([new("language", "sv")]), Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("This form could not be taken", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_page_says_so_kindly_and_an_unknown_address_of_the_api_answers_a_problem()
    {
        var page = await node.Client.GetAsync("/nowhere", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        Assert.Contains("This page is not here", await page.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);

        var problem = await node.Client.GetAsync("/api/v1/nowhere", Cancel);
        Assert.Equal(HttpStatusCode.NotFound, problem.StatusCode);
        Assert.Equal("application/problem+json", problem.Content.Headers.ContentType!.MediaType);
        Assert.Equal("not-found", JsonDocument.Parse(await problem.Content.ReadAsStringAsync(Cancel)).RootElement.GetProperty("code").GetString());
    }

    [Fact]
    public async Task The_style_guide_is_for_builders_only() =>
        Assert.Equal(HttpStatusCode.NotFound, (await node.Client.GetAsync("/parts", Cancel)).StatusCode);

    [Fact]
    public async Task A_node_with_its_database_is_ready() =>
        Assert.Equal(HttpStatusCode.OK, (await node.Client.GetAsync("/health/ready", Cancel)).StatusCode);

    [Fact]
    public async Task A_node_without_its_database_lives_is_not_ready_and_says_what_broke_with_a_number()
    {
        await using var lost = Node.Build(new NodeOptions("http://127.0.0.1:0", "Host=127.0.0.1;Port=1;Database=none;Username=nobody;Timeout=1"));
        await lost.StartAsync(Cancel);
        using var client = RunningNode.To(lost);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/live", Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GetAsync("/health/ready", Cancel)).StatusCode);
        var broken = await client.GetAsync("/", Cancel);
        Assert.Equal(HttpStatusCode.InternalServerError, broken.StatusCode);
        Assert.Matches("<code>[0-9A-Za-z:]+</code>", await broken.Content.ReadAsStringAsync(Cancel));
        await lost.StopAsync(Cancel);
    }

    [Fact]
    public async Task The_first_page_weighs_less_than_a_hundred_kilobytes_and_its_styles_are_kept_for_good()
    {
        var page = await Page("/");
        var weight = page.Length;
        foreach (Match file in Regex.Matches(page, "<link rel=\"(?:icon|stylesheet)\"[^>]* href=\"([^\"]+)\"", RegexOptions.None, TimeSpan.FromSeconds(1)))
        {
            using var asked = new HttpRequestMessage(HttpMethod.Get, file.Groups[1].Value);
            asked.Headers.AcceptEncoding.ParseAdd("gzip");
            var answer = await node.Client.SendAsync(asked, Cancel);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
            weight += (await answer.Content.ReadAsByteArrayAsync(Cancel)).Length;
        }

        Assert.InRange(weight, 20_000, 100_000);
    }

    [Fact]
    public async Task The_pages_own_policy_lets_the_api_reader_start_and_nothing_else()
    {
        var answer = await node.Client.GetAsync("/api/", Cancel);
        var once = Regex.Match(Header(answer, "Content-Security-Policy"), "'nonce-([^']+)'", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value;
        Assert.NotEmpty(once);
        Assert.Contains(once, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Cancel)), StringComparison.Ordinal);
    }

    private static string Header(HttpResponseMessage answer, string name) => string.Join(' ', answer.Headers.GetValues(name));

    private async Task<string> Page(string path, params (string Name, string Value)[] headers)
    {
        using var asked = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers) asked.Headers.TryAddWithoutValidation(name, value);
        return await (await node.Client.SendAsync(asked, Cancel)).Content.ReadAsStringAsync(Cancel);
    }
}
