using Samverk.Activities;
using Samverk.Countries;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>What a form of work offers: one's own activities that can employ, and the kinds of employment.</summary>
internal sealed class WorkChoices : IUseCase<WorkChoices.Query, WorkChoices.Result>
{
    public static Access Access => new((Role.Member, Relation.None));

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        var employing = (await tx.Entities()).Where(entity => EmploymentRules.RefuseCountry(entity) is null).ToDictionary(entity => entity.Id);
        Choice[] mine = [.. (await tx.OpenActivitiesOf(actor.Person)).Where(activity => employing.ContainsKey(activity.Entity)).Select(activity => new Choice(activity.Id, activity.Name))];
        if (mine.Length is 0) return new Result(mine, []);
        var kinds = (await tx.Facts()).Find<IReadOnlyList<string>>("SE", FactNames.EmploymentKinds, tx.Today);
        return kinds.Refusal is { } unknown ? unknown : new Result(mine, kinds.Value.Value);
    }

    public sealed record Query : IQuery<Query, WorkChoices, Result>;

    internal sealed record Choice(Id<Activity> Id, string Name);

    internal sealed record Result(IReadOnlyList<Choice> Activities, IReadOnlyList<string> Contracts);
}
