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
        var open = (await tx.Connection.QueryAsync<Guid>(
            """
            select id from activities.activity
            where kind = 'Assignment' and state in ('Open', 'Closing') and exists (select from activities.position where position.activity = activity.id)
            order by id
            """)).AsList();
        foreach (var id in open)
            if ((await tx.CloseActivity(new(id), "")).Refusal is { Code: not "activity-not-settled" } bug) throw new Kernel.RefusedException(bug);
    }
}
