using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Guarantee;

public static class PeakSql
{
    /// <summary>The most that was laid out for each member on any night, the largest first; what belongs to nobody is left out.</summary>
    public static async Task<IReadOnlyList<(Id<Person> Member, LocalDate On, Money Amount)>> PeakAdvances(this Tx tx, LegalEntity entity, LocalDate since, int limit) =>
        [.. (await tx.Connection.QueryAsync<(Guid Member, LocalDate On, long Amount)>(
            """
            select member, date, amount from (
                select distinct on (member) member, date, sum(amount)::bigint as amount from guarantee.exposure
                where entity = @entity and date >= @since and member is not null
                group by member, date order by member, sum(amount) desc, date
            ) peak
            where amount > 0 order by amount desc, member limit @limit
            """,
            new { entity = entity.Id.Value, since, limit })).Select(row => (new Id<Person>(row.Member), row.On, new Money(row.Amount, entity.Currency)))];
}
