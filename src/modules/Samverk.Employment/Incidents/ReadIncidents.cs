using NodaTime;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>One incident with its files and claims. For the person, and for payroll; who acts for somebody reads no facts of their health.</summary>
internal sealed class ReadIncident : IUseCase<ReadIncident.Query, ReadIncident.Result>
{
    public static Access Access => AttachToIncident.Access with { InPerson = true };

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => tx.RelationTo(query.Incident, actor);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        if (await tx.FindIncident(query.Incident) is not { } incident || await tx.FindEntity(incident.Entity) is not { } entity) return Refusal.Unknown;
        var (policies, claims) = (await tx.Insuring(incident.Person, incident.Happened.Date), new List<Claimed>());
        foreach (var claim in await tx.ClaimsOf(incident.Id)) claims.Add(new(claim, (await tx.FindPolicy(claim.Policy))!, await tx.Steps(claim.Id.Value)));
        return new Result(
            incident, await tx.PersonName(incident.Person) ?? "", entity.Name, incident.Person == actor.Person, TellIncident.Access.Refuse(actor, await tx.RelationTo(incident.Id, actor)) is null,
            incident.Injured && incident.Due is null ? (await tx.Facts()).LastDayToTell(entity.Country, incident.Happened.Date).Refusal : null,
            await tx.FilesOf(incident.Id), [.. policies.Where(policy => claims.All(one => one.Claim.Policy != policy.Id))], claims, await tx.Steps(incident.Id.Value), tx.Today);
    }

    public sealed record Query(Id<Incident> Incident) : IQuery<Query, ReadIncident, Result>;

    internal sealed record Claimed(InsuranceClaim Claim, Policy Policy, IReadOnlyList<Step> Steps);

    /// <param name="Payroll">The asker follows it up, and it is not their own.</param>
    /// <param name="NoDeadline">Why no legal deadline is known; null where there is one, or nobody was hurt.</param>
    /// <param name="Policies">Which insured the person on that day and were not asked yet.</param>
    internal sealed record Result(
        Incident Incident, string Person, string Entity, bool Own, bool Payroll, Refusal? NoDeadline, IReadOnlyList<IncidentFile> Files, IReadOnlyList<Policy> Policies, IReadOnlyList<Claimed> Claims,
        IReadOnlyList<Step> Steps, LocalDate Today);
}

/// <summary>Everybody's incidents, open ones first: for payroll.</summary>
internal sealed class ListIncidents : IUseCase<ListIncidents.Query, ListIncidents.Result>
{
    private const int Most = 200;

    public static Access Access => new((Role.Finance, Relation.None));

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        var found = await tx.Incidents(null, Most);
        var names = await tx.Names(found.Select(incident => incident.Person).Distinct());
        return new Result([.. found.Select(incident => new Row(incident.Id, names.GetValueOrDefault(incident.Person) ?? "", incident.Happened.Date, incident.State, incident.Due))], tx.Today);
    }

    public sealed record Query : IQuery<Query, ListIncidents, Result>;

    internal sealed record Row(Id<Incident> Id, string Person, LocalDate Day, IncidentState State, LocalDate? Due);

    internal sealed record Result(IReadOnlyList<Row> Rows, LocalDate Today);
}

/// <summary>What a report can be about: the asker's own activities.</summary>
internal sealed class IncidentChoices : IUseCase<IncidentChoices.Query, IncidentChoices.Result>
{
    public static Access Access => new((Role.Member, Relation.Own));

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.Own);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor) =>
        new Result([.. (await tx.OpenActivitiesOf(actor.Person)).Select(activity => new Choice(activity.Id, activity.Name))], tx.Now.InZone(tx.Zone).LocalDateTime);

    public sealed record Query : IQuery<Query, IncidentChoices, Result>;

    internal sealed record Choice(Id<Activity> Id, string Name);

    internal sealed record Result(IReadOnlyList<Choice> Activities, LocalDateTime Now);
}
