using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

public static class WagesAhead
{
    /// <summary>Approved wages that no released payslip pays yet: whole cost by the pay day of their run, else by the last day of work.</summary>
    public static async Task<IReadOnlyList<(LocalDate On, Money Cost)>> ApprovedWages(this Tx tx, LegalEntity entity) => [.. (await tx.Connection.QueryAsync<(LocalDate On, long Cost)>(
        """
        select coalesce(run.pay_day, (select max(day) from employment.work_day where work_day.work = wage.work)) as due_on, sum(wage.cost)::bigint
        from employment.wage left join employment.run on run.id = wage.run
        where wage.entity = @entity and wage.state = 'Approved'
        group by due_on order by due_on
        """,
        new { entity = entity.Id.Value })).Select(row => (row.On, new Money(row.Cost, entity.Currency)))];
}
