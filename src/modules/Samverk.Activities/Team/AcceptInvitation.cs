using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Activities;

/// <summary>The invited person, signed in, joins the team.</summary>
internal sealed class AcceptInvitation : IUseCase<AcceptInvitation.Command, Id<Activity>>
{
    public static Access Access => new((Role.Member, Relation.Link)) { InPerson = true };

    public static async Task<Relation> Relate(Command command, Tx tx, Actor actor) => RelationOf(await tx.FindDelegation(command.Token), actor);

    public async Task<Outcome<Id<Activity>>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockDelegation(command.Token) is not { } delegation) return Refusal.Unknown;
        if (delegation.State is DelegationState.Expired || (delegation.State is DelegationState.Invited && tx.Today > delegation.ValidUntil))
            return new Refusal("delegation-expired", ("date", delegation.ValidUntil));
        if (Delegation.States.Refuse(delegation.State, DelegationState.Active) is { } notAllowed) return notAllowed;

        await tx.Move(delegation, DelegationState.Active, actor.Person, "accepted", "");
        await tx.Join(delegation.Activity, actor.Person, delegation.Relation is Relation.Manager);
        return delegation.Activity;
    }

    /// <summary>An invitation in somebody's name is nobody else's, whoever has the link.</summary>
    internal static Relation RelationOf(Delegation? delegation, Actor actor) =>
        delegation is not null && (delegation.Invited is null || delegation.Invited == actor.Person) ? Relation.Link : Relation.None;

    /// <param name="Token">The secret of the link; never kept nor logged.</param>
    public sealed record Command(Guid Request, string Token) : ICommand<Command, AcceptInvitation, Id<Activity>>
    {
        public object Subject => new { };
    }
}
