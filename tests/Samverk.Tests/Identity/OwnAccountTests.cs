using System.Net;
using System.Text.RegularExpressions;
using Dapper;
using Samverk.Identity;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Tests.Ui;
using Actor = Samverk.Store.Actor;

namespace Samverk.Tests.Identity;

/// <summary>What people do with their own account over HTTP: keys, address, language, forgotten passwords; and how often.</summary>
public sealed class OwnAccountTests(RunningNode node) : IClassFixture<RunningNode>
{
    private const string Password = "four words in a row";

    private static int addresses;

    private Db Db => node.Get<Db>();

    [Fact]
    public async Task A_key_is_never_in_person_and_says_so()
    {
        var (email, person) = await Account(Role.Finance);
        var key = await Key(person, Role.Finance, mayWrite: true);
        foreach (var (path, body) in new[] { ("/api/v1/ledger/periods/close", $$"""{"request":"{{Guid.NewGuid()}}","entity":"{{Guid.NewGuid()}}","through":"2026-01-31"}"""), ("/api/v1/invoicing/write-offs/approve", $$"""{"request":"{{Guid.NewGuid()}}","proposal":"{{Guid.NewGuid()}}"}""") })
        {
            var byKey = await Ask(HttpMethod.Post, path, key, body);
            Assert.Equal((HttpStatusCode.UnprocessableEntity, "in-person-only"), (byKey.Status, Guest.CodeOf(byKey.Text)));
            // The same from the person's own browser, with the page's form token, is heard.
            var own = Somebody();
            await own.SignIn(email, Password);
            Assert.NotEqual("in-person-only", Guest.CodeOf((await own.Api(HttpMethod.Post, path, body)).Text));
        }

        var audited = await Ask<int>("select count(*)::int from store.audit where person = @person and refusal = 'in-person-only'", new { person = person.Value });
        Assert.Equal(2, audited);
    }

