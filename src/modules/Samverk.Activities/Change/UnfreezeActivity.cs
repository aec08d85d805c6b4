using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Activities;

/// <summary>The cause is gone: the activity goes on.</summary>
internal sealed class UnfreezeActivity : IUseCase<UnfreezeActivity.Command, Done>
{
    public static Access Access => ActivityAccess.Staff;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.Activity, actor);

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockActivity(command.Activity) is not { } activity) return Refusal.Unknown;
        if (activity.State is not ActivityState.Frozen) return new Refusal("state-not-allowed", ("from", activity.State), ("to", ActivityState.Open));

        return ActivityRules.RefuseWithoutReason(command.Why) is { } refusal ? refusal : await tx.Move(activity, ActivityState.Open, "unfrozen", command.Why);
    }

    public sealed record Command(Guid Request, Id<Activity> Activity, string Why) : ICommand<Command, UnfreezeActivity, Done>
    {
        public object Subject => new { Activity };
    }
}
