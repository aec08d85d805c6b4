using NodaTime;
using Samverk.Activities;
using Samverk.Desk;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>One engagement. Whoever manages the activity sees what they wrote and how far it is; what the person has said is for advisers and finance.</summary>
internal sealed class ReadEngagement : IUseCase<ReadEngagement.Query, ReadEngagement.Result>
{
    public static Access Access => new((Role.Member, Relation.Manager), (Role.Adviser, Relation.AdviserOf), (Role.Finance, Relation.None));

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => tx.RelationTo(query.Engagement, actor);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        if (await tx.FindEngagement(query.Engagement) is not { } one || await tx.FindActivity(one.Activity) is not { } activity || await tx.FindEntity(one.Entity) is not { } entity) return Refusal.Unknown;
        var (adviser, staff) = (actor.Roles.Contains(Role.Adviser), actor.Roles.Any(role => role is Role.Adviser or Role.Finance));
        var contract = one.Work is { } work ? await tx.ContractFor(work) : null;
        var limits = DeclareWork.Limits(await tx.Facts(), entity, one.Days.Min(day => day.Day));
        var begun = one.Days.Min(day => day.From) <= tx.Now.InZone(tx.Zone).LocalDateTime;
        return new Result(
            one, activity.Name, staff && one.Person is { } person ? await Given(tx, one, person) : null, EngagementItems.Checks(one, limits, await tx.FloorOf(entity, one.Contract, one.Days.Min(day => day.Day))), contract?.Signatures ?? [], tx.Zone,
            adviser && one.State is EngagementState.Ready && one.Work is null && one.Author != actor.Person && one.Person != actor.Person,
            !one.IsOver && !begun && one.State is not EngagementState.Paid && (one.IsUnsigned || adviser),
            adviser && one.State is EngagementState.Contracted && !begun, one.Work is { } declared ? await tx.DeclaredAt(declared) : null, await tx.Steps(one.Id.Value), tx.Today);
    }

    private static async Task<Said> Given(Tx tx, Engagement one, Id<Person> id)
    {
        var person = (await tx.FindPerson(id))!;
        var facts = (await tx.TaxFactsOf(id)).FirstOrDefault(facts => facts.Id == one.TaxFacts) ?? (await tx.TaxFactsOf(id)).FirstOrDefault(facts => facts.Entity == one.Entity && facts.State is TaxFactsState.Checked);
        return new(person, (await tx.PayAccounts([id], tx.Today))[id] is var account && account.Account is { } usable ? usable.Ending : null, account.WaitsUntil, facts,
            one.Permit ? (await tx.Newest(id))?.Until : null, one.Twin is { } twin ? (await tx.FindPerson(twin))?.Code : null);
    }

    public sealed record Query(Id<Engagement> Engagement) : IQuery<Query, ReadEngagement, Result>;

    /// <param name="Ending">The last signs of the account; null while it cools off.</param>
    /// <param name="PermitUntil">Null for somebody who needs none.</param>
    /// <param name="Twin">Code of whoever seems to be the same person.</param>
    internal sealed record Said(PersonFacts Person, string? Ending, LocalDate? AccountFrom, DatedTaxFacts? Facts, LocalDate? PermitUntil, string? Twin);

    internal sealed record Result(
        Engagement Engagement, string Activity, Said? Said, IReadOnlyList<Desk.Check> Checks, IReadOnlyList<Signature> Signatures, DateTimeZone Zone, bool MayDecide, bool MayWithdraw, bool MayDeclare,
        Instant? Declared, IReadOnlyList<Step> Steps, LocalDate Today);
}
