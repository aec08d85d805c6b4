using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Activities;

/// <summary>Pauses an activity: it is overdrawn, disputed, or looked into.</summary>
internal sealed class FreezeActivity : IUseCase<FreezeActivity.Command, Done>
{
    public static Access Access => ActivityAccess.Staff;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.Activity, actor);

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockActivity(command.Activity) is not { } activity) return Refusal.Unknown;
        return ActivityRules.RefuseWithoutReason(command.Why) is { } refusal ? refusal : await tx.Move(activity, ActivityState.Frozen, "frozen", command.Why);
    }

    public sealed record Command(Guid Request, Id<Activity> Activity, string Why) : ICommand<Command, FreezeActivity, Done>
    {
        public object Subject => new { Activity };
    }
}
