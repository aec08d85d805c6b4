using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Samverk.Host;
using Samverk.Identity;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Tests.Ui;
using Samverk.Ui;
using Actor = Samverk.Store.Actor;

namespace Samverk.Tests.Identity;

/// <summary>
/// Every address of the API is asked over HTTP about what the asker owns, what another member owns and what nobody owns, in person, acting
/// for the owner, and by a key. What it answers stands in docs/access.md.
/// </summary>
public sealed class AccessAnswersTests
{
    private const string Begins = "| address | asks as | own | another's | acted as | by key |\n|---|---|---|---|---|---|\n";

    private static readonly string File = Path.Combine(SourceTexts.Root, "docs", "access.md");

    /// <summary>Nobody in the small cooperative has one of these, so also who may come in hears that nothing is there.</summary>
    private static readonly string[] NothingThere = ["POST /activities/team/accept", "POST /members/record-share-payment", "POST /members/admit", "POST /bank/lines/match", "POST /clients/contacts/forget", "POST /orders/withdraw",
        "POST /desk/try-again", "GET /absences/certificate/{view:guid}", "GET /insurance/incidents/files/{view:guid}", "POST /demo/step-clock", "GET /demo/what-happened"];

    /// <summary>The first who may decide has done so before the second is asked.</summary>
    private static readonly string[] Once = ["POST /invoicing/write-offs/approve", "POST /invoicing/write-offs/refuse", "POST /invoicing/guarantee/decide", "POST /payroll/set-aside"];

    /// <summary>The asker makes the id of what is to be made: one that nobody has is fine, somebody else's is not.</summary>
    private static readonly string[] MakesIt = ["GET /orders/choices", "POST /orders/save", "POST /expenses/save", "POST /bank/lines/match"];

    /// <summary>These end what the following requests need, so they are asked at last.</summary>
    private static readonly string[] Last = ["/invoicing/invoices/credit", "/activities/close", "/activities/archive", "/members/erase", "/accounts/reset", "/accounts/lock", "/me/ask-erasure", "/my/tokens/revoke"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_address_answers_to_own_another_s_acted_as_and_key_as_it_is_reviewed()
    {
        var database = await TestServer.Clone("empty", _ => Task.CompletedTask);
        try
        {
            await using var node = Node.Build(new NodeOptions("http://127.0.0.1:0", database));
            await Node.Prepare(node);
            var world = new AccessWorld(node.Services);
            await world.Found();
            var (mine, others) = (await world.Member("mine"), await world.Member("others"));
            await node.StartAsync(Cancel);
            using var http = RunningNode.To(node);
            var walk = new Walk(http, await Everybody(http, world, mine, node), mine, others);
            var lines = new List<string>();
            foreach (var endpoint in Endpoints(node)) lines.AddRange(await walk.Ask(endpoint));
            Compare(Begins + string.Concat(lines));
            Assert.True(walk.Wrong.Count is 0, string.Join('\n', walk.Wrong));
            await node.StopAsync(Cancel);
        }
        finally
        {
            await TestServer.Drop(database);
        }
    }

    private static IEnumerable<RouteEndpoint> Endpoints(WebApplication node) => node.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.RoutePattern.RawText?.StartsWith("/api/v1/", StringComparison.Ordinal) is true)
        .OrderBy(endpoint => Array.IndexOf(Last, endpoint.RoutePattern.RawText!["/api/v1".Length..])).ThenBy(IsCommand).ThenBy(endpoint => endpoint.RoutePattern.RawText, StringComparer.Ordinal);

