using NodaTime;
using Samverk.Activities;
using Samverk.Countries;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Employment;

/// <summary>Who is engaged, the newest first: in the activities that one manages; everywhere for staff. Names, days and cost; nothing that the person has said.</summary>
internal sealed class ListEngagements : IUseCase<ListEngagements.Query, ListEngagements.Result>
{
    private const int Most = 300;

    public static Access Access => new((Role.Member, Relation.None), (Role.Adviser, Relation.None), (Role.Finance, Relation.None));

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        var staff = actor.Roles.Any(role => role is Role.Adviser or Role.Finance);
        var found = await tx.EngagementsOf(staff ? null : await Managed(tx, actor), Most);
        var activities = new Dictionary<Id<Activity>, string>();
        foreach (var id in found.Select(one => one.Activity).Distinct()) activities[id] = (await tx.FindActivity(id))!.Name;
        return new Result(staff, tx.Today, [.. found.Where(one => query.Crew is not { } crew || one.Crew == crew).Select(one => new Row(
            one.Id, one.Crew, one.Name, activities[one.Activity], one.Days.Min(day => day.Day), one.Days.Max(day => day.Day), one.Cost, one.State, one.Work is not null, one.Email is null))]);
    }

    internal static async Task<IReadOnlyList<Id<Activity>>> Managed(Tx tx, Actor actor)
    {
        var managed = new List<Id<Activity>>();
        foreach (var activity in await tx.OpenActivitiesOf(actor.Person))
            if ((await tx.RelationTo(activity.Id, actor)).HasFlag(Relation.Manager)) managed.Add(activity.Id);
        return managed;
    }

    /// <param name="Crew">Only what was handed in together.</param>
    public sealed record Query(Guid? Crew) : IQuery<Query, ListEngagements, Result>;

    /// <param name="ContractSent">The cooperative has signed; the person's signature is awaited or there.</param>
    /// <param name="ByHand">No mail address: the link is passed on by hand.</param>
    internal sealed record Row(Id<Engagement> Id, Guid Crew, string Name, string Activity, LocalDate From, LocalDate To, Money Cost, EngagementState State, bool ContractSent, bool ByHand);

    internal sealed record Result(bool Staff, LocalDate Today, IReadOnlyList<Row> Rows);
}

/// <summary>What the form of a crew offers: the activities that one manages, and the kinds of employment for which there is a contract.</summary>
internal sealed class CrewChoices : IUseCase<CrewChoices.Query, CrewChoices.Result>
{
    public static Access Access => new((Role.Member, Relation.None));

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        var employing = (await tx.Entities()).Where(entity => EmploymentRules.RefuseCountry(entity) is null).ToDictionary(entity => entity.Id);
        var mine = new List<Choice>();
        foreach (var id in await ListEngagements.Managed(tx, actor))
            if (await tx.FindActivity(id) is { } activity && employing.TryGetValue(activity.Entity, out var entity))
                mine.Add(new(activity.Id, activity.Name, entity.Country, activity.Currency, (await tx.Balances(activity, tx.Today)).SalaryAvailable));
        string[] countries = [.. mine.Select(one => one.Country).Distinct(StringComparer.Ordinal)];
        var facts = await tx.Facts();
        return new Result(
            mine, [.. countries.SelectMany(country => Kinds(facts, country, tx.Today)).Distinct(StringComparer.Ordinal)],
            [.. Language.All.Select(one => one.Code).Concat(countries.SelectMany(country => ContractText.Kinds(country).SelectMany(kind => ContractText.Languages(country, kind)))).Distinct(StringComparer.Ordinal)]);
    }

    // Where nobody has confirmed the country's kinds all are offered: handing in says what is missing.
    private static IEnumerable<string> Kinds(FactBook facts, string country, LocalDate on) =>
        facts.Find<IReadOnlyList<string>>(country, FactNames.EmploymentKinds, on) is { Refusal: null, Value.Value: var known } ? ContractText.Kinds(country).Where(kind => known.Contains(kind, StringComparer.Ordinal)) : ContractText.Kinds(country);

    public sealed record Query : IQuery<Query, CrewChoices, Result>;

    internal sealed record Choice(Id<Activity> Id, string Name, string Country, Currency Currency, Money Available);

    /// <param name="Languages">In which mails or contracts can be written; two letters.</param>
    internal sealed record Result(IReadOnlyList<Choice> Activities, IReadOnlyList<string> Contracts, IReadOnlyList<string> Languages);
}
