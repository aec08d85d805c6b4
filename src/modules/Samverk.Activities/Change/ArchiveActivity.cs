using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Activities;

/// <summary>Puts a closed activity out of sight; its books stay.</summary>
internal sealed class ArchiveActivity : IUseCase<ArchiveActivity.Command, Done>
{
    public static Access Access => ActivityAccess.Staff;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.Activity, actor);

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockActivity(command.Activity) is not { } activity) return Refusal.Unknown;
        return await tx.Move(activity, ActivityState.Archived, "archived", command.Why);
    }

    public sealed record Command(Guid Request, Id<Activity> Activity, string Why) : ICommand<Command, ArchiveActivity, Done>
    {
        public object Subject => new { Activity };
    }
}
