using NodaTime;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>The register of policies, what ends soon first.</summary>
internal sealed class ListPolicies : IUseCase<ListPolicies.Query, ListPolicies.Result>
{
    public static Access Access => new((Role.Finance, Relation.None), (Role.Board, Relation.None), (Role.Adviser, Relation.None));

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor) =>
        new Result(await tx.Policies(), (await tx.Entities()).ToArray(), KeepPolicy.Access.Refuse(actor, Relation.None) is null, tx.Today);

    public sealed record Query : IQuery<Query, ListPolicies, Result>;

    internal sealed record Result(IReadOnlyList<Policy> Policies, IReadOnlyList<LegalEntity> Entities, bool MayKeep, LocalDate Today);
}

/// <summary>One policy with its history.</summary>
internal sealed class ReadPolicy : IUseCase<ReadPolicy.Query, ReadPolicy.Result>
{
    public static Access Access => ListPolicies.Access;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        if (await tx.FindPolicy(query.Policy) is not { } policy || await tx.FindEntity(policy.Entity) is not { } entity) return Refusal.Unknown;
        var names = new List<string>();
        foreach (var id in policy.Activities) names.Add((await tx.FindActivity(id))!.Name);
        var payroll = KeepPolicy.Access.Refuse(actor, Relation.None) is null;
        return new Result(
            policy, entity.Name, names, await tx.PersonName(policy.EnteredBy) ?? "–", policy.DecidedBy is { } by ? await tx.PersonName(by) ?? "–" : null,
            payroll && policy.State is PolicyState.Offered && policy.EnteredBy == actor.Person, policy.State is PolicyState.Offered && policy.EnteredBy != actor.Person && DecidePolicy.Access.Refuse(actor, Relation.None) is null,
            payroll && policy.State is PolicyState.InForce, await tx.Steps(policy.Id.Value), tx.Today);
    }

    public sealed record Query(Id<Policy> Policy) : IQuery<Query, ReadPolicy, Result>;

    internal sealed record Result(
        Policy Policy, string Entity, IReadOnlyList<string> Activities, string EnteredBy, string? DecidedBy, bool MayAttach, bool MayDecide, bool MayEnd, IReadOnlyList<Step> Steps, LocalDate Today);
}

/// <summary>The insurer's paper: for the staff, and for whoever the policy insures today.</summary>
internal sealed class ReadPolicyPaper : IUseCase<ReadPolicyPaper.Query, StoredFile>
{
    public static Access Access => new((Role.Member, Relation.Own), (Role.Finance, Relation.None), (Role.Board, Relation.None), (Role.Adviser, Relation.None));

    public static async Task<Relation> Relate(Query query, Tx tx, Actor actor) =>
        (await tx.Insuring(actor.Person, tx.Today)).Any(policy => policy.Id == query.Policy) ? Relation.Own : Relation.None;

    public async Task<Outcome<StoredFile>> Run(Query query, Tx tx, Actor actor) => await tx.FindPolicy(query.Policy) is { File: { } file } ? await tx.LoadFile(file) : Refusal.Unknown;

    public sealed record Query(Id<Policy> Policy) : IQuery<Query, ReadPolicyPaper, StoredFile>;
}

/// <summary>What one is insured for on a day: today, or a day of work.</summary>
internal sealed class ReadMyCover : IUseCase<ReadMyCover.Query, ReadMyCover.Result>
{
    public static Access Access => new((Role.Member, Relation.Own));

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.Own);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        var day = query.On ?? tx.Today;
        var entities = (await tx.Entities()).ToDictionary(entity => entity.Id, entity => entity.Name);
        var work = (await tx.ListWork(actor.Person, null, int.MaxValue)).Where(work => work.State is WorkState.Checked or WorkState.Paid && work.Days.Any(one => one.Day == day));
        return new Result(
            day, [.. (await tx.Insuring(actor.Person, day)).Select(policy => new Cover(policy.Id, policy.Kind, policy.Insurer, policy.Number, policy.Cover, policy.Sum, policy.To, entities[policy.Entity], policy.File is not null))],
            [.. work.Select(one => one.Role)], [.. (await tx.Incidents(actor.Person, 50)).Select(one => new Mine(one.Id, one.Happened.Date, one.Place, one.State))], tx.Today);
    }

    /// <param name="On">Null = today.</param>
    public sealed record Query(LocalDate? On) : IQuery<Query, ReadMyCover, Result>;

    internal sealed record Cover(Id<Policy> Policy, PolicyKind Kind, string Insurer, string Number, string Words, Money? Sum, LocalDate To, string Entity, bool HasPaper);

    internal sealed record Mine(Id<Incident> Id, LocalDate Day, string Place, IncidentState State);

    /// <param name="Work">What the person has approved work as on the day.</param>
    internal sealed record Result(LocalDate Day, IReadOnlyList<Cover> Policies, IReadOnlyList<string> Work, IReadOnlyList<Mine> Incidents, LocalDate Today);
}
