using Samverk.Activities;
using Samverk.Countries;
using Samverk.Guarantee;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

internal static class WageGuards
{
    /// <summary>How late a wage may be asked for or changed. Work that a second person let pass after it began has no such day any more.</summary>
    public static async Task<Refusal?> RefuseLate(Tx tx, Work work)
    {
        if (work.Late) return null;
        var (facts, country) = (await tx.Facts(), (await tx.FindEntity(work.Entity))!.Country);
        var rule = facts.Find<RequestCutOff>(country, FactNames.RequestCutOff, work.FirstDay);
        if (rule.Refusal is { } unknown) return unknown;
        var last = rule.Value.Value.LastDay(work.FirstDay, new Calendar(facts, country));
        return last.Refusal ?? (tx.Today > last.Value ? new Refusal("cut-off-passed", ("date", last.Value)) : null);
    }

    /// <summary>Whether a wage that nobody has approved yet may be paid by the activity. The caller holds the activity's lock.</summary>
    /// <returns>
    /// Null; <c>activity-frozen</c>, <c>activity-closed</c>, <c>shared-activity-cannot-employ</c>, <c>member-left</c>, <c>salary-available-exceeded</c>, <c>exposure-limit-reached</c>.
    /// </returns>
    public static async Task<Refusal?> RefuseNewWage(this Tx tx, Activity activity, Id<Person> person, Money cost)
    {
        if (activity.RefuseUnlessOpen("activity") is { } closed) return closed;
        var terms = await tx.Terms(activity.Entity, tx.Today);
        if (terms.Refusal is { } noTerms) return noTerms;
        if (activity.Kind is ActivityKind.Shared && !terms.Value.SharedMayEmploy) return new Refusal("shared-activity-cannot-employ", ("activity", activity.Name));
        if (await tx.HasLeft(activity.Id, person)) return new Refusal("member-left", ("activity", activity.Name));
        var available = (await tx.Balances(activity, tx.Today)).SalaryAvailable;
        if (cost > available) return new Refusal("salary-available-exceeded", ("cost", cost), ("available", available)) { Field = "cost" };
        return await tx.RefuseBeyondLimits(activity, cost);
    }
}
