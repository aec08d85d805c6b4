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
        Choice[] mine = [.. (await tx.OpenActivitiesOf(actor.Person)).Where(activity => employing.ContainsKey(activity.Entity)).Select(activity => new Choice(activity.Id, activity.Name, employing[activity.Entity].Country))];
        if (mine.Length is 0) return new Result(mine, []);
        var facts = await tx.Facts();
        var kinds = mine.Select(choice => choice.Country).Distinct(StringComparer.Ordinal).Select(country => facts.Find<IReadOnlyList<string>>(country, FactNames.EmploymentKinds, tx.Today)).ToArray();
        // A country whose kinds nobody has confirmed offers none; where that is every country, the reason is said.
        return kinds.All(kind => kind.Refusal is not null) ? kinds[0].Refusal! : new Result(mine, [.. kinds.Where(kind => kind.Refusal is null).SelectMany(kind => kind.Value.Value).Distinct(StringComparer.Ordinal)]);
    }

    public sealed record Query : IQuery<Query, WorkChoices, Result>;

    /// <param name="Country">Of the entity that employs.</param>
    internal sealed record Choice(Id<Activity> Id, string Name, string Country);

    internal sealed record Result(IReadOnlyList<Choice> Activities, IReadOnlyList<string> Contracts);
}
