using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Samverk.Tests.Ui;

/// <summary>One person's browser without a script: keeps cookies, and sends forms as the page has written them.</summary>
internal sealed class Guest(HttpClient http, Uri? host = null)
{
    private readonly Dictionary<string, string> cookies = new(StringComparer.Ordinal);

    private string? formToken;

    /// <summary>Sent with every request.</summary>
    public Dictionary<string, string> Headers { get; } = new(StringComparer.Ordinal) { ["Accept-Language"] = "en" };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async Task<(HttpStatusCode Status, string Text, HttpResponseMessage Answer)> Get(string path) => await Send(HttpMethod.Get, path, null);

    /// <summary>Opens a page, fills in the form of that name and sends it.</summary>
    public async Task<(HttpStatusCode Status, string Text, HttpResponseMessage Answer)> Post(string path, string form, params (string Name, string Value)[] fields)
    {
        var page = await Get(path);
        var found = Regex.Matches(page.Text, "<form.*?</form>", RegexOptions.Singleline, TimeSpan.FromSeconds(2)).Select(match => match.Value)
            .FirstOrDefault(one => one.Contains($"value=\"{form}\"", StringComparison.Ordinal) || one.Contains($"action=\"{form}\"", StringComparison.Ordinal));
        Assert.True(found is not null, $"{path} ({page.Status}) has no form {form}: {Regex.Match(page.Text, "<main.*?</main>", RegexOptions.Singleline, TimeSpan.FromSeconds(2)).Value}");
        var content = Hidden(found).ToDictionary(one => one.Name, one => one.Value, StringComparer.Ordinal);
        foreach (var (name, value) in fields) content[name] = value;
        return await Send(HttpMethod.Post, form.StartsWith('/') ? form : path, new FormUrlEncodedContent(content));
    }

    /// <summary>Signs in; the cookie stays.</summary>
    public Task<(HttpStatusCode Status, string Text, HttpResponseMessage Answer)> SignIn(string email, string password) =>
        Post("/sign-in", "sign-in", ("Input.Email", email), ("Input.Password", password));

    /// <summary>A request to the API with this person's cookie, and for commands the form token of a page.</summary>
    public async Task<(HttpStatusCode Status, string Text, HttpResponseMessage Answer)> Api(HttpMethod method, string path, string? json)
    {
        if (json is null) return await Send(method, path, null);
        formToken ??= Hidden((await Get("/")).Text).First(one => one.Name is "__RequestVerificationToken").Value;
        using var content = new StringContent(json, Encoding.UTF8, "application/json");
        return await Send(method, path, content, ("RequestVerificationToken", formToken));
    }

    /// <summary>After signing in or acting, form tokens belong to somebody else.</summary>
    public void ForgetFormToken() => formToken = null;

    public bool HasCookie(string name) => cookies.ContainsKey(name);

    public async Task<(HttpStatusCode Status, string Text, HttpResponseMessage Answer)> Send(HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, host is null ? new Uri(path, UriKind.Relative) : new Uri(host, path)) { Content = content };
        foreach (var (name, value) in Headers.Select(one => (one.Key, one.Value)).Concat(headers)) request.Headers.TryAddWithoutValidation(name, value);
        if (cookies.Count > 0) request.Headers.Add("Cookie", string.Join("; ", cookies.Select(one => $"{one.Key}={one.Value}")));
        var answer = await http.SendAsync(request, Cancel);
        if (answer.Headers.TryGetValues("Set-Cookie", out var set))
            foreach (var (name, value) in set.Select(one => one.Split(';')[0].Split('=', 2)).Select(pair => (pair[0], pair[1])))
                if (value.Length > 0) cookies[name] = value;
                else cookies.Remove(name);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancel), answer);
    }

    /// <summary>The code of a problem; null when it is none.</summary>
    public static string? CodeOf(string text)
    {
        if (!text.StartsWith('{')) return null;
        using var json = JsonDocument.Parse(text);
        return json.RootElement.TryGetProperty("code", out var code) && code.ValueKind is JsonValueKind.String ? code.GetString() : null;
    }

    private static IEnumerable<(string Name, string Value)> Hidden(string html) => Regex
        .Matches(html, "<input type=\"hidden\" name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]*)\"", RegexOptions.None, TimeSpan.FromSeconds(2))
        .Select(match => (match.Groups["name"].Value, WebUtility.HtmlDecode(match.Groups["value"].Value)));
}
