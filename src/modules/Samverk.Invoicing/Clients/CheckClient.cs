using Dapper;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>An adviser looks at a new client: it is right, it is refused, or it is one that is there already.</summary>
internal sealed class CheckClient : IUseCase<CheckClient.Command, ClientState>
{
    public static Access Access => new((Role.Adviser, Relation.AdviserOf)) { InPerson = true, Never = Relation.Own };

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(new Id<Client>(command.Client), actor);

    public async Task<Outcome<ClientState>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockClient(new(command.Client)) is not { } client) return Refusal.Unknown;
        var why = (command.Why ?? "").Trim();
        var to = command.Decision switch
        {
            ClientDecision.Approve => ClientState.Approved,
            ClientDecision.Refuse => ClientState.Refused,
            _ => ClientState.Merged,
        };
        if (Client.States.Refuse(client.State, to) is { } notAllowed) return notAllowed;
        if (to is not ClientState.Approved && why.Length is 0) return new Refusal("reason-needed") { Field = "why" };
        if (to is ClientState.Merged)
        {
            if (command.Into is not { } target || await tx.LockClient(new(target)) is not { } into || into.Id == client.Id) return Typed.Missing("into");
            if (into.State is ClientState.Merged or ClientState.Refused) return new Refusal("state-not-allowed", ("state", into.State)) { Field = "into" };
            await tx.Merge(client, into, why);
        }
        else await tx.Save(client with { State = to }, client.State, to is ClientState.Approved ? "checked" : "refused", why);

        await tx.Raise(new ClientChecked(client.Id.Value, to is ClientState.Approved));
        return to;
    }

    public sealed record Command(Guid Request, Guid Client, ClientDecision Decision, Guid? Into, string? Why) : ICommand<Command, CheckClient, ClientState>
    {
        public object Subject => new { Client, Decision, Into };
    }
}

internal enum ClientDecision { Approve, Refuse, Merge }