    [Fact]
    public async Task A_cookie_commands_only_with_the_form_token_of_its_own_visit()
    {
        var (email, _) = await Account(Role.Member);
        var own = Somebody();
        await own.SignIn(email, Password);
        var body = $$"""{"request":"{{Guid.NewGuid()}}","language":"sv"}""";
        Assert.Equal(HttpStatusCode.Unauthorized, (await own.Send(HttpMethod.Post, "/api/v1/my/language", Json(body))).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await own.Send(HttpMethod.Post, "/api/v1/my/language", Json(body), ("RequestVerificationToken", "made up"))).Status);
        var stranger = Somebody();
        var foreign = Regex.Match((await stranger.Get("/")).Text, "__RequestVerificationToken\" value=\"([^\"]+)", RegexOptions.None, TimeSpan.FromSeconds(1)).Groups[1].Value;
        Assert.Equal(HttpStatusCode.Unauthorized, (await own.Send(HttpMethod.Post, "/api/v1/my/language", Json(body), ("RequestVerificationToken", foreign))).Status);
        Assert.Equal(HttpStatusCode.OK, (await own.Api(HttpMethod.Post, "/api/v1/my/language", body)).Status);
        Assert.Equal("sv", await Ask<string>("select language from identity.account where email = @email", new { email }));
    }

    [Fact]
    public async Task A_key_ends_on_its_last_day_when_taken_back_when_the_account_is_locked_and_with_the_role()
    {
        var (_, person) = await Account(Role.Administrator);
        var key = await Key(person, Role.Administrator, mayWrite: false);
        Assert.Equal(HttpStatusCode.OK, (await Ask(HttpMethod.Get, "/api/v1/accounts", key)).Status);
        await Change("update identity.token set ends_on = ends_on - 1 where person = @id", person);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Ask(HttpMethod.Get, "/api/v1/accounts", key)).Status);
        await Change("update identity.token set ends_on = ends_on + 1 where person = @id", person);
        await Change("update identity.account set locked_at = created_at where id = @id", person);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Ask(HttpMethod.Get, "/api/v1/accounts", key)).Status);
        await Change("update identity.account set locked_at = null where id = @id", person);
        await Change("update identity.role_held set until = since, taken_by = given_by where person = @id", person);
        Assert.Equal(HttpStatusCode.NotFound, (await Ask(HttpMethod.Get, "/api/v1/accounts", key)).Status);
        await Change("update identity.token set revoked_at = made_at where person = @id", person);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Ask(HttpMethod.Get, "/api/v1/accounts", key)).Status);
    }

    [Fact]
    public async Task A_key_that_runs_wild_waits_and_other_keys_do_not()
    {
        var (_, person) = await Account(Role.Administrator);
        var (wild, calm) = (await Key(person, Role.Administrator, mayWrite: false), await Key(person, Role.Administrator, mayWrite: false));
        var others = await Ask<string>("select coalesce(string_agg(key, ','), '') from store.attempt where @person is not null", new { person = person.Value });
        Assert.Equal(HttpStatusCode.OK, (await Ask(HttpMethod.Get, "/api/v1/accounts", wild)).Status);
        Assert.Equal(1, await Ask<int>("with wild as (update store.attempt set count = 1000000 where key <> all(string_to_array(@others, ',')) returning 1) select count(*)::int from wild", new { others }));
        var stopped = await Ask(HttpMethod.Get, "/api/v1/accounts", wild);
        Assert.Equal((HttpStatusCode.TooManyRequests, "too-many-requests"), (stopped.Status, Guest.CodeOf(stopped.Text)));
        Assert.InRange(stopped.Answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 120);
        Assert.Equal(HttpStatusCode.OK, (await Ask(HttpMethod.Get, "/api/v1/accounts", calm)).Status);
    }

    [Fact]
    public async Task A_stranger_who_uses_up_the_tries_does_not_keep_the_owner_out_at_home()
    {
        var (email, person) = await Account(Role.Member);
        Assert.Equal(HttpStatusCode.Found, (await Somebody("203.0.113.5").SignIn(email, Password)).Status);
        // Guessing from many addresses at once uses up the tries of the account.
        for (var tries = 0; tries < 9; tries++) Assert.Equal(HttpStatusCode.OK, (await Somebody().SignIn(email, "wrong words in a row")).Status);
        var stopped = await Somebody().SignIn(email, Password);
        Assert.Equal(HttpStatusCode.TooManyRequests, stopped.Status);
        Assert.Contains("too many tries", stopped.Text, StringComparison.Ordinal);
        Assert.True(stopped.Answer.Headers.RetryAfter!.Delta > TimeSpan.Zero);
        // Another device of the same network.
        Assert.Equal(HttpStatusCode.Found, (await Somebody("203.0.113.77").SignIn(email, Password)).Status);
        Assert.Equal(2, await Ask<int>("select count(*)::int from identity.sign_in where person = @id", new { id = person.Value }));
    }

    [Fact]
    public async Task One_address_that_tries_many_accounts_is_stopped_and_others_are_not()
    {
        var (email, _) = await Account(Role.Member);
        for (var tries = 0; tries < 50; tries++) await Somebody("203.0.113.9").SignIn($"nobody{tries}@example.org", "wrong words in a row");
        Assert.Equal(HttpStatusCode.TooManyRequests, (await Somebody("203.0.113.9").SignIn(email, Password)).Status);
        Assert.Equal(HttpStatusCode.Found, (await Somebody("203.0.113.10").SignIn(email, Password)).Status);
    }

    [Fact]
    public async Task Nobody_s_inbox_is_flooded_and_links_cannot_be_tried_for_ever()
    {
        var (email, _) = await Account(Role.Member);
        for (var tries = 0; tries < 3; tries++) Assert.Equal(HttpStatusCode.Found, (await Somebody().Post("/forgot", "forgot", ("Input.Email", email))).Status);
        var stopped = await Somebody().Post("/forgot", "forgot", ("Input.Email", email));
        Assert.Equal(HttpStatusCode.TooManyRequests, stopped.Status);
        Assert.Equal(3, await Ask<int>("select count(*)::int from store.mail where recipient = @email", new { email }));

        foreach (var (page, api, limit) in new[] { ("/confirm/nothing", "/api/v1/confirmation?token=nothing", 60), ("/i/nothing", "/api/v1/invoicing/links/nothing/pdf", 60) })
        {
            var reader = Somebody();
            HttpStatusCode last = default;
            for (var tries = 0; tries <= limit; tries++) last = (await reader.Get(tries % 2 is 0 ? page : api)).Status;
            Assert.Equal(HttpStatusCode.TooManyRequests, last);
            Assert.Equal(HttpStatusCode.NotFound, (await Somebody().Get(page)).Status);
            var said = await reader.Get(page);
            Assert.Equal((HttpStatusCode.TooManyRequests, "text/html"), (said.Status, said.Answer.Content.Headers.ContentType!.MediaType));
            Assert.True(said.Answer.Headers.RetryAfter!.Delta > TimeSpan.Zero);
            var problem = await reader.Get(api);
            Assert.Equal((HttpStatusCode.TooManyRequests, "too-many-requests"), (problem.Status, Guest.CodeOf(problem.Text)));
            Assert.True(problem.Answer.Headers.RetryAfter!.Delta > TimeSpan.Zero);
        }
    }

    [Fact]
    public async Task A_forgotten_password_is_replaced_by_the_mailed_link_once()
    {
        var (email, _) = await Account(Role.Member);
        var there = Somebody();
        await there.SignIn(email, Password);
        await Somebody().Post("/forgot", "forgot", ("Input.Email", email));
        var path = await Link(email);
        var owner = Somebody();
        Assert.Equal(HttpStatusCode.Found, (await owner.Post(path, "choose", ("Input.Password", "quite other words in a row"))).Status);
        Assert.Equal(HttpStatusCode.OK, (await owner.Get("/security")).Status);
        Assert.NotEqual(HttpStatusCode.OK, (await there.Get("/security")).Status);
        Assert.Contains("has been used", (await Somebody().Post(path, "choose", ("Input.Password", "quite other words in a row"))).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await Somebody().SignIn(email, Password)).Status);
        Assert.Equal(HttpStatusCode.Found, (await Somebody().SignIn(email, "quite other words in a row")).Status);
    }

    [Fact]
    public async Task A_new_address_is_confirmed_where_the_person_is_signed_in_and_the_old_one_is_told()
    {
        var (email, person) = await Account(Role.Member);
        var owner = Somebody();
        await owner.SignIn(email, Password);
        var wanted = $"new-{email}";
        Assert.Contains("not your password", (await owner.Post("/security/email", "address", ("Input.Email", wanted), ("Input.Password", "wrong"))).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, (await owner.Post("/security/email", "address", ("Input.Email", wanted), ("Input.Password", Password))).Status);
        var path = await Link(wanted);
        Assert.Equal(email, await Ask<string>("select email from identity.account where id = @id", new { id = person.Value }));

        // Whoever else opens the link, a stranger or another member, gets nothing by it.
        Assert.Equal(HttpStatusCode.Found, (await Somebody().Get(path)).Status);
        var (others, _) = await Account(Role.Member);
        var other = Somebody();
        await other.SignIn(others, Password);
        Assert.Equal(HttpStatusCode.OK, (await other.Post(path, "confirm")).Status);
        Assert.Equal(email, await Ask<string>("select email from identity.account where id = @id", new { id = person.Value }));

        // A link for a new password that lies in the old mailbox ends.
        await Somebody().Post("/forgot", "forgot", ("Input.Email", email));
        Assert.Equal(HttpStatusCode.Found, (await owner.Post(path, "confirm")).Status);
        Assert.Equal(wanted, await Ask<string>("select email from identity.account where id = @id", new { id = person.Value }));
        Assert.Equal(0, await Ask<int>("select count(*)::int from identity.link where person = @id and (used_at is null or email is not null)", new { id = person.Value }));
        Assert.Contains("another address", await Ask<string>("select body from store.mail where recipient = @email order by queued_at desc, id desc limit 1", new { email }), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await Somebody().SignIn(email, Password)).Status);
        Assert.Equal(HttpStatusCode.Found, (await Somebody().SignIn(wanted, Password)).Status);
        Assert.False(await Ask<bool>("select exists (select from store.audit where audit::text like '%' || @wanted || '%')", new { wanted }));
    }

    [Fact]
    public async Task An_address_that_somebody_has_is_answered_alike_and_gets_no_mail()
    {
        var (email, _) = await Account(Role.Member);
        var (taken, _) = await Account(Role.Member);
        var owner = Somebody();
        await owner.SignIn(email, Password);
        Assert.Equal("/security/email?sent=true", (await owner.Post("/security/email", "address", ("Input.Email", taken), ("Input.Password", Password))).Answer.Headers.Location!.OriginalString.Replace(node.Client.BaseAddress!.GetLeftPart(UriPartial.Authority), "", StringComparison.Ordinal));
        Assert.Equal(0, await Ask<int>("select count(*)::int from store.mail where recipient = @taken", new { taken }));
    }

    [Fact]
    public async Task A_language_is_changed_by_the_person_and_the_page_follows()
    {
        var (email, _) = await Account(Role.Member);
        var owner = Somebody();
        await owner.SignIn(email, Password);
        Assert.Equal(HttpStatusCode.Found, (await owner.Post("/security", "language", ("Speak.Which", "sv"))).Status);
        Assert.Contains("lang=\"sv\"", (await owner.Get("/security")).Text, StringComparison.Ordinal);
        await Somebody().Post("/forgot", "forgot", ("Input.Email", email));
        Assert.Contains("lösenord", await Ask<string>("select subject from store.mail where recipient = @email", new { email }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    public void An_IPv6_line_counts_as_one_however_many_addresses_it_uses(string address, string counted) => Assert.Equal(counted, Tries.Counted(IPAddress.Parse(address)));

    /// <summary>Somebody at an address where nobody else of these tests is.</summary>
    private Guest Somebody(string? address = null) =>
        new(node.Client) { Headers = { ["X-Forwarded-For"] = address ?? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"198.51.{Interlocked.Increment(ref addresses) / 250}.{addresses % 250}") } };

    private static StringContent Json(string body) => new(body, System.Text.Encoding.UTF8, "application/json");

    private async Task<string> Link(string email) =>
        new Uri(Regex.Match(await Ask<string>("select body from store.mail where recipient = @email order by queued_at desc, id desc limit 1", new { email }), "http\\S+", RegexOptions.None, TimeSpan.FromSeconds(1)).Value).PathAndQuery;

    private async Task<(string Email, Id<Person> Person)> Account(params Role[] roles)
    {
        var person = Id<Person>.New();
        var email = $"p{person.Value:N}@example.org";
        Assert.Null((await Db.Write(Actor.System, tx => tx.CreateAccount(person, email, Password, roles, "en"))).Refusal);
        return (email, person);
    }

    private async Task<string> Key(Id<Person> person, Role role, bool mayWrite)
    {
        var key = new Secret(Token.Prefix + Secret.New().Value);
        Assert.Null((await Db.Write(Actor.System, tx => new CreateToken().Run(new(Guid.CreateVersion7(), "test", mayWrite, tx.Today, key), tx, new Actor(person, new HashSet<Role> { role })))).Refusal);
        return key.Value;
    }

    private Task<(HttpStatusCode Status, string Text, HttpResponseMessage Answer)> Ask(HttpMethod method, string path, string key, string? body = null) =>
        Somebody().Send(method, path, body is null ? null : Json(body), ("Authorization", $"Bearer {key}"));

    private async Task<T> Ask<T>(string sql, object parameters)
    {
        await using var connection = await Db.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        return await connection.QuerySingleAsync<T>(sql, parameters);
    }

    private async Task Change(string sql, Id<Person> person)
    {
        await using var connection = await Db.Source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await connection.ExecuteAsync(sql, new { id = person.Value });
    }
}
