using NodaTime;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

public enum PolicyKind { Accident, Liability, Legal, Equipment, Travel, Other }

/// <summary>Everybody = whoever the company employs, members and others.</summary>
public enum PolicyCovers { Everybody, Members, Activities }

/// <summary>Offered: entered, not compared yet. Withdrawn: it never insured anybody.</summary>
public enum PolicyState { Offered, InForce, Renewed, Ended, Withdrawn }

/// <summary>What an insurer bears for a company, from a day to a day (domain/states.md 30).</summary>
/// <param name="Cover">For people to read: "accidents at work and on the way".</param>
/// <param name="Sum">At most, for one case; null where the paper names none.</param>
/// <param name="ReportDays">How many days after it happened the policy takes a claim; null where the paper says nothing.</param>
/// <param name="Follows">The policy that this one takes the place of.</param>
public sealed record Policy(
    Id<Policy> Id, Id<LegalEntity> Entity, PolicyKind Kind, string Insurer, string Number, string Cover, Currency Currency, Money? Sum, LocalDate From, LocalDate To, int? ReportDays,
    PolicyCovers Covers, IReadOnlyList<Id<Activity>> Activities, Id<Policy>? Follows, PolicyState State, Id<Person> EnteredBy, LocalDate MadeOn)
{
    /// <summary>The specification's arrows, and one for what was entered wrongly.</summary>
    public static readonly StateMachine<PolicyState> States = new("employment.policy", 1,
        (PolicyState.Offered, PolicyState.InForce), (PolicyState.Offered, PolicyState.Withdrawn), (PolicyState.InForce, PolicyState.Renewed), (PolicyState.InForce, PolicyState.Ended),
        (PolicyState.Offered, PolicyState.Offered), (PolicyState.InForce, PolicyState.InForce));

    /// <summary>Days before the end on which the desk is told.</summary>
    public static readonly IReadOnlyList<int> WarnDays = [60, 30, 7];

    public Id<Person>? DecidedBy { get; init; }

    public FileHash? File { get; init; }

    /// <summary>The nearest of the days before its end of which the desk knows.</summary>
    public int? Warned { get; init; }

    /// <summary>A policy that another follows, or that has ended, still answers for its own days.</summary>
    public bool Insures(LocalDate day) => State is PolicyState.InForce or PolicyState.Renewed or PolicyState.Ended && day >= From && day <= To;

    public bool Insures(Insured who, LocalDate day) => Insures(day) && who.Entities.Contains(Entity) && Covers switch
    {
        PolicyCovers.Members => who.IsMember, PolicyCovers.Activities => Activities.Any(who.Activities.Contains), _ => true,
    };

    /// <summary>Which of the warnings is due: 60, 30 or 7 days before the end, or 0 once it is over; null before.</summary>
    public int? WarnsOn(LocalDate today) => NodaTime.Period.DaysBetween(today, To) switch
    {
        < 0 => 0, var left when WarnDays.Where(days => left <= days).ToArray() is { Length: > 0 } due => due.Min(), _ => null,
    };
}

/// <summary>What somebody is to the cooperative on a day, as far as policies ask.</summary>
/// <param name="Entities">Companies that employ them on the day, or of which they are a member.</param>
public sealed record Insured(IReadOnlySet<Id<LegalEntity>> Entities, bool IsMember, IReadOnlySet<Id<Activity>> Activities);