    private static bool IsCommand(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains("POST");

    private static void Compare(string table)
    {
        var words = System.IO.File.ReadAllText(File).ReplaceLineEndings("\n");
        var (from, to) = (words.IndexOf(Begins, StringComparison.Ordinal), words.IndexOf("\n| use case |", StringComparison.Ordinal));
        if (Environment.GetEnvironmentVariable("SAMVERK_WRITE_DOCS") is "1")
        {
            System.IO.File.WriteAllText(File, words[..(from < 0 ? to : from)] + (from < 0 ? "\n" : "") + table + words[to..]);
            return;
        }

        var reviewed = from < 0 ? "" : words[from..to];
        if (reviewed == table) return;
        var (was, now) = (reviewed.Split('\n'), table.Split('\n'));
        Assert.Fail($"docs/access.md says otherwise; review, then write it with SAMVERK_WRITE_DOCS=1\n{string.Join('\n', was.Except(now).Select(line => $"- {line}").Concat(now.Except(was).Select(line => $"+ {line}")))}");
    }

    private static async Task<Askers> Everybody(HttpClient http, AccessWorld world, Belongings mine, WebApplication node)
    {
        var (people, keys, db) = (new Dictionary<Role, Guest>(), new Dictionary<Role, string>(), node.Services.GetRequiredService<Db>());
        foreach (var role in RoleSql.Given)
        {
            var (actor, email) = role is Role.Member ? (mine.Member, mine.Email) : (world.Staff[role], AccessWorld.EmailOf(role));
            people[role] = new Guest(http);
            Assert.Equal(HttpStatusCode.Found, (await people[role].SignIn(email, AccessWorld.Password)).Status);
            var key = new Secret(Token.Prefix + Secret.New().Value);
            Assert.Null((await db.Write(Actor.System, tx => new CreateToken().Run(new(Guid.CreateVersion7(), "test", true, tx.Today, key), tx, actor))).Refusal);
            keys[role] = key.Value;
        }

        var hand = new Guest(http);
        await hand.SignIn(AccessWorld.EmailOf(Role.Adviser), AccessWorld.Password);
        Assert.Equal(HttpStatusCode.Found, (await hand.Post($"/act-as/{mine.Member.Person}", "act-as", ("Input.Which", "asked by phone"))).Status);
        return new(people, keys, world.Staff.ToDictionary(one => one.Key, one => one.Value.Person.ToString()), hand, new Guest(http));
    }

    private sealed record Askers(IReadOnlyDictionary<Role, Guest> People, IReadOnlyDictionary<Role, string> Keys, IReadOnlyDictionary<Role, string> Ids, Guest Hand, Guest Visitor);

    private sealed class Walk(HttpClient http, Askers askers, Belongings mine, Belongings others)
    {
        private static readonly IReadOnlyDictionary<string, string> Nobodys = new Everything();

        public List<string> Wrong { get; } = [];

        public async Task<IReadOnlyList<string>> Ask(RouteEndpoint endpoint)
        {
            var access = endpoint.Metadata.GetMetadata<Access>()!;
            var address = $"{(IsCommand(endpoint) ? "POST" : "GET")} {endpoint.RoutePattern.RawText!["/api/v1".Length..]}";
            var acted = await Answer(endpoint, mine, askers.Hand);
            if (!NothingThere.Contains(address)) Judge(address, "acted as", acted, !Has(access, Role.Member) ? "404 not-found" : access.InPerson ? "422 in-person-only" : null);
            return access.Ways.All(way => way.Role is Role.Visitor or Role.System)
                ? [await AsVisitor(endpoint, address, acted)]
                : [.. await AsEach(endpoint, address, access, acted)];
        }

        private async Task<string> AsVisitor(RouteEndpoint endpoint, string address, string acted)
        {
            var (own, anothers) = (await Answer(endpoint, mine, askers.Visitor), await Answer(endpoint, null, askers.Visitor));
            Judge(address, "own", own, null);
            Judge(address, "another's", anothers, "404 not-found");
            return $"| {address} | visitor with the link | {own} | {anothers} | {acted} | {await ByKey(endpoint, Role.Member, mine)} |\n";
        }

        private async Task<List<string>> AsEach(RouteEndpoint endpoint, string address, Access access, string acted)
        {
            var lines = new List<string>();
            foreach (var role in RoleSql.Given.Where(role => Has(access, role)))
            {
                var key = await ByKey(endpoint, role, Of(role, access));
                var anothers = await Answer(endpoint, others, askers.People[role]);
                var own = await Answer(endpoint, Of(role, access), askers.People[role]);
                var needs = !access.Ways.Any(way => way.Role == role && way.Needs is Relation.None or Relation.AdviserOf or Relation.Link);
                var names = Asking.Of(endpoint, mine.Ids).Path != Asking.Of(endpoint, others.Ids).Path || Body(endpoint, mine) != Body(endpoint, others);
                // Staff have no keys but the one they ask with, nothing kept, no membership to end, and no bank account here.
                if (!NothingThere.Contains(address) && !(Once.Contains(address) && own is "404 not-found") && !(role is not Role.Member && address is "POST /my/tokens/revoke" or "POST /simulator/drop" or "POST /members/pay-accounts/stop" or "POST /members/give-notice" or "POST /members/withdraw-notice"))
                {
                    Judge($"{address} as {role}", "own", own, null);
                    if (access.InPerson) Judge($"{address} as {role}", "by key", key, "422 in-person-only");
                    if (role is Role.Member && needs && names) Judge($"{address} as {role}", "another's", anothers, "404 not-found");
                }

                if (anothers is "404 not-found" && names && !MakesIt.Contains(address)) await SameAsNothing(endpoint, role, address);
                lines.Add($"| {address} | {role.ToString().ToLowerInvariant()} | {own} | {(names ? anothers : "–")} | {(role is Role.Member ? acted : "–")} | {key} |\n");
            }

            return lines;
        }

        /// <summary>What the role's holder owns: the staff own their account and data, and stand in a relation to what is the member's.</summary>
        private Belongings Of(Role role, Access access) =>
            role is Role.Member || !access.Ways.Where(way => way.Role == role).All(way => way.Needs is Relation.Own) ? mine
            : mine with { Ids = new Dictionary<string, string>(mine.Ids, StringComparer.Ordinal) { ["person"] = askers.Ids[role], ["member"] = askers.Ids[role] } };

        private static string? Body(RouteEndpoint endpoint, Belongings of) =>
            Asking.Of(endpoint, of.Ids).Json is { } json ? System.Text.RegularExpressions.Regex.Replace(json, "\"(request|email|name)\":\"[^\"]*\"", "", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)) : null;

        /// <summary>What is not yours and what is not there cannot be told apart.</summary>
        private async Task SameAsNothing(RouteEndpoint endpoint, Role role, string address)
        {
            var (path, json) = Asking.Of(endpoint, others.Ids);
            var foreign = await askers.People[role].Api(json is null ? HttpMethod.Get : HttpMethod.Post, path, json);
            (path, json) = Asking.Of(endpoint, Nobodys);
            var nothing = await askers.People[role].Api(json is null ? HttpMethod.Get : HttpMethod.Post, path, json);
            if (Plain(foreign.Text) != Plain(nothing.Text)) Wrong.Add($"{address} as {role}: foreign {foreign.Text}, nothing {nothing.Text}");
        }

        private static string Plain(string problem) => System.Text.RegularExpressions.Regex.Replace(problem, "\"traceId\":\"[^\"]*\"", "", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));

