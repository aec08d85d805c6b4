using NodaTime;
using Samverk.Activities;
using Samverk.Countries;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>
/// Announces work before it begins. What has begun is refused to its person and team; an adviser may enter it with a reason, and a second
/// adviser then decides.
/// </summary>
internal sealed class DeclareWork : IUseCase<DeclareWork.Command, Id<Work>>
{
    public static Access Access => new((Role.Member, Relation.TeamMember), (Role.Adviser, Relation.AdviserOf));

    public static async Task<Relation> Relate(Command command, Tx tx, Actor actor)
    {
        var relation = await tx.RelationTo(command.Activity, actor);
        // Team members announce their own work; a manager also that of others.
        return command.Person == actor.Person || relation.HasFlag(Relation.Manager) || actor.Roles.Contains(Role.Adviser) ? relation : Relation.None;
    }

    public async Task<Outcome<Id<Work>>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.FindActivity(command.Activity) is not { } activity || await tx.FindEntity(activity.Entity) is not { } entity) return Refusal.Unknown;
        if (await tx.RelationToPerson(command.Person, actor) is Relation.None) return Refusal.Unknown with { Field = "person" };
        if (activity.RefuseUnlessOpen("activity") is { } closed) return closed;

        var facts = await tx.Facts();
        var work = new Work(
            new(command.Request), activity.Entity, activity.Id, command.Person, actor.Hand, command.Contract, command.Country.ToUpperInvariant(), command.Place.Trim(), command.Role.Trim(),
            command.Risk.Trim(), command.Days, WorkState.Requested, false, tx.Today);
        if (WorkRules.Refuse(work, entity, facts) is { } refusal) return refusal;
        if (WorkRules.RefuseBegun(work, tx.Now.InZone(tx.Zone).LocalDateTime) is { } begun)
        {
            if (!actor.Roles.Contains(Role.Adviser) || command.Person == actor.Person) return begun;
            if (string.IsNullOrWhiteSpace(command.WhyLate)) return new Refusal("reason-needed") { Field = "whyLate" };
            work = work with { Late = true };
        }

        if (await tx.RefusePermit(work.Person, work.LastDay) is { } noPermit) return noPermit;
        if (await tx.HasLeft(activity.Id, command.Person)) return new Refusal("member-left", ("activity", activity.Name));
        if (await tx.RefuseAway(work.Person, work.Days.Select(day => day.Day)) is { } away) return away;
        await tx.LockWorkOf(work.Person);
        if (await RefuseBesideOthers(tx, work, facts, entity) is { } crowded) return crowded;
        await tx.Announce(work, work.Late ? "entered-late" : "announced", work.Late ? command.WhyLate!.Trim() : "");
        await tx.AskAdviser(work, activity, Limits(facts, entity, work.FirstDay), await tx.FloorOf(entity, work.Contract, work.FirstDay));
        return work.Id;
    }

    /// <summary>The limits of the day, where they are verified or released; an adviser looks at the rest.</summary>
    internal static (int? Day, int? Week) Limits(FactBook facts, LegalEntity entity, LocalDate date)
    {
        return (Of(FactNames.WorkDayHours), Of(FactNames.WorkWeekHours));

        int? Of(string name) => facts.Find<int>(entity.Country, name, date) is { Refusal: null, Value.Value: var hours } ? hours : null;
    }

    /// <summary>What the person works besides, in any activity. The caller holds the lock on the person's work.</summary>
    internal static async Task<Refusal?> RefuseBesideOthers(Tx tx, Work work, FactBook facts, LegalEntity entity) =>
        // A night's work of the Sunday before may reach into the first day.
        WorkRules.RefuseBeside(work, await tx.DaysOf(work.Person, WorkRules.Monday(work.FirstDay).PlusDays(-1), WorkRules.Monday(work.LastDay).PlusDays(7)), Limits(facts, entity, work.FirstDay));

    /// <param name="Country">Where the work is done, two letters.</param>
    /// <param name="Risk">What can happen there: "height", "none known".</param>
    /// <param name="WhyLate">For an adviser, where the work has begun already.</param>
    public sealed record Command(
        Guid Request, Id<Activity> Activity, Id<Person> Person, string Contract, string Country, string Place, string Role, string Risk, IReadOnlyList<WorkDay> Days, string? WhyLate)
        : ICommand<Command, DeclareWork, Id<Work>>
    {
        public object Subject => new { Request, Activity, Person, Contract, Country, Days = Days.Count, Minutes = Days.Sum(day => day.Minutes), Late = WhyLate is not null };
    }
}
