using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Members;

/// <summary>What staff see of a person: facts, membership, shares, and how it came so.</summary>
public sealed class ShowMember : IUseCase<ShowMember.Query, ShowMember.Shown>
{
    public static Access Access => new(Who.Register);

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => tx.RelationTo(query.Person, actor);

    public async Task<Outcome<Shown>> Run(Query query, Tx tx, Actor actor)
    {
        if (await tx.FindPerson(query.Person) is not { } person) return Refusal.Unknown;
        var membership = await tx.FindMembership(person.Id);
        var steps = await tx.Steps(person.Id.Value);
        var names = await tx.Names([
            .. steps.Select(step => step.Person), .. steps.Select(step => step.ActedBy).OfType<Id<Person>>(),
            .. new[] { person.Adviser, membership?.RecommendedBy }.OfType<Id<Person>>()]);
        return new Shown(person, membership, await tx.Shares(person.Id), steps, names.ToDictionary(name => name.Key.Value, name => name.Value), tx.Today);
    }

    public sealed record Query(Id<Person> Person) : IQuery<Query, ShowMember, Shown>;

    /// <param name="Names">Of everybody that the rest names by id.</param>
    public sealed record Shown(
        PersonFacts Person, Membership? Membership, IReadOnlyList<Share> Shares, IReadOnlyList<Step> Steps, IReadOnlyDictionary<Guid, string> Names, LocalDate Today)
    {
        public string? NameOf(Id<Person>? id) => id is { } known ? Names.GetValueOrDefault(known.Value) : null;
    }
}
