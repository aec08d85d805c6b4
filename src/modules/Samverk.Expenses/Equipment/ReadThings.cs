using NodaTime;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Expenses;

/// <summary>The register of equipment: all of it for staff, that of one's activities and what one holds for a member.</summary>
internal sealed class ListThings : IUseCase<ListThings.Query, ListThings.Result>
{
    private const int Most = 300;

    public static Access Access => new((Role.Member, Relation.None), (Role.Adviser, Relation.None), (Role.Finance, Relation.None), (Role.Auditor, Relation.None));

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        var all = actor.Roles.Any(role => role is Role.Adviser or Role.Finance or Role.Auditor);
        var mine = all ? [] : (await tx.OpenActivitiesOf(actor.Person)).Select(one => one.Id.Value).ToArray();
        var search = query.Search?.Trim() ?? "";
        var things = (await tx.SelectThings(
            "(@all or at.holder = @me or at.activity = any(@mine)) and (@gone or state = 'InUse')", new { all, me = actor.Person.Value, mine, gone = query.Gone ?? false }))
            .Where(thing => $"{thing.Code} {thing.Name} {thing.Serial} {thing.At.Place}".Contains(search, StringComparison.OrdinalIgnoreCase)).Take(Most).ToArray();
        var names = await tx.Names(things.Select(thing => thing.At.Holder));
        var activities = new Dictionary<Id<Activity>, string>();
        foreach (var id in things.Select(thing => thing.At.Activity).Distinct()) activities[id] = (await tx.FindActivity(id))!.Name;
        return new Result(tx.Today, [.. things.Select(thing => new Row(
            thing.Id, thing.Code, thing.Name, thing.Serial, thing.Bought, thing.Cost, thing.Value, thing.State, activities[thing.At.Activity], names.GetValueOrDefault(thing.At.Holder) ?? "", thing.At.Place))]);
    }

    /// <param name="Gone">Also what was sold, lost or scrapped.</param>
    public sealed record Query(string? Search, bool? Gone) : IQuery<Query, ListThings, Result>;

    public sealed record Result(LocalDate Today, IReadOnlyList<Row> Rows);

    public sealed record Row(Guid Id, string Code, string Name, string Serial, LocalDate Bought, Money Cost, Money Value, ThingState State, string Activity, string Holder, string Place);
}

/// <summary>One thing: what it cost and costs, who has had it, and what became of it.</summary>
internal sealed class ViewThing : IUseCase<ViewThing.Query, ViewThing.Result>
{
    public static Access Access => ThingAccess.Read;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => ThingAccess.To(query.Thing, tx, actor);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        if (await tx.FindThing(query.Thing) is not { } thing) return Refusal.Unknown;
        var relation = await ThingAccess.To(thing.Id, tx, actor);
        var (places, costs, steps) = (await tx.PlacesOf(thing.Id), await tx.CostsOf(thing), await tx.Steps(thing.Id));
        var mayMove = thing.State is ThingState.InUse && HandOver.Access.Refuse(actor, relation) is null;
        var targets = new List<Target>();
        if (mayMove) foreach (var activity in await Targets(tx, thing, actor)) targets.Add(await Team(tx, activity));
        var names = await tx.Names([.. places.SelectMany(place => new[] { place.Holder, place.By }), .. steps.Select(step => step.Person), .. targets.SelectMany(target => target.People)]);
        var activities = new Dictionary<Guid, string>();
        foreach (var id in places.Select(place => place.Activity).Distinct()) activities[id.Value] = (await tx.FindActivity(id))!.Name;
        return new Result(
            thing.Id, thing.Code, thing.Claim, thing.Name, thing.Serial, thing.Bought, thing.Cost, thing.Months, thing.Value, thing.NextPart, thing.State, places, costs, steps,
            names.ToDictionary(name => name.Key.Value, name => name.Value), activities, targets, thing.State is ThingState.InUse && EndThing.Access.Refuse(actor, relation) is null, tx.Today);
    }

    /// <summary>Where it can go: for staff the activities of those who have one with it, for a manager the own ones.</summary>
    private static async Task<IReadOnlyList<Activity>> Targets(Tx tx, Thing thing, Actor actor)
    {
        var found = new List<Activity>();
        foreach (var person in new[] { actor.Person, thing.At.Holder }.Distinct())
            foreach (var activity in await tx.OpenActivitiesOf(person))
                if (activity.Entity == thing.Entity && found.All(one => one.Id != activity.Id)
                    && (activity.Id == thing.At.Activity || actor.Roles.Any(role => role is Role.Adviser or Role.Finance) || (await tx.RelationTo(activity.Id, actor)).HasFlag(Relation.Manager)))
                    found.Add(activity);
        if (found.All(one => one.Id != thing.At.Activity) && await tx.FindActivity(thing.At.Activity) is { IsOpen: true } own) found.Insert(0, own);
        return found;
    }

    private static async Task<Target> Team(Tx tx, Activity activity) => new(activity.Id, activity.Name, [.. await tx.TeamOn(activity.Id)]);

    public sealed record Query(Guid Thing) : IQuery<Query, ViewThing, Result>;

    /// <param name="NextPart">What the next month costs; null when nothing is left.</param>
    /// <param name="Targets">Where the reader may hand it over to; empty where they may not.</param>
    public sealed record Result(
        Guid Id, string Code, Guid Claim, string Name, string Serial, LocalDate Bought, Money Cost, int Months, Money Value, Money? NextPart, ThingState State, IReadOnlyList<ThingPlace> Places,
        IReadOnlyList<ThingCost> Costs, IReadOnlyList<Step> Steps, IReadOnlyDictionary<Guid, string> Names, IReadOnlyDictionary<Guid, string> Activities, IReadOnlyList<Target> Targets, bool MayEnd, LocalDate Today)
    {
        public ThingPlace At => Places[^1];
    }

    public sealed record Target(Id<Activity> Activity, string Name, IReadOnlyList<Id<Person>> People);
}