        private async Task<string> ByKey(RouteEndpoint endpoint, Role role, Belongings own)
        {
            var (path, json) = Asking.Of(endpoint, own.Ids);
            using var content = json is null ? null : new StringContent(json, Encoding.UTF8, "application/json");
            var (status, text, _) = await new Guest(http).Send(json is null ? HttpMethod.Get : HttpMethod.Post, path, content, ("Authorization", $"Bearer {askers.Keys[role]}"));
            return Said(status, text);
        }

        private async Task<string> Answer(RouteEndpoint endpoint, Belongings? of, Guest by)
        {
            var (path, json) = Asking.Of(endpoint, of?.Ids ?? Nobodys);
            var (status, text, _) = await by.Api(json is null ? HttpMethod.Get : HttpMethod.Post, path, json);
            return Said(status, text);
        }

        /// <param name="expected">Null = comes in: done, or refused by the rules of the matter.</param>
        private void Judge(string address, string column, string said, string? expected)
        {
            var comesIn = !said.StartsWith("40", StringComparison.Ordinal) && !said.StartsWith('5') && said is not ("422 in-person-only" or "422 own-case");
            if (expected is null ? !comesIn : said != expected) Wrong.Add($"{address}, {column}: {said} and not {expected ?? "in"}");
        }

        private static bool Has(Access access, Role role) => access.Ways.Any(way => way.Role == role);

        private static string Said(HttpStatusCode status, string text) => Guest.CodeOf(text) is { } code && (int)status >= 400 ? $"{(int)status} {code}" : $"{(int)status}";
    }

    /// <summary>Ids of everything, none of which exists.</summary>
    private sealed class Everything : IReadOnlyDictionary<string, string>
    {
        public string this[string key] => key is "file" or "invoiceFile" ? new string('0', 64) : key is "code" or "confirmationDocument" ? "nothing" : "00000000-0000-7000-8000-0000000000ff";

        public IEnumerable<string> Keys => [];

        public IEnumerable<string> Values => [];

        public int Count => 0;

        public bool ContainsKey(string key) => key is not ("noun" or "href" or "language" or "country" or "account" or "mediaType" or "currency" or "number" or "date" or "validFrom" or "through" or "paidOn");

        public bool TryGetValue(string key, out string value)
        {
            value = ContainsKey(key) ? this[key] : "";
            return ContainsKey(key);
        }

        public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => Enumerable.Empty<KeyValuePair<string, string>>().GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
