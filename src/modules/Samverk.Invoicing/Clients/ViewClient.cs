using Dapper;
using NodaTime;
using Samverk.Countries;
using Samverk.Kernel;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>One client: for members what all may know and their own contacts; for staff also its timeline with reasons.</summary>
internal sealed class ViewClient : IUseCase<ViewClient.Query, ViewClient.View>
{
    public static Access Access => new((Role.Member, Relation.AdviserOf), (Role.Adviser, Relation.AdviserOf), (Role.Finance, Relation.AdviserOf));

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => tx.RelationTo(new Id<Client>(query.Client), actor);

    public async Task<Outcome<View>> Run(Query query, Tx tx, Actor actor)
    {
        if (await tx.FindClient(new(query.Client)) is not { } client) return Refusal.Unknown;
        var staff = actor.Roles.Contains(Role.Adviser) || actor.Roles.Contains(Role.Finance);
        var usable = await tx.RefuseBlocked(client) is null && client.State is not (ClientState.Refused or ClientState.Merged);
        var contacts = await tx.Connection.QueryAsync<Contact>(
            "select id, name, role, email, phone from invoicing.contact where client = @Client and member = @member order by name, id",
            new { query.Client, member = actor.Person.Value });
        var steps = await tx.Steps(query.Client);
        var (own, entered, other, unblock) = await tx.Connection.QuerySingleAsync<(bool, Guid?, string?, Guid?)>(
            """
            select coalesce(entered_by = @me, false), entered_by, other_than, (select asked_by from invoicing.unblock_request where client = client.id and not decided)
            from invoicing.client where id = @Client
            """,
            new { query.Client, me = actor.Person.Value });
        var key = ClientDetails.MatchKey(client.Name, client.Address?.Town);
        return new View(
            client, usable, own, staff, [.. contacts],
            // Reasons may name people and claims: for staff only. Members see what happened, and the reason why theirs was refused.
            [.. steps.Select(step => staff || (own && step.State is nameof(ClientState.Refused)) ? step : step with { Why = "" })],
            staff ? other : null, staff && client.State is ClientState.Checking ? await tx.Doubles(client, key, 0.4f) : [],
            staff ? unblock : null, tx.Today,
            staff ? (await tx.Names(steps.Select(step => step.Person))).ToDictionary(name => name.Key.Value, name => name.Value) : new Dictionary<Guid, string>(),
            actor.Roles.Contains(Role.Member) ? actor.Person : entered is { } by ? new(by) : null);
    }

    public sealed record Query(Guid Client) : IQuery<Query, ViewClient, View>;

    /// <param name="Usable">Orders can be made for it.</param>
    /// <param name="OtherBecause">Why the one who entered it said that it is another one.</param>
    /// <param name="Names">Of who took the steps; for staff.</param>
    /// <param name="Talks">Whose conversation with the staff about it is shown: the member's own, or that of who entered it.</param>
    /// <param name="UnblockAskedBy">Who asked to lift the block; a second person is needed.</param>
    public sealed record View(
        Client Client, bool Usable, bool Own, bool Staff, IReadOnlyList<Contact> Contacts, IReadOnlyList<Step> Steps, string? OtherBecause,
        IReadOnlyList<FoundDouble> Doubles, Guid? UnblockAskedBy, LocalDate Today, IReadOnlyDictionary<Guid, string> Names, Id<Person>? Talks);
}
