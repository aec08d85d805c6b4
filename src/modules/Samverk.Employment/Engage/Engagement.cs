using NodaTime;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>Somebody, member or not, is engaged through an activity by a link (domain/states.md 28): invited by a manager, and everything else they do themselves.</summary>
/// <param name="Crew">What was handed in together.</param>
/// <param name="Author">Who engages.</param>
/// <param name="Name">As the author calls them; the person writes their own name.</param>
/// <param name="Email">Where the link goes; without it the author passes the link on.</param>
/// <param name="Language">Of the mail and of the contract.</param>
/// <param name="Cost">What it may cost the activity: reserved from the invitation on, until the wage takes its place.</param>
/// <param name="ValidUntil">The last day on which an invitation can be taken up.</param>
public sealed record Engagement(
    Id<Engagement> Id, Guid Crew, Id<LegalEntity> Entity, Id<Activity> Activity, Id<Person> Author, string Name, string? Email, string? Phone, string Language,
    string Contract, string Country, string Place, string Role, string Risk, IReadOnlyList<WorkDay> Days, Money Cost, EngagementState State, LocalDate ValidUntil, LocalDate MadeOn)
{
    /// <summary>Days in which an invitation can be taken up.</summary>
    public const int DaysToAnswer = 14;

    public static readonly StateMachine<EngagementState> States = new("employment.engagement", 1,
        (EngagementState.Invited, EngagementState.Identified), (EngagementState.Identified, EngagementState.Ready), (EngagementState.Ready, EngagementState.Contracted),
        (EngagementState.Contracted, EngagementState.Engaged), (EngagementState.Engaged, EngagementState.Paid),
        (EngagementState.Invited, EngagementState.Expired), (EngagementState.Invited, EngagementState.Withdrawn), (EngagementState.Identified, EngagementState.Withdrawn),
        (EngagementState.Ready, EngagementState.Withdrawn), (EngagementState.Contracted, EngagementState.Withdrawn), (EngagementState.Engaged, EngagementState.Withdrawn));

    /// <summary>Once they have said who they are.</summary>
    public Id<Person>? Person { get; init; }

    /// <summary>Somebody of the register who seems to be the same person; an adviser looks.</summary>
    public Id<Person>? Twin { get; init; }

    /// <summary>They have said that they need a permit to work.</summary>
    public bool Permit { get; init; }

    public Id<DatedTaxFacts>? TaxFacts { get; init; }

    public Id<Work>? Work { get; init; }

    public Id<AskedWage>? Wage { get; init; }

    /// <summary>Nobody has signed for the person yet, so it can still be taken back.</summary>
    public bool IsUnsigned => State is EngagementState.Invited or EngagementState.Identified or EngagementState.Ready;

    public bool IsOver => State is EngagementState.Expired or EngagementState.Withdrawn;

    /// <summary>The work that it is about, for a person.</summary>
    public Work AsWork(Id<Person> person, LocalDate today) =>
        new(Id<Work>.Named(Id.Value, "work"), Entity, Activity, person, Author, Contract, Country, Place, Role, Risk, Days, WorkState.Requested, false, today);
}

/// <summary>Ready: everything is given and an adviser checks it. Contracted: both have signed. Engaged: the work is announced for good, before its first hour.</summary>
public enum EngagementState { Invited, Identified, Ready, Contracted, Engaged, Paid, Expired, Withdrawn }
