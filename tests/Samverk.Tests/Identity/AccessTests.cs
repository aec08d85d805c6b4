using System.Net;
using System.Net.Http.Headers;
using System.Reflection;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Samverk.Host;
using Samverk.Identity;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Ui;
using Samverk.Tests.Ui;

namespace Samverk.Tests.Identity;

/// <summary>Who may do what is what people have reviewed in docs/access.md, and the API answers accordingly.</summary>
public sealed class AccessTests(RunningNode node) : IClassFixture<RunningNode>
{
    private static readonly string File = Path.Combine(SourceTexts.Root, "docs", "access.md");

    private int asked;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void The_reviewed_matrix_names_every_use_case_with_its_ways_in()
    {
        var table = Table();
        if (Environment.GetEnvironmentVariable("SAMVERK_WRITE_DOCS") is "1")
        {
            var words = System.IO.File.ReadAllText(File);
            System.IO.File.WriteAllText(File, words[..words.IndexOf("| use case |", StringComparison.Ordinal)] + table);
        }

        var reviewed = System.IO.File.Exists(File) ? System.IO.File.ReadAllText(File).ReplaceLineEndings("\n") : "";
        Assert.True(reviewed.EndsWith(table, StringComparison.Ordinal), $"docs/access.md does not end with this table; review it, then paste it:\n\n{table}");
    }

    [Fact]
    public void Every_address_of_the_API_belongs_to_a_use_case() =>
        Assert.All(Endpoints(), endpoint => Assert.NotNull(endpoint.Metadata.GetMetadata<Access>()));

    [Fact]
    public async Task A_stranger_is_asked_to_sign_in_wherever_visitors_have_no_way_in()
    {
        foreach (var endpoint in Endpoints().Where(endpoint => !Admits(endpoint, Role.Visitor)))
            Assert.Equal((endpoint.RoutePattern.RawText, HttpStatusCode.Unauthorized, "sign-in-needed"), await Ask(endpoint, null));
    }

    [Fact]
    public async Task A_key_of_no_such_account_is_no_way_in()
    {
        foreach (var endpoint in Endpoints())
            Assert.Equal((endpoint.RoutePattern.RawText, HttpStatusCode.Unauthorized, "sign-in-needed"), await Ask(endpoint, Token.Prefix + Secret.New().Value));
    }

    [Fact]
    public async Task Each_role_is_refused_wherever_it_has_no_way_in_as_if_nothing_were_there()
    {
        foreach (var role in RoleSql.Given)
        {
            var key = await Key(role, mayWrite: true);
            foreach (var endpoint in Endpoints().Where(endpoint => !Admits(endpoint, role)))
            {
                var (path, status, code) = await Ask(endpoint, key);
                // What lacks its fields is unreadable before anybody is asked; everything else is "not found".
                Assert.True((status, code) is (HttpStatusCode.NotFound, "not-found") || status is HttpStatusCode.BadRequest, $"{role} {path}: {(int)status} {code}");
            }
        }
    }

    [Fact]
    public async Task A_key_that_reads_runs_no_command()
    {
        var key = await Key(Role.Administrator, mayWrite: false);
        foreach (var endpoint in Endpoints().Where(IsCommand))
            Assert.Equal((endpoint.RoutePattern.RawText, HttpStatusCode.Forbidden, "token-reads-only"), await Ask(endpoint, key));
        using var read = new HttpRequestMessage(HttpMethod.Get, "/api/v1/accounts");
        read.Headers.Authorization = new("Bearer", key);
        Assert.Equal(HttpStatusCode.OK, (await node.Client.SendAsync(read, Cancel)).StatusCode);
    }

    private static bool IsCommand(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains("POST");

    private static bool Admits(Endpoint endpoint, Role role) => endpoint.Metadata.GetMetadata<Access>()!.Ways.Any(way => way.Role == role);

    private IEnumerable<RouteEndpoint> Endpoints() => node.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.RoutePattern.RawText?.StartsWith("/api/v1/", StringComparison.Ordinal) is true);

