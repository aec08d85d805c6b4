using Samverk.Activities;
using Samverk.Guarantee;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>A wage as it is split: what the activity bears, and who gets it.</summary>
/// <param name="Id">The payslip; posted once.</param>
/// <param name="MemberCode">Generated code of the person, the last part of the account.</param>
/// <param name="Authorities">What each body gets, in the order of the payslip.</param>
/// <param name="Margin">The cooperative's margin inside the wage cost; zero where there is none.</param>
public sealed record Wage(
    Guid Id, Id<Activity> Activity, Id<Person> Member, string MemberCode, Money Cost, Money Net, IReadOnlyList<(string Body, Money Amount)> Authorities, Money Margin);

public static class WageVerb
{
    /// <summary>One wage; see <see cref="PostWages"/>.</summary>
    public static Task<Outcome<Done>> PostWage(this Tx tx, Wage wage) => tx.PostWages(wage);

    /// <summary>
    /// Each cost leaves its activity and is split; the member is owed the net whether or not the client has paid. What was reserved for it is free
    /// again, and an earned wage is posted also where the activity has less by now. Each wage at most once; few round trips for any number of earned ones.
    /// </summary>
    /// <returns>
    /// Done; of the first wage that does not pass, in this order <c>shared-activity-cannot-employ</c>, <c>member-left</c>, <c>unbalanced</c> (parts and
    /// cost differ), <c>salary-available-exceeded</c>, <c>exposure-limit-reached</c>; of an earned wage only <c>unbalanced</c>. After a refusal the
    /// transaction is good for nothing.
    /// </returns>
    public static async Task<Outcome<Done>> PostWages(this Tx tx, params IReadOnlyList<Wage> wages)
    {
        var activities = await tx.LockActivities([.. wages.Select(wage => wage.Activity).Distinct()]);
        if (activities.Contains(null)) return Refusal.Unknown;
        var known = activities.ToDictionary(activity => activity!.Id, activity => activity!);
        var terms = new Dictionary<Id<LegalEntity>, Terms>();
        foreach (var entity in known.Values.Select(activity => activity.Entity).Distinct())
        {
            var valid = await tx.Terms(entity, tx.Today);
            if (valid.Refusal is { } noTerms) return noTerms;
            terms.Add(entity, valid.Value);
        }

        // What is reserved was approved within the rules and limits of its day. It is earned: nothing that has happened since holds it back.
        var earned = await tx.ReservedFor([.. wages.Select(wage => wage.Id)], tx.Today);
        var passed = new List<(Wage Wage, Activity Activity)>(wages.Count);
        foreach (var wage in wages)
        {
            var activity = known[wage.Activity];
            if (!earned.Contains((activity.Id, wage.Id)))
            {
                // Whether there is money for it shows only when the wages before it are posted.
                if ((await tx.PostPassed(passed, earned)).Refusal is { } before) return before;
                passed.Clear();
                if (await tx.RefuseUnearned(wage, activity, terms[activity.Entity]) is { } refusal) return refusal;
            }
            else if (RefuseFigures(wage, activity) is { } wrong) return wrong;

            passed.Add((wage, activity));
        }

        return await tx.PostPassed(passed, earned);
    }

    private static async Task<Outcome<Done>> PostPassed(this Tx tx, List<(Wage Wage, Activity Activity)> wages, IReadOnlySet<(Id<Activity>, Guid)> earned)
    {
        if (wages.Count is 0) return default(Done);
        Position[] free = [.. wages.Where(one => earned.Contains((one.Activity.Id, one.Wage.Id))).Select(one => new Position(one.Activity.Id, one.Wage.Id, PositionKind.Reserved, Money.Zero(one.Wage.Cost.Currency), true) { Member = one.Wage.Member.Value })];
        if (free.Length > 0) await tx.SetPositions(free);
        return await tx.Post([.. wages.Select(one => EntryOf(tx, one.Wage, one.Activity))]);
    }

    /// <summary>The entry that posts a wage.</summary>
    internal static Id<Entry> EntryOf(Guid wage) => Id<Entry>.Named(wage, "wage");

    private static Entry EntryOf(Tx tx, Wage wage, Activity activity) => new(EntryOf(wage.Id), activity.Entity, tx.Today, wage.Id, "wage", "Wage",
    [
        new Line(activity.Account, wage.Cost) { Activity = activity.Id.Value, Member = wage.Member.Value },
        new Line(Account.NetWages(wage.MemberCode), -wage.Net) { Activity = activity.Id.Value, Member = wage.Member.Value },
        .. wage.Authorities.Select(part => new Line(Account.Authority(part.Body), -part.Amount) { Activity = activity.Id.Value, Member = wage.Member.Value }),
        new Line(Account.WorkBudgetMargin, -wage.Margin) { Activity = activity.Id.Value },
    ]);

    private static async Task<Refusal?> RefuseUnearned(this Tx tx, Wage wage, Activity activity, Terms terms)
    {
        if (activity.Kind is ActivityKind.Shared && !terms.SharedMayEmploy) return new Refusal("shared-activity-cannot-employ", ("activity", activity.Name));
        if (await tx.HasLeft(activity.Id, wage.Member)) return new Refusal("member-left", ("activity", activity.Name));
        return RefuseFigures(wage, activity) ?? await RefuseBeyondMoney(tx, activity, wage.Cost);
    }

    private static Refusal? RefuseFigures(Wage wage, Activity activity)
    {
        if (wage.Cost.Currency != activity.Currency) return new Refusal("other-currency", ("currency", activity.Currency.Code)) { Field = "cost" };
        if (!wage.Cost.IsPositive) return new Refusal("amount-not-positive", ("amount", wage.Cost)) { Field = "cost" };
        var parts = Money.Sum(wage.Authorities.Select(part => part.Amount), activity.Currency) + wage.Net + wage.Margin;
        return parts == wage.Cost ? null : new Refusal("unbalanced", ("cost", wage.Cost), ("parts", parts)) { Field = "cost" };
    }

    private static async Task<Refusal?> RefuseBeyondMoney(Tx tx, Activity activity, Money cost)
    {
        var available = (await tx.Balances(activity, tx.Today)).SalaryAvailable;
        return cost > available
            ? new Refusal("salary-available-exceeded", ("cost", cost), ("available", available)) { Field = "cost" }
            : await tx.RefuseBeyondLimits(activity, cost);
    }
}
