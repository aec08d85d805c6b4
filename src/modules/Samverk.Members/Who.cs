using Samverk.Store;

namespace Samverk.Members;

/// <summary>The ways in that several use cases share.</summary>
internal static class Who
{
    /// <summary>Everybody who is signed in, to what is their own.</summary>
    public static readonly (Role, Relation)[] Self =
        [.. Enum.GetValues<Role>().Where(role => role is not (Role.Visitor or Role.System)).Select(role => (role, Relation.Own))];

    /// <summary>Staff and organs that work with the register of members.</summary>
    public static readonly (Role, Relation)[] Register =
        [(Role.Adviser, Relation.None), (Role.Finance, Relation.None), (Role.Board, Relation.None), (Role.Auditor, Relation.None), (Role.Administrator, Relation.None)];

    /// <summary>Own, when it is about the actor; adviser of, when the person's file says so.</summary>
    public static async Task<Relation> RelationTo(this Tx tx, Kernel.Id<Person> person, Actor actor)
    {
        if (await tx.FindPerson(person) is not { } facts) return Relation.None;
        return (person == actor.Person ? Relation.Own : Relation.None) | (facts.Adviser == actor.Person ? Relation.AdviserOf : Relation.None);
    }
}
