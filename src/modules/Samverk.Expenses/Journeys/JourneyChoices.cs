using NodaTime;
using Samverk.Activities;
using Samverk.Countries;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Expenses;

/// <summary>For which activities a journey can be written, and what a kilometre is paid today in the country of each.</summary>
internal sealed class JourneyChoices : IUseCase<JourneyChoices.Query, JourneyChoices.Result>
{
    public static Access Access => new((Role.Member, Relation.None));

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        var (facts, entities) = (await tx.Facts(), (await tx.Entities()).ToDictionary(entity => entity.Id));
        var choices = (await tx.OpenActivitiesOf(actor.Person)).Select(one => new Choice(one.Id, one.Name, one.Currency, entities[one.Entity].Country)).ToArray();
        return new Result(
            tx.Today, choices, [.. choices.Select(one => one.Country).Distinct(StringComparer.Ordinal).SelectMany(country => Vehicles(facts, country, tx.Today))],
            await tx.Setting<int?>(SubmitClaim.LatestDays), await Recent(tx, actor), await ClaimChoices.NextPayment(tx, actor));
    }

    /// <summary>The ways that somebody drives again and again: the last ones, each once.</summary>
    private static async Task<IReadOnlyList<Driven>> Recent(Tx tx, Actor actor) =>
        [.. (await tx.SelectClaims("member = @me and kind = 'Mileage' and state <> 'Draft'", new { me = actor.Person.Value }, "order by created desc, id desc limit 30"))
            .Where(claim => claim.Journey?.Drive is { From.Length: > 0 }).DistinctBy(claim => claim.Journey!.Route).Take(3).Select(claim => new Driven(claim.Id, claim.Journey!.Route, claim.Journey.Drive!.Whole))];

    private static IEnumerable<Vehicle> Vehicles(FactBook facts, string country, LocalDate today)
    {
        var prefix = $"{country.ToLowerInvariant()}.{FactNames.Mileage}";
        return facts.Known.Concat(facts.ReleasesInForce(today)).Select(use => use.Id).Where(id => id.StartsWith(prefix, StringComparison.Ordinal))
            .Append($"{country.ToLowerInvariant()}.{FactNames.MileageOwnCar}").Distinct(StringComparer.Ordinal)
            .OrderByDescending(id => id[3..] is FactNames.MileageOwnCar).ThenBy(id => id, StringComparer.Ordinal)
            .Select(id => facts.Find<KilometreRate>(country, id[3..], today) is var found && found.Refusal is { } refusal
                ? new Vehicle(country, id[prefix.Length..], null, refusal.Code)
                : new Vehicle(country, id[prefix.Length..], found.Value.Value, null));
    }

    public sealed record Query : IQuery<Query, JourneyChoices, Result>;

    /// <param name="LatestDays">How old a journey may be; null where there is no last day.</param>
    public sealed record Result(LocalDate Today, IReadOnlyList<Choice> Activities, IReadOnlyList<Vehicle> Vehicles, int? LatestDays, IReadOnlyList<Driven> Recent, ExpensePayment? NextPayment);

    public sealed record Driven(Guid Claim, string Route, decimal Kilometres);

    /// <param name="Country">Of the company whose activity it is: its rates hold.</param>
    public sealed record Choice(Id<Activity> Activity, string Name, Currency Currency, string Country);

    /// <param name="Rate">Null where none may be used today.</param>
    /// <param name="Why">The code of the refusal then.</param>
    public sealed record Vehicle(string Country, string Kind, KilometreRate? Rate, string? Why);
}

/// <summary>What days away would be paid, before anything is written down.</summary>
internal sealed class ReckonStay : IUseCase<ReckonStay.Query, ReckonStay.Result>
{
    public static Access Access => SaveClaim.Access;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => tx.RelationTo(query.Activity, actor);

    /// <returns>The days; what <see cref="JourneyRules.Reckon(Stay, Ground)"/> refuses.</returns>
    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        if (await tx.FindActivity(query.Activity) is not { } activity) return Refusal.Unknown;
        return JourneyRules.Reckon(new(query.Country, query.Place, query.Left, query.Back, []), await tx.GroundOf(activity))
            .Then<Result>(journey => new Result(journey.Reckoned.Most, journey.Reckoned.Days, journey.Reckoned.Rates));
    }

    public sealed record Query(Id<Activity> Activity, string Country, string Place, LocalDateTime Left, LocalDateTime Back) : IQuery<Query, ReckonStay, Result>;

    /// <param name="Most">Without a meal that somebody else has paid.</param>
    public sealed record Result(Money Most, IReadOnlyList<PaidDay> Days, IReadOnlyList<RateUsed> Rates);
}
