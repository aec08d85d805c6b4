using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Members;

/// <summary>What a person sees about themselves.</summary>
public sealed class ShowMyData : IUseCase<ShowMyData.Query, ShowMyData.Mine>
{
    public static Access Access => new(Who.Self);

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => tx.RelationTo(actor.Person, actor);

    public async Task<Outcome<Mine>> Run(Query query, Tx tx, Actor actor)
    {
        if (await tx.FindPerson(actor.Person) is not { } person) return Refusal.Unknown;
        var membership = await tx.FindMembership(person.Id);
        var statute = membership is null ? null : await tx.Statute(membership.Entity, tx.Today);
        var adviser = person.Adviser is { } adviserId ? await tx.PersonName(adviserId) : null;
        IReadOnlyList<Step> steps = membership is null ? [] : await tx.Steps(person.Id.Value);
        var names = await tx.Names(steps.Select(step => step.Person));
        return new Mine(person, adviser, membership, await tx.Shares(person.Id), statute is { Refusal: null } ? statute.Value : null, tx.Today,
            steps, names.ToDictionary(name => name.Key.Value, name => name.Value));
    }

    /// <param name="Steps">The way of the membership.</param>
    /// <param name="Names">Of who took the steps.</param>
    public sealed record Mine(PersonFacts Person, string? Adviser, Membership? Membership, IReadOnlyList<Share> Shares, Statute? Statute, LocalDate Today,
        IReadOnlyList<Step> Steps, IReadOnlyDictionary<Guid, string> Names);

    public sealed record Query : IQuery<Query, ShowMyData, Mine>;
}
