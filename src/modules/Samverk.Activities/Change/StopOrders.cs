using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Activities;

/// <summary>No new orders: what is agreed is finished, then the activity closes.</summary>
internal sealed class StopOrders : IUseCase<StopOrders.Command, Done>
{
    public static Access Access => ActivityAccess.Steering;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.Activity, actor);

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockActivity(command.Activity) is not { } activity) return Refusal.Unknown;
        return await tx.Move(activity, ActivityState.Closing, "orders-stopped", command.Why);
    }

    public sealed record Command(Guid Request, Id<Activity> Activity, string Why) : ICommand<Command, StopOrders, Done>
    {
        public object Subject => new { Activity };
    }
}
