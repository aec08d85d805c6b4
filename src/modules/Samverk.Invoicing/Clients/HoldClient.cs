using Dapper;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>An adviser or finance watches a client, takes advance payment only, blocks it for everyone, or ends one of the milder holds.</summary>
internal sealed class HoldClient : IUseCase<HoldClient.Command, ClientState>
{
    public static Access Access => new((Role.Adviser, Relation.None), (Role.Finance, Relation.None)) { InPerson = true };

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(new Id<Client>(command.Client), actor);

    public async Task<Outcome<ClientState>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockClient(new(command.Client)) is not { } client) return Refusal.Unknown;
        if (string.IsNullOrWhiteSpace(command.Why)) return new Refusal("reason-needed") { Field = "why" };
        var to = command.Hold switch
        {
            ClientHold.Watch => ClientState.Watch,
            ClientHold.PrepayOnly => ClientState.PrepayOnly,
            ClientHold.Block => ClientState.Blocked,
            _ => ClientState.Approved,
        };
        // Lifting a block takes two persons, so it has a use case of its own; a check is no hold.
        if (client.State is ClientState.Blocked) return new Refusal("second-person-needed");
        if (client.State is ClientState.Checking || Client.States.Refuse(client.State, to) is not null)
            return new Refusal("state-not-allowed", ("state", client.State));

        await tx.Save(client with { State = to }, client.State, ClientEventsOf.Decided(command.Hold), command.Why.Trim());
        if (to is ClientState.Blocked) await tx.Raise(new ClientBlocked(client.Id.Value, ByRule: false));
        return to;
    }

    public sealed record Command(Guid Request, Guid Client, ClientHold Hold, string Why) : ICommand<Command, HoldClient, ClientState>
    {
        public object Subject => new { Client, Hold };
    }
}

internal enum ClientHold { Release, Watch, PrepayOnly, Block }

/// <summary>One person asks to lift a block, with a reason; another one agrees, and only then it ends.</summary>
internal sealed class UnblockClient : IUseCase<UnblockClient.Command, ClientState>
{
    public static Access Access => new((Role.Adviser, Relation.None), (Role.Finance, Relation.None)) { InPerson = true };

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(new Id<Client>(command.Client), actor);

    /// <returns>Blocked after the first person, Approved after the second; <c>second-person-needed</c> to the first one again.</returns>
    public async Task<Outcome<ClientState>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockClient(new(command.Client)) is not { } client) return Refusal.Unknown;
        if (client.State is not ClientState.Blocked) return new Refusal("state-not-allowed", ("state", client.State));
        if (string.IsNullOrWhiteSpace(command.Why)) return new Refusal("reason-needed") { Field = "why" };
        var asked = await tx.Connection.QuerySingleOrDefaultAsync<Guid?>(
            "select asked_by from invoicing.unblock_request where client = @Client and not decided", new { command.Client });
        if (asked == actor.Person.Value) return new Refusal("second-person-needed");
        if (asked is null)
        {
            await tx.Connection.ExecuteAsync(
                "insert into invoicing.unblock_request (client, reason, asked_by, asked) values (@Client, @why, @by, @Today)",
                new { command.Client, why = command.Why.Trim(), by = actor.Person.Value, tx.Today });
            await tx.AskUnblock(client, command.Why.Trim());
            await tx.Raise(new UnblockAsked(command.Client, actor.Person.Value));
            return ClientState.Blocked;
        }

        await tx.Save(client with { State = ClientState.Approved }, ClientState.Blocked, "unblocked", command.Why.Trim());
        await tx.Raise(new ClientUnblocked(command.Client));
        return ClientState.Approved;
    }

    public sealed record Command(Guid Request, Guid Client, string Why) : ICommand<Command, UnblockClient, ClientState>
    {
        public object Subject => new { Client };
    }
}

/// <summary>The words under which a client's steps are kept.</summary>
internal static class ClientEventsOf
{
    public const string BlockedByRule = "overdue-too-long", LateByRule = "overdue", Paid = "paid";

    public static string Decided(ClientHold hold) => hold switch
    {
        ClientHold.Watch => "watched", ClientHold.PrepayOnly => "prepay-only", ClientHold.Block => "blocked", _ => "released",
    };
}
