using Dapper;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Activities;

/// <summary>A member asks for an activity; it opens at once where the cooperative trusts the member that far, else an adviser opens it.</summary>
internal sealed class RequestActivity(IEnumerable<TrustToOpen> trust) : IUseCase<RequestActivity.Command, RequestActivity.Result>
{
    public static Access Access => new((Role.Member, Relation.Manager), (Role.Adviser, Relation.AdviserOf));

    /// <summary>For a new activity everybody is its manager; a part of another belongs to that one's managers.</summary>
    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) =>
        command.Parent is { } parent ? tx.RelationTo(parent, actor) : Task.FromResult(Relation.Manager | Relation.AdviserOf);

    public async Task<Outcome<Result>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.FindEntity(command.Entity) is not { } entity) return Refusal.Unknown;
        if (ActivityRules.RefuseName(command.Name) is { } refusal) return refusal;
        if (command.Kind is ActivityKind.Assignment) return new Refusal("field-invalid", ("field", "kind")) { Field = "kind" };
        if (command.Parent is { } parent)
        {
            if (await tx.LockActivity(parent) is not { } whole) return Refusal.Unknown;
            if (whole.Entity != entity.Id) return new Refusal("other-entity", ("from", whole.Name), ("to", command.Name)) { Field = "parent" };
            if (whole.RefuseUnlessOpen("parent") is { } closed) return closed;
        }

        var manager = command.Manager ?? actor.Person;
        if (manager != actor.Person && !actor.Roles.Contains(Role.Adviser)) return new Refusal("field-invalid", ("field", "manager")) { Field = "manager" };

        var trusted = actor.Roles.Contains(Role.Adviser) && manager != actor.Person;
        foreach (var one in trust) trusted = trusted || await one.Trusts(tx, manager);
        var activity = new Activity(
            new(command.Request), entity.Id, await NewCode(tx, entity), command.Name.Trim(), entity.Currency, command.Kind, command.Parent, ActivityState.Requested, tx.Today);
        await tx.Save(activity, null, "requested", command.Why);
        await tx.Join(activity.Id, manager, manager: true);
        if (trusted) await tx.Save(activity with { State = ActivityState.Open }, ActivityState.Requested, "opened", "");
        else await tx.AskToOpen(activity, manager, command.Why);
        return new Result(activity.Id, activity.Code, trusted ? ActivityState.Open : ActivityState.Requested);
    }

    // Without letters and digits that look alike: people read codes to each other on the telephone.
    private static async Task<string> NewCode(Tx tx, LegalEntity entity)
    {
        for (; ; )
        {
            var code = $"a-{System.Security.Cryptography.RandomNumberGenerator.GetString("23456789abcdefghjkmnpqrstuvwxyz", 4)}";
            if (!await tx.Connection.QuerySingleAsync<bool>(
                "select exists (select from activities.activity where entity = @entity and code = @code)", new { entity = entity.Id.Value, code })) return code;
        }
    }

    /// <param name="Manager">Who will steer it, when an adviser opens it for somebody; null = who asks.</param>
    /// <param name="Parent">The activity of which it is a part.</param>
    public sealed record Command(Guid Request, Id<LegalEntity> Entity, string Name, ActivityKind Kind, Id<Activity>? Parent, Id<Person>? Manager, string Why)
        : ICommand<Command, RequestActivity, Result>
    {
        public object Subject => new { Request, Entity, Kind, Parent, Manager };
    }

    public sealed record Result(Id<Activity> Activity, string Code, ActivityState State);
}
