using Dapper;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Activities;

/// <summary>The posting verbs of activities (domain/money-path.md, section 9): guard and entry together.</summary>
public static class ActivityVerbs
{
    /// <summary>Moves collected money between two activities of one entity.</summary>
    /// <param name="transfer">The document that caused it; posted once.</param>
    /// <returns>Done; <c>activity-closed</c>, <c>activity-frozen</c>, <c>same-activity</c>, <c>other-entity</c>, <c>not-collected</c>.</returns>
    public static async Task<Outcome<Done>> PostTransfer(this Tx tx, Guid transfer, Id<Activity> giver, Id<Activity> receiver, Money amount)
    {
        if (await tx.LockActivities(giver, receiver) is not [{ } from, { } to]) return Refusal.Unknown;
        if (TransferRules.Refuse(from, to, amount, (await tx.Balances(from, tx.Today)).ExpenseAvailable) is { } refusal) return refusal;

        return await tx.Post(new Entry(Id<Entry>.Named(transfer, "transfer"), from.Entity, tx.Today, transfer, "transfer", "Transfer",
            new Line(from.Account, amount) { Activity = from.Id.Value },
            new Line(to.Account, -amount) { Activity = to.Id.Value }));
    }

    /// <summary>Ends an activity in which nothing more can happen.</summary>
    /// <returns>Done; <c>activity-not-settled</c> while anything is booked, planned, uncollected or reserved.</returns>
    public static async Task<Outcome<Done>> CloseActivity(this Tx tx, Id<Activity> id, string why)
    {
        if (await tx.LockActivity(id) is not { } activity) return Refusal.Unknown;
        if (Activity.States.Refuse(activity.State, ActivityState.Settled) is { } notAllowed) return notAllowed;

        var balances = await tx.Balances(activity, tx.Today);
        if (!balances.Settled)
            return new Refusal("activity-not-settled", ("activity", activity.Name), ("booked", balances.Booked), ("planned", balances.Planned), ("uncollected", balances.Uncollected));

        await tx.Save(activity with { State = ActivityState.Settled }, activity.State, "settled", why);
        return default(Done);
    }

    /// <summary>
    /// Whether somebody who was in the team is not any more: no new wage or claim of theirs. Who never was in it may be engaged.
    /// </summary>
    public static Task<bool> HasLeft(this Tx tx, Id<Activity> activity, Id<Person> person) => tx.Connection.QuerySingleAsync<bool>(
        """
        select count(*) > 0 and count(*) filter (where until is null or until >= @Today) = 0
        from activities.team where activity = @activity and person = @person
        """,
        new { activity = activity.Value, person = person.Value, tx.Today });

    /// <summary>Whether an activity belongs to people who were in the team of another and are not any more, and to nobody who still is.</summary>
    internal static Task<bool> LeftBehind(this Tx tx, Id<Activity> team, Id<Activity> theirs) => tx.Connection.QuerySingleAsync<bool>(
        """
        select count(*) > 0 and count(*) filter (where was.until is null or was.until >= @Today) = 0
        from activities.team their join activities.team was on was.activity = @team and was.person = their.person
        where their.activity = @theirs and their.since <= @Today and (their.until is null or their.until >= @Today)
        """,
        new { team = team.Value, theirs = theirs.Value, tx.Today });
}
