using Samverk.Kernel;

namespace Samverk.Store;

/// <summary>Names the ids of people; what is known about them stays in Members.</summary>
public sealed class Person;

/// <summary>The person on whose behalf something happens, and who really sits at the keyboard when they differ.</summary>
public sealed record Actor(Id<Person> Person, IReadOnlySet<Role> Roles, Id<Person>? ActedBy = null)
{
    /// <summary>The program itself, for what falls due: jobs, recurring work, set-up.</summary>
    public static readonly Actor System = new(new(Guid.Parse("00000000-0000-8000-8000-000000000001")), new HashSet<Role> { Role.System });

    /// <summary>Somebody who has not signed in: a visitor, or a client with a link.</summary>
    public static readonly Actor Visitor = new(new(Guid.Parse("00000000-0000-8000-8000-000000000002")), new HashSet<Role> { Role.Visitor });

    /// <summary>Who sits at the keyboard.</summary>
    public Id<Person> Hand => ActedBy ?? Person;

    /// <summary>A program that the person has given a key. It works for the person and is never the person.</summary>
    public bool ByKey { get; init; }
}

/// <summary>What somebody is in the cooperative. A person may hold several; they never merge rights.</summary>
public enum Role { Visitor, Member, Adviser, Finance, Board, Auditor, Administrator, System }

/// <summary>What somebody is to the one thing that a request names.</summary>
[Flags]
public enum Relation
{
    None = 0,
    Own = 1,
    TeamMember = 2,
    Manager = 4,
    AdviserOf = 8,

    /// <summary>Holds an unguessable link to it that is still valid.</summary>
    Link = 16,
}

/// <summary>The ways into a use case: a role, and the relation it needs. <see cref="Relation.None"/> means every one of them.</summary>
public sealed record Access(params (Role Role, Relation Needs)[] Ways)
{
    /// <summary>Signing, voting and approving need the person, never somebody acting as them, nor a program with a key of theirs.</summary>
    public bool InPerson { get; init; }

    /// <summary>Who has this relation never comes in, whatever else they are: nobody approves an own claim.</summary>
    public Relation Never { get; init; }

    /// <returns>Null, or why not: <c>not-found</c>, <c>in-person-only</c> or <c>own-case</c>.</returns>
    public Refusal? Refuse(Actor actor, Relation relation)
    {
        if (!Ways.Any(way => actor.Roles.Contains(way.Role) && relation.HasFlag(way.Needs))) return Refusal.Unknown;
        if (InPerson && (actor.ActedBy is not null || actor.ByKey)) return new Refusal("in-person-only");
        return (relation & Never) is Relation.None ? null : new Refusal("own-case");
    }
}
