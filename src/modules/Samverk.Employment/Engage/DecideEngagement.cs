using Samverk.Activities;
using Samverk.Desk;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>
/// An adviser has seen who it is and how they are taxed, and signs for the cooperative: the work is announced and checked, the wage takes the place
/// of what was reserved, and the contract waits for the person. All of it happens at once or not at all.
/// </summary>
internal sealed class DecideEngagement : IUseCase<DecideEngagement.Command, EngagementState>
{
    public static Access Access => new((Role.Adviser, Relation.AdviserOf)) { InPerson = true, Never = Relation.Own };

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.Engagement, actor);

    public async Task<Outcome<EngagementState>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockEngagement(command.Engagement) is not { } one || await tx.LockActivity(one.Activity) is not { } activity || await tx.FindEntity(one.Entity) is not { } entity) return Refusal.Unknown;
        if (one.State is not EngagementState.Ready || one.Work is not null) return new Refusal("state-not-allowed", ("state", one.State));
        if (one.Author == actor.Person) return new Refusal("second-person-needed");
        var why = command.Why?.Trim() ?? "";
        if (!command.Approve)
            return why.Length is 0 ? new Refusal("reason-needed") { Field = "why" }
                : (await tx.End(one, EngagementState.Withdrawn, "refused", why)).Then<EngagementState>(_ => EngagementState.Withdrawn);

        if (one.Twin is not null && why.Length is 0) return new Refusal("reason-needed") { Field = "why" };
        await Check(tx, one, actor);
        var announced = await Announce(tx, one, entity, why);
        if (announced.Refusal is { } notAnnounced) return notAnnounced;
        var paid = await Reserve(tx, one, announced.Value, activity);
        if (paid.Refusal is { } notReserved) return notReserved;
        one = one with { Work = announced.Value.Id, Wage = paid.Value.Id };
        await tx.Keep(one);
        if ((await Sign(tx, one, announced.Value, paid.Value, entity, actor)).Refusal is { } notSigned) return notSigned;
        await tx.CloseItem(one.Id.Value, EngagementItems.Kind, "approved");
        if (one.Email is not null && (await tx.SendContract(one, entity)).Refusal is { } notSent) return notSent;
        return EngagementState.Ready;
    }

    private static async Task Check(Tx tx, Engagement one, Actor actor)
    {
        if (one.TaxFacts is { } id && await tx.LockTaxFacts(id) is { State: TaxFactsState.Entered } facts) await tx.Decide(facts, TaxFactsState.Checked, "checked", "");
        if (one.Permit && actor.Person != one.Author) await tx.CheckPermit(one.Person!.Value);
    }

    private static async Task<Outcome<Work>> Announce(Tx tx, Engagement one, LegalEntity entity, string why)
    {
        var work = one.AsWork(one.Person!.Value, tx.Today);
        if (WorkRules.RefuseBegun(work, tx.Now.InZone(tx.Zone).LocalDateTime) is { } begun) return begun with { Field = null };
        if (await tx.RefusePermit(work.Person, work.LastDay) is { } noPermit) return noPermit;
        if (await tx.HasLeft(work.Activity, work.Person)) return new Refusal("member-left");
        await tx.LockWorkOf(work.Person);
        if (await DeclareWork.RefuseBesideOthers(tx, work, await tx.Facts(), entity) is { } crowded) return crowded with { Field = null };
        await tx.Announce(work, "announced", "");
        await tx.Move(work, WorkState.Checked, "approved", why);
        return work with { State = WorkState.Checked };
    }

    private static async Task<Outcome<AskedWage>> Reserve(Tx tx, Engagement one, Work work, Activity activity)
    {
        var forecast = await Forecast.Of(tx, work, WageBasis.Cost, one.Cost);
        if (forecast.Refusal is { } notComputed) return notComputed;
        var wage = new AskedWage(
            Id<AskedWage>.Named(one.Id.Value, "wage"), work.Id, work.Entity, work.Activity, work.Person, one.Author, WageBasis.Cost, one.Cost, forecast.Value.Gross, forecast.Value.Cost, WageState.Requested, null, tx.Today);
        await tx.Free(one);
        if (await tx.RefuseBelowFloor(work, wage.Gross) is { } tooLow) return tooLow with { Field = null };
        if (await tx.RefuseNewWage(activity, wage.Person, wage.Cost) is { } refusal) return refusal with { Field = null };
        await tx.Ask(wage);
        await tx.Move(wage, WageState.Approved, "approved", "");
        await tx.SetPosition(new Position(activity.Id, wage.Id.Value, PositionKind.Reserved, wage.Cost, true) { Member = wage.Person.Value });
        return wage;
    }

    private static async Task<Outcome<Done>> Sign(Tx tx, Engagement one, Work work, AskedWage wage, LegalEntity entity, Actor actor)
    {
        var person = (await tx.FindPerson(work.Person))!;
        var terms = await tx.Terms(work, entity, person, one.Language, wage.Gross);
        return terms.Refusal ?? (await tx.DraftSigned(work, terms.Value, actor)).Then<Done>(_ => default(Done));
    }

    /// <param name="Why">Needed for a refusal, and where somebody of the register seems to be the same person.</param>
    public sealed record Command(Guid Request, Id<Engagement> Engagement, bool Approve, string? Why) : ICommand<Command, DecideEngagement, EngagementState>
    {
        public object Subject => new { Engagement, Approve };
    }
}
