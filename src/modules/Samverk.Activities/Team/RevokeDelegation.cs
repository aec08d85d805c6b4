using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Activities;

/// <summary>A manager takes an invitation back, or the right of somebody who accepted one.</summary>
internal sealed class RevokeDelegation : IUseCase<RevokeDelegation.Command, Done>
{
    public static Access Access => ActivityAccess.Steering;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.Activity, actor);

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockDelegation(command.Delegation) is not { } delegation || delegation.Activity != command.Activity) return Refusal.Unknown;
        if (ActivityRules.RefuseWithoutReason(command.Why) is { } silent) return silent;
        if (Delegation.States.Refuse(delegation.State, DelegationState.Revoked) is { } notAllowed) return notAllowed;

        if (delegation.Person is { } person)
        {
            if (await tx.RefuseLast(command.Activity, person) is { } last) return last;
            await tx.Leave(command.Activity, person);
        }

        await tx.Move(delegation, DelegationState.Revoked, null, "revoked", command.Why);
        return default(Done);
    }

    public sealed record Command(Guid Request, Id<Activity> Activity, Id<Delegation> Delegation, string Why) : ICommand<Command, RevokeDelegation, Done>
    {
        public object Subject => new { Activity, Delegation };
    }
}