    private async Task<(string? Path, HttpStatusCode Status, string? Code)> Ask(RouteEndpoint endpoint, string? key)
    {
        var path = endpoint.RoutePattern.RawText;
        using var request = new HttpRequestMessage(IsCommand(endpoint) ? HttpMethod.Post : HttpMethod.Get, Filled(path!));
        if (IsCommand(endpoint)) request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
        if (key is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        // Wrong keys are counted by where they come from: each request comes from somewhere else.
        request.Headers.Add("X-Forwarded-For", $"10.1.{++asked / 250}.{asked % 250}");
        using var answer = await node.Client.SendAsync(request, Cancel);
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        using var json = System.Text.Json.JsonDocument.Parse(text.StartsWith('{') ? text : "{}");
        return (path, answer.StatusCode, json.RootElement.TryGetProperty("code", out var code) ? code.GetString() : null);
    }

    /// <summary>An address with something of the right form in its places, that nobody owns.</summary>
    private static string Filled(string path) => System.Text.RegularExpressions.Regex.Replace(
        path, @"\{(?<name>\w+)(?<guid>:guid)?\}", place => place.Groups["guid"].Success || place.Groups["name"].Value is "order" ? $"{Guid.Empty}" : new string('0', 64),
        System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));

    private async Task<string> Key(Role role, bool mayWrite)
    {
        var (person, key) = (Id<Person>.New(), new Secret(Token.Prefix + Secret.New().Value));
        var made = await node.Get<Db>().Write(Actor.System, async tx =>
        {
            if ((await tx.CreateAccount(person, $"{person}@example.org", null, [role], "en")).Refusal is { } refusal) return refusal;
            return (await new CreateToken().Run(new(Guid.CreateVersion7(), "test", mayWrite, tx.Today, key), tx, new Actor(person, new HashSet<Role> { role }))).Then<Done>(_ => default(Done));
        });
        Assert.Null(made.Refusal);
        return key.Value;
    }

    private string Table()
    {
        var addresses = Endpoints().ToLookup(endpoint => endpoint.Metadata.GetMetadata<DoorApi.UseCaseName>()!.Name,
            endpoint => $"{(IsCommand(endpoint) ? "POST" : "GET")} {endpoint.RoutePattern.RawText}", StringComparer.Ordinal);
        var table = new StringBuilder("| use case | ways in | in person | never | address |\n|---|---|---|---|---|\n");
        foreach (var (room, useCase, access) in UseCases())
            table.Append($"| {room}.{useCase} | {Ways(access)} | {(access.InPerson ? "yes" : "")} | {(access.Never is Relation.None ? "" : access.Never)} | {string.Join(", ", addresses[useCase])} |\n");
        return table.ToString();
    }

    private static string Ways(Access access) => string.Join(", ", access.Ways
        .GroupBy(way => way.Needs)
        .Select(ways => $"{Roles([.. ways.Select(way => way.Role)])}{(ways.Key is Relation.None ? "" : $" ({ways.Key})")}"));

    private static string Roles(IReadOnlyList<Role> roles) =>
        !RoleSql.Given.Except(roles).Any() ? string.Join(' ', roles.Except(RoleSql.Given).Select(role => $"{role}").Append("every role")) : string.Join(' ', roles);

    private static IEnumerable<(string Room, string UseCase, Access Access)> UseCases() =>
        from assembly in Modules.WithPages.Append(typeof(Node).Assembly)
            .Concat(Node.Rooms.Select(room => room.Assembly)).Distinct()
        from type in assembly.GetTypes()
        where !type.IsAbstract && type.GetInterfaces().Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IUseCase<,>))
        orderby assembly.GetName().Name, type.Name
        select (assembly.GetName().Name!.Split('.')[^1], type.Name, (Access)type.GetProperty("Access", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!);
}
