using NodaTime;
using Samverk.Activities;
using Samverk.Countries;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Expenses;

internal static class EquipmentVerbs
{
    /// <summary>
    /// Whether a claim buys something that the country counts as an asset; equipment below its limit is a cost at once.
    /// </summary>
    /// <returns>The answer; <c>parameter-missing</c> or <c>regime-not-verified</c> with the fact's id where nobody stands for the limit.</returns>
    public static async Task<Outcome<bool>> BuysAsset(this Tx tx, Claim claim, LegalEntity entity)
    {
        if (claim.Equipment is null) return false;
        var limit = (await tx.Facts()).Find<Money>(entity.Country, FactNames.EquipmentFrom, claim.Content.Date);
        if (limit.Refusal is { } refusal) return refusal with { Field = "months" };
        if (limit.Value.Value.Currency != claim.Charge.Currency) return new Refusal("other-currency", ("currency", limit.Value.Value.Currency.Code)) { Field = "months" };
        return claim.Charge >= limit.Value.Value;
    }

    /// <summary>
    /// The cooperative owns the thing and owes its price; the activity bears nothing yet, but the whole price is reserved on it from now on, so
    /// that it cannot be spent twice. Each month then takes its part.
    /// </summary>
    /// <returns>Done; what <see cref="ExpenseVerb.PostCost"/> refuses.</returns>
    public static async Task<Outcome<Done>> BuyThing(this Tx tx, Cost cost, Claim claim)
    {
        var id = Thing.IdOf(claim.Id);
        var code = await tx.RegisterThing(claim, id, claim.Equipment!);
        var posted = await tx.PostCost(cost with { Asset = Thing.AccountOf(code) });
        if (posted.Refusal is { } refused) return refused;
        await tx.PlaceThing(id, claim.Content.Activity, claim.Member, "");
        await tx.TakeStep<ThingState>(Thing.States, id, null, ThingState.InUse, "bought", "");
        await tx.ReserveRest((await tx.FindThing(id))!, claim.Content.Activity, cost.Charge);
        return default(Done);
    }

    /// <summary>Takes a part of the price from the activity that uses the thing. What was reserved for it becomes smaller by the same.</summary>
    /// <param name="document">Of the posting; posted once.</param>
    public static async Task<Outcome<Guid?>> BearPart(this Tx tx, Thing thing, Guid document, Money part)
    {
        if (await tx.LockActivity(thing.At.Activity) is not { } activity) return Refusal.Unknown;
        await tx.ReserveRest(thing, activity.Id, thing.Value - part);
        if (part.IsZero) return Outcome.Of<Guid?>(null);
        var entry = Id<Entry>.Named(document, "equipment-cost");
        var posted = await tx.Post(new Entry(entry, activity.Entity, tx.Today, thing.Id, "equipment-cost", $"Equipment {thing.Code}",
            new Line(activity.Account, part) { Activity = activity.Id.Value, Member = thing.At.Holder.Value },
            new Line(thing.Account, -part) { Activity = activity.Id.Value }));
        return posted.Refusal is { } refused ? refused : Outcome.Of<Guid?>(entry.Value);
    }
}

/// <summary>On the last day of each month everything in use costs its part of the price, once, until nothing is left.</summary>
internal sealed class WriteOffMonthly : IRecur
{
    public static string Kind => "expenses.write-off";

    public async Task Run(Tx tx, LocalDate date)
    {
        if (date != date.With(DateAdjusters.EndOfMonth)) return;
        var month = date.With(DateAdjusters.StartOfMonth);
        foreach (var found in await tx.SelectThings(
            "state = 'InUse' and bought <= @date and not exists (select from expenses.thing_cost where thing = thing.id and month = @month)", new { date, month }))
        {
            if (await tx.LockThing(found.Id) is not { State: ThingState.InUse, NextPart: { } part } thing) continue;
            var entry = (await tx.BearPart(thing, NamedGuid.Of(thing.Id, $"{month:R}"), part)).Value;
            await tx.NoteCost(thing, month, part, entry);
        }
    }
}
