using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Activities;

/// <summary>An adviser opens a requested activity; nobody opens an own one.</summary>
internal sealed class OpenActivity : IUseCase<OpenActivity.Command, Done>
{
    public static Access Access => new((Role.Adviser, Relation.AdviserOf)) { InPerson = true, Never = Relation.Manager };

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.Activity, actor);

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockActivity(command.Activity) is not { } activity) return Refusal.Unknown;
        // A frozen activity opens again by another door, with a reason.
        if (activity.State is not ActivityState.Requested) return new Refusal("state-not-allowed", ("from", activity.State), ("to", ActivityState.Open));

        return await tx.Move(activity, ActivityState.Open, "opened", command.Why);
    }

    public sealed record Command(Guid Request, Id<Activity> Activity, string Why) : ICommand<Command, OpenActivity, Done>
    {
        public object Subject => new { Activity };
    }
}
