using Dapper;
using NodaTime;
using Samverk.Store;

namespace Samverk.Activities;

/// <summary>An assignment closes by itself when everything is invoiced, paid and spent (money-path.md, section 8).</summary>
internal sealed class CloseAssignments : IRecur
{
    public static string Kind => "activities.close-assignments";

    public async Task Run(Tx tx, LocalDate date)
    {
        var open = (await tx.Connection.QueryAsync<ActivitySql.Row>(
            $"""
            select {ActivitySql.Columns} from activities.activity
            where kind = 'Assignment' and state in ('Open', 'Closing') and exists (select from activities.position where position.activity = activity.id)
            order by id
            """)).Select(row => row.ToActivity()).ToArray();
        // A look without locks finds who may be settled; closing locks and asks again.
        var balances = await tx.BalancesOf(open, tx.Today);
        foreach (var activity in open.Where(activity => balances[activity.Id].Settled))
            if ((await tx.CloseActivity(activity.Id, "")).Refusal is { Code: not "activity-not-settled" } bug) throw new Kernel.RefusedException(bug);
    }
}
