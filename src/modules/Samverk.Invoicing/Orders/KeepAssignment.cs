using Dapper;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>
/// One job's activity goes on as a running one: it no longer closes by itself, and takes further orders. As with opening one, an adviser
/// decides, or a manager whom the cooperative trusts that far.
/// </summary>
internal sealed class KeepAssignment(IEnumerable<TrustToOpen> trust) : IUseCase<KeepAssignment.Command, Done>
{
    public static Access Access => new((Role.Member, Relation.Manager), (Role.Adviser, Relation.AdviserOf)) { InPerson = true };

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.Activity, actor);

    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        // Orders before their activity, as everywhere.
        await tx.Connection.ExecuteAsync("select from invoicing.client_order where activity = @id order by id for update", new { id = command.Activity.Value });
        if (await tx.LockActivity(command.Activity) is not { } activity) return Refusal.Unknown;
        if (activity.RefuseUnlessOpen("activity") is { } closed) return closed;
        if (activity.Kind is not ActivityKind.Assignment) return new Refusal("state-not-allowed", ("state", activity.Kind));
        if (command.Name is not { Length: > 0 and <= 80 } || command.Name.Any(char.IsControl)) return Typed.Invalid("name", command.Name);

        var own = (await tx.RelationTo(command.Activity, actor)).HasFlag(Relation.Manager);
        var trusted = !own && actor.Roles.Contains(Role.Adviser);
        foreach (var one in trust) trusted = trusted || await one.Trusts(tx, actor.Person);
        if (!trusted) return new Refusal("second-person-needed");

        await tx.KeepRunning(activity with { Name = command.Name.Trim() });
        await tx.Connection.ExecuteAsync("update invoicing.client_order set mode = 'Running' where activity = @id", new { id = activity.Id.Value });
        return default(Done);
    }

    /// <param name="Name">What it is called from now on; the job's title was its name until now.</param>
    public sealed record Command(Guid Request, Id<Activity> Activity, string Name) : ICommand<Command, KeepAssignment, Done>
    {
        public object Subject => new { Activity };
    }
}
