using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Expenses;

/// <summary>
/// A thing goes to somebody else, to another place or to another activity, which then bears what is left of its price: that must be money
/// which clients have paid.
/// </summary>
internal sealed class HandOver : IUseCase<HandOver.Command, Done>
{
    public static Access Access => new((Role.Member, Relation.Manager), (Role.Adviser, Relation.AdviserOf), (Role.Finance, Relation.None));

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => ThingAccess.To(command.Thing, tx, actor);

    /// <returns>
    /// Done; <c>state-not-allowed</c>, <c>activity-closed</c>, <c>other-entity</c>, <c>not-a-team-member</c>, <c>expense-available-exceeded</c> of the activity that gets it,
    /// <c>field-invalid</c>.
    /// </returns>
    public async Task<Outcome<Done>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockThing(command.Thing) is not { } thing) return Refusal.Unknown;
        if (thing.State is not ThingState.InUse) return new Refusal("state-not-allowed", ("state", thing.State));
        var place = command.Place.Trim();
        if (place.Length > 100 || !Mail.IsOneLine(place)) return new Refusal("field-invalid", ("field", "place")) { Field = "place" };
        if (await tx.LockActivities(thing.At.Activity, command.Activity) is not [{ } from, { } to]) return Refusal.Unknown with { Field = "activity" };
        if (from.Id != to.Id && !Staff(actor) && !(await tx.RelationTo(to.Id, actor)).HasFlag(Relation.Manager)) return Refusal.Unknown with { Field = "activity" };
        if (to.RefuseUnlessOpen("activity") is { } closed) return closed;
        if (to.Entity != from.Entity) return new Refusal("other-entity") { Field = "activity" };
        if ((await tx.OpenActivitiesOf(command.Holder)).All(one => one.Id != to.Id)) return new Refusal("not-a-team-member") { Field = "holder" };
        if (from.Id != to.Id && await Burden(tx, thing, from, to) is { } refused) return refused;

        await tx.PlaceThing(thing.Id, to.Id, command.Holder, place);
        return default(Done);
    }

    /// <summary>Nothing is posted: what is left of the price was never borne, and is now reserved elsewhere.</summary>
    private static async Task<Refusal?> Burden(Tx tx, Thing thing, Activity from, Activity to)
    {
        var available = await tx.SpendableOn(to);
        if (available.Refusal is { } noTerms) return noTerms;
        if (thing.Value > available.Value) return new Refusal("expense-available-exceeded", ("charge", thing.Value), ("available", available.Value)) { Field = "activity" };
        await tx.ReserveRest(thing, from.Id, Money.Zero(thing.Cost.Currency));
        await tx.ReserveRest(thing, to.Id, thing.Value);
        return null;
    }

    private static bool Staff(Actor actor) => actor.Roles.Any(role => role is Role.Adviser or Role.Finance);

    /// <param name="Activity">That uses and bears it from now on; the same as before where only the person or the place changes.</param>
    public sealed record Command(Guid Request, Guid Thing, Id<Activity> Activity, Id<Person> Holder, string Place) : ICommand<Command, HandOver, Done>
    {
        public object Subject => new { Thing, Activity, Holder };
    }
}

internal static class ThingAccess
{
    public static readonly Access Read = new(
        (Role.Member, Relation.Own), (Role.Member, Relation.TeamMember), (Role.Adviser, Relation.None), (Role.Finance, Relation.None), (Role.Auditor, Relation.None));

    /// <summary>Own = who has it.</summary>
    public static async Task<Relation> To(Guid id, Tx tx, Actor actor) =>
        await tx.FindThing(id) is { } thing ? await tx.RelationTo(thing.At.Activity, actor) | (thing.At.Holder == actor.Person ? Relation.Own : Relation.None) : Relation.None;
}
