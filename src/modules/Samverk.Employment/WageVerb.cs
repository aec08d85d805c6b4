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
    /// <summary>
    /// The cost leaves the activity and is split; the member is owed the net whether or not the client has paid. What was reserved for it is free
    /// again, and an earned wage is posted also where the activity has less by now.
    /// </summary>
    /// <returns>
    /// Done; in this order <c>shared-activity-cannot-employ</c>, <c>member-left</c>, <c>unbalanced</c> (parts and cost differ),
    /// <c>salary-available-exceeded</c>, <c>exposure-limit-reached</c>; of an earned wage only <c>unbalanced</c>.
    /// </returns>
    public static async Task<Outcome<Done>> PostWage(this Tx tx, Wage wage)
    {
        if (await tx.LockActivity(wage.Activity) is not { } activity) return Refusal.Unknown;
        var terms = await tx.Terms(activity.Entity, tx.Today);
        if (terms.Refusal is { } noTerms) return noTerms;
        // What is reserved was approved within the rules and limits of its day. It is earned: nothing that has happened since holds it back.
        var earned = (await tx.Positions(activity, tx.Today)).Any(position => position.Kind is PositionKind.Reserved && position.Document == wage.Id);
        if (!earned && activity.Kind is ActivityKind.Shared && !terms.Value.SharedMayEmploy) return new Refusal("shared-activity-cannot-employ", ("activity", activity.Name));
        if (!earned && await tx.HasLeft(activity.Id, wage.Member)) return new Refusal("member-left", ("activity", activity.Name));
        if (wage.Cost.Currency != activity.Currency) return new Refusal("other-currency", ("currency", activity.Currency.Code)) { Field = "cost" };
        if (!wage.Cost.IsPositive) return new Refusal("amount-not-positive", ("amount", wage.Cost)) { Field = "cost" };

        var parts = Money.Sum(wage.Authorities.Select(part => part.Amount), activity.Currency) + wage.Net + wage.Margin;
        if (parts != wage.Cost) return new Refusal("unbalanced", ("cost", wage.Cost), ("parts", parts)) { Field = "cost" };
        if (!earned && await RefuseBeyondMoney(tx, activity, wage.Cost) is { } beyond) return beyond;
        if (earned) await tx.SetPosition(new Position(activity.Id, wage.Id, PositionKind.Reserved, Money.Zero(wage.Cost.Currency), true) { Member = wage.Member.Value });

        return await tx.Post(new Entry(Id<Entry>.Named(wage.Id, "wage"), activity.Entity, tx.Today, wage.Id, "wage", "Wage",
        [
            new Line(activity.Account, wage.Cost) { Activity = activity.Id.Value, Member = wage.Member.Value },
            new Line(Account.NetWages(wage.MemberCode), -wage.Net) { Activity = activity.Id.Value, Member = wage.Member.Value },
            .. wage.Authorities.Select(part => new Line(Account.Authority(part.Body), -part.Amount) { Activity = activity.Id.Value, Member = wage.Member.Value }),
            new Line(Account.WorkBudgetMargin, -wage.Margin) { Activity = activity.Id.Value },
        ]));
    }

    private static async Task<Refusal?> RefuseBeyondMoney(Tx tx, Activity activity, Money cost)
    {
        var available = (await tx.Balances(activity, tx.Today)).SalaryAvailable;
        return cost > available
            ? new Refusal("salary-available-exceeded", ("cost", cost), ("available", available)) { Field = "cost" }
            : await tx.RefuseBeyondLimits(activity, cost);
    }
}
