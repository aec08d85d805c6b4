using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Activities;

/// <summary>Another name; codes and accounts stay.</summary>
internal sealed class RenameActivity : IUseCase<RenameActivity.Command, Done>
{
    public static Access Access => ActivityAccess.Steering;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.Activity, actor);

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockActivity(command.Activity) is not { } activity) return Refusal.Unknown;
        if (ActivityRules.RefuseName(command.Name) is { } refusal) return refusal;

        await tx.Save(activity with { Name = command.Name.Trim() }, activity.State, "renamed", "");
        return default(Done);
    }

    public sealed record Command(Guid Request, Id<Activity> Activity, string Name) : ICommand<Command, RenameActivity, Done>
    {
        public object Subject => new { Activity };
    }
}
