using Dapper;
using NodaTime;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>What a correction changes of one posted wage.</summary>
/// <param name="Id">Of the correction of this wage; posted once.</param>
/// <param name="Wage">The wage that was posted; its entry stays as it is.</param>
/// <param name="Cost">What the activity bears beside what it has borne; negative where it gets something back.</param>
/// <param name="Net">Owed to the person in addition.</param>
/// <param name="Claim">What the person was paid too much, less what of an earlier claim falls away.</param>
/// <param name="Text">Which wage is corrected and by what law, without a name.</param>
public sealed record WageCorrection(
    Guid Id, Guid Wage, Id<Activity> Activity, Id<Person> Member, string MemberCode, Money Cost, Money Net, Money Claim, IReadOnlyList<(string Body, Money Amount)> Authorities, string Text);

public static class WageCorrectionVerb
{
    /// <summary>
    /// The true-up: differences only, each in an entry of its own that names the wage it belongs to. No guard holds it back, because what the law makes of an
    /// earned wage is owed whatever the activity has; what was paid too much is a claim on an account of its own and never taken from a wage.
    /// </summary>
    /// <returns>Done; <c>unbalanced</c> where cost and parts differ, <c>not-found</c> for a wage that is not closed.</returns>
    public static async Task<Outcome<Done>> PostWageCorrections(this Tx tx, IReadOnlyList<WageCorrection> corrections)
    {
        var activities = (await tx.LockActivities([.. corrections.Select(one => one.Activity).Distinct()])).OfType<Activity>().ToDictionary(activity => activity.Id);
        var posted = await tx.WholeEntries([.. corrections.Select(one => WageVerb.EntryOf(one.Wage))]);
        var nothing = await tx.ClosedAtNothing([.. corrections.Select(one => one.Wage).Where(wage => !posted.Contains(WageVerb.EntryOf(wage)))]);
        foreach (var one in corrections)
        {
            if (!activities.ContainsKey(one.Activity) || (!posted.Contains(WageVerb.EntryOf(one.Wage)) && !nothing.Contains(one.Wage))) return Refusal.Unknown;
            var parts = Money.Sum(one.Authorities.Select(part => part.Amount), one.Cost.Currency) + one.Net - one.Claim;
            if (parts != one.Cost) return new Refusal("unbalanced", ("cost", one.Cost), ("parts", parts)) { Field = "cost" };
        }

        return await tx.Post([.. corrections.Where(Moves).Select(one => EntryOf(tx, one, activities[one.Activity]))]);
    }

    /// <summary>Those of which absence had left nothing: their payslip is closed, and there was nothing to post.</summary>
    private static async Task<IReadOnlySet<Guid>> ClosedAtNothing(this Tx tx, IReadOnlyCollection<Guid> wages) => wages.Count is 0 ? new HashSet<Guid>() : (await tx.Connection.QueryAsync<Guid>(
        """
        select wage from employment.payslip_part part join employment.payslip on payslip.id = part.payslip
        where wage = any(@wages) and released and corrects is null and part.gross + part.employer = 0
        """,
        new { wages = wages.ToArray() })).ToHashSet();

    /// <summary>The entry of a correction of one wage.</summary>
    internal static Id<Entry> EntryOf(Guid correction) => Id<Entry>.Named(correction, "wage-correction");

    // Lines may have moved inside one body's sum: then nothing is posted, and the payslip says it.
    private static bool Moves(WageCorrection one) => !one.Cost.IsZero || !one.Net.IsZero || !one.Claim.IsZero || one.Authorities.Any(part => !part.Amount.IsZero);

    private static Entry EntryOf(Tx tx, WageCorrection one, Activity activity) => new(EntryOf(one.Id), activity.Entity, tx.Today, one.Id, "wage-correction", one.Text,
    [
        new Line(activity.Account, one.Cost) { Activity = activity.Id.Value, Member = one.Member.Value },
        new Line(Account.NetWages(one.MemberCode), -one.Net) { Activity = activity.Id.Value, Member = one.Member.Value },
        new Line(Account.WageClaims(one.MemberCode), one.Claim) { Activity = activity.Id.Value, Member = one.Member.Value },
        .. one.Authorities.Select(part => new Line(Account.Authority(part.Body), -part.Amount) { Activity = activity.Id.Value, Member = one.Member.Value }),
    ]);
}
