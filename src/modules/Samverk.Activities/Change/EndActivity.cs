using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Activities;

/// <summary>Closes an activity in which nothing more can happen.</summary>
internal sealed class EndActivity : IUseCase<EndActivity.Command, Done>
{
    public static Access Access => ActivityAccess.Steering;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.Activity, actor);

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockActivity(command.Activity) is not { } activity) return Refusal.Unknown;
        return await tx.CloseActivity(activity.Id, command.Why);
    }

    public sealed record Command(Guid Request, Id<Activity> Activity, string Why) : ICommand<Command, EndActivity, Done>
    {
        public object Subject => new { Activity };
    }
}
