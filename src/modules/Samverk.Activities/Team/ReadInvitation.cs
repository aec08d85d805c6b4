using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Activities;

/// <summary>What the invited person reads before accepting.</summary>
internal sealed class ReadInvitation : IUseCase<ReadInvitation.Query, ReadInvitation.Result>
{
    public static Access Access => new((Role.Member, Relation.Link));

    public static async Task<Relation> Relate(Query query, Tx tx, Actor actor) => AcceptInvitation.RelationOf(await tx.FindDelegation(query.Token), actor);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        if (await tx.FindDelegation(query.Token) is not { } delegation || await tx.FindActivity(delegation.Activity) is not { } activity) return Refusal.Unknown;
        return new Result(
            activity.Id, activity.Name, delegation.Relation is Relation.Manager, delegation.ValidUntil,
            delegation.State is DelegationState.Invited && tx.Today <= delegation.ValidUntil);
    }

    public sealed record Query(string Token) : IQuery<Query, ReadInvitation, Result>;

    public sealed record Result(Id<Activity> Id, string Activity, bool Manager, LocalDate ValidUntil, bool Open);
}
