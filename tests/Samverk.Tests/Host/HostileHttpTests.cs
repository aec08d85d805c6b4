using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Dapper;
using Samverk.Identity;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Tests.Ui;
using Actor = Samverk.Store.Actor;

namespace Samverk.Tests.Host;

/// <summary>What no browser of a well-meaning person sends. Every answer is kind, short, and gives nothing away.</summary>
public sealed class HostileHttpTests(RunningNode node) : IClassFixture<RunningNode>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Db Db => node.Get<Db>();

    [Theory]
    [InlineData("{", "field-invalid")]
    [InlineData("[]", "field-invalid")]
    [InlineData("null", "invalid-input")]
    [InlineData("""{"request":"no id","email":"a@example.org","roles":[],"language":"en"}""", "field-invalid")]
    [InlineData("""{"request":"01890a5d-ac96-774b-bcce-b302099a8057","email":"a@example.org","roles":[],"language":"en","admin":true}""", "field-unknown")]
    [InlineData("""{"request":"01890a5d-ac96-774b-bcce-b302099a8057","email":"a@example.org","roles":["King"],"language":"en"}""", "field-invalid")]
    [InlineData("""{"request":"01890a5d-ac96-774b-bcce-b302099a8057","email":"a@example.org","roles":[7],"language":"en"}""", "field-invalid")]
    [InlineData("""{"request":"01890a5d-ac96-774b-bcce-b302099a8057"}""", "field-missing")]
    public async Task A_body_that_is_no_command_is_refused_as_a_problem(string body, string code)
    {
        var (status, text, answer) = await Command("/api/v1/accounts/invite", Json(body), await Key(Role.Administrator));
        Assert.Equal((HttpStatusCode.BadRequest, code), (status, Guest.CodeOf(text)));
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Guarded(answer);
        Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Samverk.", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deep_JSON_ends_where_it_becomes_absurd_and_other_kinds_of_content_are_not_read()
    {
        var key = await Key(Role.Administrator);
        var deep = string.Concat(Enumerable.Repeat("{\"a\":", 5_000)) + "1" + new string('}', 5_000);
        Assert.Equal(HttpStatusCode.BadRequest, (await Command("/api/v1/accounts/invite", Json(deep), key)).Status);
        foreach (var type in (string[])["text/plain", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"])
        {
            using var content = new StringContent("{}");
            content.Headers.ContentType = System.Net.Http.Headers.MediaTypeHeaderValue.Parse(type);
            var (status, text, answer) = await Command("/api/v1/accounts/invite", content, key);
            Assert.Equal((HttpStatusCode.UnsupportedMediaType, "invalid-input"), (status, Guest.CodeOf(text)));
            Guarded(answer);
        }
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_not_taken()
    {
        var key = await Key(Role.Administrator);
        // The limit is known before anything is sent, and again while sending without a length.
        var (head, status) = await Raw($"POST /api/v1/accounts/invite HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {key}\r\nContent-Type: application/json\r\nContent-Length: 999999999\r\nConnection: close\r\n\r\n");
        Assert.True(status is 413, head);
        Assert.Contains("nosniff", head, StringComparison.Ordinal);
        Assert.Contains("\"code\":", head, StringComparison.Ordinal);
        var (_, form) = await Raw("POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 999999999\r\nConnection: close\r\n\r\n");
        // The form token could not be read, so the form is not taken, whatever its length.
        Assert.Equal(400, form);
        var (_, long_) = await Raw($"GET /?{new string('a', 20_000)} HTTP/1.1\r\nHost: x\r\n\r\n");
        Assert.Equal(414, long_);
        var (_, heads) = await Raw($"GET / HTTP/1.1\r\nHost: x\r\n{string.Concat(Enumerable.Range(0, 200).Select(number => $"X-{number}: {number}\r\n"))}\r\n");
        Assert.Equal(431, heads);
    }

    [Fact]
    public async Task Who_sends_a_byte_now_and_then_is_not_waited_for()
    {
        var key = await Key(Role.Administrator);
        var waited = Stopwatch.StartNew();
        var (said, status) = await Raw($"POST /api/v1/accounts/invite HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {key}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{{\"a\":");
        Assert.True(status is 400 or 408, said);
        Assert.True(waited.Elapsed < TimeSpan.FromSeconds(40));
    }

    [Fact]
    public async Task A_header_cannot_be_written_by_what_somebody_sends()
    {
        var (head, status) = await Raw("GET /preferences%0d%0aSet-Cookie:%20evil=1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        Assert.Equal(404, status);
        Assert.DoesNotContain("evil=1\r\n", head, StringComparison.Ordinal);
        var guest = new Guest(node.Client);
        var chosen = await guest.Post("/", "/preferences", ("language", "sv"), ("back", "/x\r\nSet-Cookie: evil=1"));
        Assert.DoesNotContain(chosen.Answer.Headers, header => header.Value.Any(value => value.Contains("evil", StringComparison.Ordinal) && header.Key is "Set-Cookie"));
        foreach (var bad in (string[])["GET / HTTP/1.1\r\n\r\n", "GARBAGE\r\n\r\n"])
            Assert.Equal(400, (await Raw(bad)).Status);
    }

    [Theory]
    [InlineData("/api/v1/../../etc/passwd")]
    [InlineData("/_content/../appsettings.json")]
    [InlineData("/_content/%2e%2e/%2e%2e/samverk.dll")]
    [InlineData("/..%2f..%2fetc%2fpasswd")]
    [InlineData("/appsettings.json")]
    [InlineData("/.git/config")]
    public async Task No_path_leads_out_of_what_is_served(string path)
    {
        var (head, status) = await Raw($"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        Assert.Equal(404, status);
        Assert.Contains("nosniff", head, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_that_is_sent_again_is_answered_again_and_another_under_its_id_is_refused()
    {
        var key = await Key(Role.Administrator);
        var request = Guid.CreateVersion7();
        string Body(string email) => JsonSerializer.Serialize(new { request, email, roles = new[] { "member" }, language = "en" });
        var first = await Command("/api/v1/accounts/lock", Json(JsonSerializer.Serialize(new { request, person = Guid.NewGuid(), locked = true })), key);
        Assert.Equal("in-person-only", Guest.CodeOf(first.Text));
        var own = await SignedIn(Role.Administrator);
        var invited = await own.Api(HttpMethod.Post, "/api/v1/accounts/invite", Body("again@example.org"));
        Assert.Equal(HttpStatusCode.OK, invited.Status);
        Assert.Equal((invited.Status, invited.Text), await Twice(own, Body("again@example.org")));
        var other = await own.Api(HttpMethod.Post, "/api/v1/accounts/invite", Body("other@example.org"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "id-used-for-something-else"), (other.Status, Guest.CodeOf(other.Text)));
        // The same by somebody else is something else too.
        var stranger = await (await SignedIn(Role.Administrator)).Api(HttpMethod.Post, "/api/v1/accounts/invite", Body("again@example.org"));
        Assert.Equal("id-used-for-something-else", Guest.CodeOf(stranger.Text));
        Assert.Equal(1, await Ask<int>("select count(*)::int from store.mail where recipient in ('again@example.org', 'other@example.org')"));
    }

    [Fact]
    public async Task What_is_uploaded_keeps_no_path_and_no_lie_about_its_type_and_comes_back_in_a_sandbox()
    {
        var (member, order) = (Tests.Cooperative.Somebody(Role.Member), Guid.CreateVersion7());
        Assert.Null((await Db.Write(Actor.System, tx => tx.CreateAccount(member.Person, $"m{member.Person.Value:N}@example.org", null, [Role.Member], "en"))).Refusal);
        var door = (Door)node.Get<Microsoft.Extensions.DependencyInjection.IServiceScopeFactory>().CreateScope().ServiceProvider.GetService(typeof(Door))!;
        Assert.Null((await door.Run(new SaveOrder.Command(Guid.CreateVersion7(), order, new OrderContent { Title = "Portraits" }), member)).Refusal);
        var key = await KeyOf(member);

        async Task<(HttpStatusCode Status, string Text)> Attach(string name, string type, string content)
        {
            var (status, text, _) = await Command("/api/v1/orders/attach", Json(JsonSerializer.Serialize(
                new { request = Guid.CreateVersion7(), order, name, mediaType = type, content = Encoding.UTF8.GetBytes(content), ownContract = false })), key);
            return (status, text);
        }

        foreach (var (name, type, content) in new[]
        {
            ("page.html", "text/html", "<script>alert(1)</script>"), ("image.svg", "image/svg+xml", "<svg onload='alert(1)'/>"), ("photo.png", "image/png", "<script>"),
            ("a\nb.txt", "text/plain", "words"), ("..", "text/plain\r\nX-Evil: 1", "words"), (new string('a', 300), "text/plain", "words"), ("empty.txt", "text/plain", ""),
        })
            Assert.Equal((HttpStatusCode.UnprocessableEntity, "field-invalid"), await Attach(name, type, content) is var said ? (said.Status, Guest.CodeOf(said.Text)) : default);
        Assert.Equal(HttpStatusCode.OK, (await Attach("..\\..\\/etc/passwd", "text/plain", "<script>alert(1)</script>")).Status);
        var shown = (await door.Read(new ViewOrder.Query(order), member)).Value;
        Assert.DoesNotContain("..", JsonSerializer.Serialize(shown, StoreJson.Options), StringComparison.Ordinal);

        var hash = await Ask<string>("select encode(hash, 'hex') from store.file order by stored_at desc limit 1");
        var file = await new Guest(node.Client).Send(HttpMethod.Get, $"/api/v1/orders/{order}/files/{hash}", null, ("Authorization", $"Bearer {key}"));
        Assert.Equal(HttpStatusCode.OK, file.Status);
        Assert.Equal("attachment", file.Answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Contains("sandbox", string.Join(' ', file.Answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Guarded(file.Answer);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/nowhere")]
    [InlineData("/api/v1/members.csv")]
    [InlineData("/api/v1/nowhere")]
    [InlineData("/api/v1/accounts")]
    [InlineData("/api/")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/health/ready")]
    [InlineData("/confirm/nothing")]
    [InlineData("/i/nothing")]
    [InlineData("/_content/Samverk.Identity/passkey.js")]
    public async Task Whatever_is_answered_is_guarded(string path) => Guarded((await (await SignedIn(Role.Administrator)).Get(path)).Answer);

    private static void Guarded(HttpResponseMessage answer)
    {
        var policy = string.Join(' ', answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("base-uri 'none'", policy, StringComparison.Ordinal);
        Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
        Assert.Equal(["DENY"], answer.Headers.GetValues("X-Frame-Options"));
        Assert.True(answer.Headers.Contains("Referrer-Policy"));
        Assert.False(answer.Headers.Contains("Server") || answer.Headers.Contains("X-Powered-By"));
    }

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    private static async Task<(HttpStatusCode, string)> Twice(Guest guest, string body)
    {
        var (status, text, _) = await guest.Api(HttpMethod.Post, "/api/v1/accounts/invite", body);
        return (status, text);
    }

    private Task<(HttpStatusCode Status, string Text, HttpResponseMessage Answer)> Command(string path, HttpContent content, string key) =>
        new Guest(node.Client).Send(HttpMethod.Post, path, content, ("Authorization", $"Bearer {key}"));

    private async Task<Guest> SignedIn(Role role)
    {
        var person = Id<Person>.New();
        Assert.Null((await Db.Write(Actor.System, tx => tx.CreateAccount(person, $"p{person.Value:N}@example.org", "four words in a row", [role], "en"))).Refusal);
        var guest = new Guest(node.Client) { Headers = { ["X-Forwarded-For"] = $"198.51.100.{Random.Shared.Next(1, 255)}" } };
        Assert.Equal(HttpStatusCode.Found, (await guest.SignIn($"p{person.Value:N}@example.org", "four words in a row")).Status);
        return guest;
    }

    private async Task<string> Key(Role role)
    {
        var actor = Tests.Cooperative.Somebody(role);
        Assert.Null((await Db.Write(Actor.System, tx => tx.CreateAccount(actor.Person, $"k{actor.Person.Value:N}@example.org", null, [role], "en"))).Refusal);
        return await KeyOf(actor);
    }

    private async Task<string> KeyOf(Actor actor)
    {
        var key = new Secret(Token.Prefix + Secret.New().Value);
        Assert.Null((await Db.Write(Actor.System, tx => new CreateToken().Run(new(Guid.CreateVersion7(), "test", true, tx.Today, key), tx, actor))).Refusal);
        return key.Value;
    }

    private async Task<T> Ask<T>(string sql)
    {
        await using var connection = await Db.Source.OpenConnectionAsync(Cancel);
        return await connection.QuerySingleAsync<T>(sql);
    }

    /// <summary>Bytes as they are, which no client library would send.</summary>
    private async Task<(string Answer, int Status)> Raw(string request)
    {
        using var line = new TcpClient();
        await line.ConnectAsync(node.Client.BaseAddress!.Host, node.Client.BaseAddress.Port, Cancel);
        await using var stream = line.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request), Cancel);
        var (answer, buffer) = (new StringBuilder(), new byte[8192]);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        patience.CancelAfter(TimeSpan.FromSeconds(45));
        int read;
        try
        {
            while ((read = await stream.ReadAsync(buffer, patience.Token)) > 0)
            {
                answer.Append(Encoding.Latin1.GetString(buffer, 0, read));
                if (answer.ToString().Contains("\r\n0\r\n\r\n", StringComparison.Ordinal) || answer.ToString().Contains("Content-Length: 0\r\n", StringComparison.Ordinal)) break;
            }
        }
        catch (IOException)
        {
            // The node has closed the line.
        }

        var text = answer.ToString();
        return (text, text.Length > 12 ? int.Parse(text.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture) : 0);
    }
}
