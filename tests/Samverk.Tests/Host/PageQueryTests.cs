using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Samverk.Host;
using Samverk.Identity;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;
using Samverk.Tests.Ui;
using Actor = Samverk.Store.Actor;

namespace Samverk.Tests.Host;

/// <summary>Whatever somebody types behind the question mark of a page, the program does not fail.</summary>
public sealed class PageQueryTests(RunningNode node) : IClassFixture<RunningNode>
{
    [Fact]
    public async Task A_query_that_no_page_can_read_is_a_page_that_is_not_there()
    {
        var (guest, wrong) = (await Everybody(), new List<string>());
        foreach (var (path, name, type) in Fields())
        {
            var text = (Nullable.GetUnderlyingType(type) ?? type) == typeof(string);
            if (!text) await Expect($"{path}?{name}=x", status => status is HttpStatusCode.NotFound);
            else await Expect($"{path}?{name}=Nowhere%2C+%25", status => (int)status < 500);
            await Expect($"{path}?{name}=%00", status => status is HttpStatusCode.NotFound);
            await Expect($"{path}?{name}=", status => (int)status < 500);
        }

        Assert.True(wrong.Count is 0, string.Join('\n', wrong));

        async Task Expect(string address, Func<HttpStatusCode, bool> right)
        {
            var (status, _, _) = await guest.Get(address);
            if (!right(status)) wrong.Add($"{(int)status} {address}");
        }
    }

    [Fact]
    public async Task Days_and_numbers_at_the_edge_of_what_can_be_written_are_no_failure()
    {
        var (guest, wrong) = (await Everybody(), new List<string>());
        foreach (var (path, name, type) in Fields())
            foreach (var edge in Edges(Nullable.GetUnderlyingType(type) ?? type))
                if ((await guest.Get($"{path}?{name}={edge}")).Status is var status && (int)status >= 500) wrong.Add($"{(int)status} {path}?{name}={edge}");
        Assert.True(wrong.Count is 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task What_is_not_there_is_said_on_a_page_of_the_node_and_to_programs_as_a_problem()
    {
        var guest = await Everybody();
        var (status, page, _) = await guest.Get("/ledger/journal?entity=x");
        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Contains("<main", page, StringComparison.Ordinal);

        var (refused, problem, _) = await guest.Get("/api/v1/clients?search=%00");
        Assert.Equal((HttpStatusCode.BadRequest, "invalid-input"), (refused, Guest.CodeOf(problem)));
    }

    private static string[] Edges(Type type) =>
        type == typeof(DateOnly) ? ["0001-01-01", "9999-12-31"]
        : type == typeof(int) ? [$"{int.MinValue}", $"{int.MaxValue}"]
        : type == typeof(long) ? [$"{long.MinValue}", $"{long.MaxValue}"]
        : [];

    /// <summary>Every field of every page, with something of the right form in the places of its address.</summary>
    private IEnumerable<(string Path, string Name, Type Type)> Fields()
    {
        var fields = node.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null)
            .SelectMany(endpoint => PageQuery.Fields(endpoint.Metadata.GetMetadata<ComponentTypeMetadata>()!.Type)
                .Select(field => (Regex.Replace("/" + endpoint.RoutePattern.RawText!.TrimStart('/'), @"\{\w+(?<guid>:guid)?\??\}",
                    place => place.Groups["guid"].Success ? $"{Guid.Empty}" : "se", RegexOptions.None, TimeSpan.FromSeconds(1)), field.Name, field.Type)))
            .ToArray();
        Assert.True(fields.Length > 40, $"only {fields.Length} fields were found");
        return fields;
    }

    private async Task<Guest> Everybody()
    {
        var person = Id<Person>.New();
        var email = $"p{person.Value:N}@example.org";
        Assert.Null((await node.Get<Db>().Write(Actor.System, async tx =>
        {
            if (await tx.FindEntity(Tests.Cooperative.Entity.Id) is null) await tx.Save(Tests.Cooperative.Entity);
            return await tx.CreateAccount(person, email, "four words in a row", RoleSql.Given, "en");
        })).Refusal);
        var guest = new Guest(node.Client) { Headers = { ["X-Forwarded-For"] = $"198.51.100.{Random.Shared.Next(1, 255)}" } };
        Assert.Equal(HttpStatusCode.Found, (await guest.SignIn(email, "four words in a row")).Status);
        return guest;
    }
}
