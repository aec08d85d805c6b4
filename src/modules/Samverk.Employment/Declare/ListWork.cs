using NodaTime;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>Announced work, the newest first: one's own; everybody's for staff.</summary>
internal sealed class ListWork : IUseCase<ListWork.Query, ListWork.Result>
{
    private const int Most = 200;

    public static Access Access => new((Role.Member, Relation.None), (Role.Adviser, Relation.None), (Role.Finance, Relation.None));

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        var staff = actor.Roles.Any(role => role is Role.Adviser or Role.Finance);
        var found = await tx.ListWork(staff ? null : actor.Person, query.State, Most);
        var names = await tx.Names(found.Select(work => work.Person).Distinct());
        var activities = new Dictionary<Id<Activity>, string>();
        foreach (var id in found.Select(work => work.Activity).Distinct()) activities[id] = (await tx.FindActivity(id))!.Name;
        return new Result(staff, tx.Today, [.. found.Select(work => new Row(
            work.Id, names.GetValueOrDefault(work.Person) ?? "", activities[work.Activity], work.FirstDay, work.LastDay, work.Minutes, work.State, work.Late))]);
    }

    public sealed record Query(WorkState? State) : IQuery<Query, ListWork, Result>;

    internal sealed record Row(Id<Work> Id, string Person, string Activity, LocalDate From, LocalDate To, int Minutes, WorkState State, bool Late);

    internal sealed record Result(bool Staff, LocalDate Today, IReadOnlyList<Row> Rows);
}
