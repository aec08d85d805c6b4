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
    /// <summary>The cost leaves the activity and is split; the member is owed the net whether or not the client has paid.</summary>
    /// <returns>
    /// Done; in this order <c>shared-activity-cannot-employ</c>, <c>member-left</c>, <c>unbalanced</c> (parts and cost differ),
    /// <c>salary-available-exceeded</c>, <c>exposure-limit-reached</c> for a wage that nobody has approved before.
    /// </returns>
    public static async Task<Outcome<Done>> PostWage(this Tx tx, Wage wage)
    {
        if (await tx.LockActivity(wage.Activity) is not { } activity) return Refusal.Unknown;
        var terms = await tx.Terms(activity.Entity, tx.Today);
        if (terms.Refusal is { } noTerms) return noTerms;
        if (activity.Kind is ActivityKind.Shared && !terms.Value.SharedMayEmploy) return new Refusal("shared-activity-cannot-employ", ("activity", activity.Name));
        if (await tx.HasLeft(activity.Id, wage.Member)) return new Refusal("member-left", ("activity", activity.Name));
        if (wage.Cost.Currency != activity.Currency) return new Refusal("other-currency", ("currency", activity.Currency.Code)) { Field = "cost" };
        if (!wage.Cost.IsPositive) return new Refusal("amount-not-positive", ("amount", wage.Cost)) { Field = "cost" };

        var parts = Money.Sum(wage.Authorities.Select(part => part.Amount), activity.Currency) + wage.Net + wage.Margin;
        if (parts != wage.Cost) return new Refusal("unbalanced", ("cost", wage.Cost), ("parts", parts)) { Field = "cost" };
        var available = (await tx.Balances(activity, tx.Today)).SalaryAvailable;
        if (wage.Cost > available) return new Refusal("salary-available-exceeded", ("cost", wage.Cost), ("available", available)) { Field = "cost" };
        // What is reserved was approved within the limits of its day: it is earned, and no limit holds it back.
        var earned = (await tx.Positions(activity, tx.Today)).Any(position => position.Kind is PositionKind.Reserved && position.Document == wage.Id);
        if (!earned && await tx.RefuseBeyondLimits(activity, wage.Cost) is { } beyond) return beyond;

        return await tx.Post(new Entry(Id<Entry>.Named(wage.Id, "wage"), activity.Entity, tx.Today, wage.Id, "wage", "Wage",
        [
            new Line(activity.Account, wage.Cost) { Activity = activity.Id.Value, Member = wage.Member.Value },
            new Line(Account.NetWages(wage.MemberCode), -wage.Net) { Activity = activity.Id.Value, Member = wage.Member.Value },
            .. wage.Authorities.Select(part => new Line(Account.Authority(part.Body), -part.Amount) { Activity = activity.Id.Value, Member = wage.Member.Value }),
            new Line(Account.WorkBudgetMargin, -wage.Margin) { Activity = activity.Id.Value },
        ]));
    }
}
