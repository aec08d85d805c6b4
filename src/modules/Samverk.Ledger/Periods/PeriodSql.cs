using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Ledger;

/// <summary>A stretch of days that takes no more entries. Closing is for good: what was wrong is corrected in an open period.</summary>
/// <param name="From">Null = from the beginning of the books.</param>
/// <param name="Through">The last day, included.</param>
public sealed record ClosedPeriod(LocalDate? From, LocalDate Through, Instant ClosedAt, Id<Person> Person);

public static class PeriodSql
{
    /// <summary>
    /// Closes through the end of a past month and keeps what every account held then, so that balances stay quick however long the books
    /// are. The first time through any month; then month by month.
    /// </summary>
    /// <returns>
    /// <c>period-closed</c> when that day is closed already; <c>field-invalid</c> when it is not the last day of a month, not past, or leaves
    /// a month out (fact <c>expected</c>); <c>not-found</c> for an unknown entity.
    /// </returns>
    public static async Task<Outcome<Done>> ClosePeriod(this Tx tx, Id<LegalEntity> entity, LocalDate through)
    {
        if (await tx.Connection.QuerySingleOrDefaultAsync<Guid?>("select id from ledger.entity where id = @id", new { id = entity.Value }) is null) return Refusal.Unknown;

        // Whoever is posting holds a share of this lock until commit; whoever posts later finds the period closed.
        await tx.Connection.ExecuteAsync("select ledger.lock_open_periods(@id)", new { id = entity.Value });

        var last = await tx.ClosedThrough(entity);
        if (PeriodRules.Refuse(last, through, tx.Today) is { } refusal) return refusal;

        await tx.Connection.ExecuteAsync(CloseSql, new { entity = entity.Value, last, through, tx.Now, person = tx.Actor.Person.Value });
        return default(Done);
    }

    /// <summary>The last closed day; null when nothing is closed.</summary>
    public static Task<LocalDate?> ClosedThrough(this Tx tx, Id<LegalEntity> entity) => tx.Connection.QuerySingleOrDefaultAsync<LocalDate?>(
        "select upper(days) - 1 from ledger.closed_period where entity = @entity order by days desc limit 1", new { entity = entity.Value });

    /// <summary>All closed periods, oldest first.</summary>
    public static async Task<IReadOnlyList<ClosedPeriod>> ClosedPeriods(this Tx tx, Id<LegalEntity> entity) =>
        [.. (await tx.Connection.QueryAsync<Row>(
            """
            select lower(days) as "from", upper(days) - 1 as through, closed_at as closedat, person
            from ledger.closed_period where entity = @entity order by days
            """,
            new { entity = entity.Value })).Select(row => new ClosedPeriod(row.From, row.Through, row.ClosedAt, new(row.Person)))];

    // A row for every account that held something or moved: one that moved and ended at nothing needs its zero, or its balance would be
    // summed from the beginning for ever.
    private const string CloseSql =
        """
        insert into ledger.closed_balance (account, through, currency, amount)
        select account, @through::date, currency, sum(amount)
        from (
            select closed.account, closed.currency, closed.amount, false as moved
            from ledger.account join ledger.closed_balance closed on closed.account = account.id and closed.through = @last::date
            where account.entity = @entity
            union all
            select account.id, moved.currency, moved.amount, true
            from ledger.account
            cross join lateral (
                select line.currency, sum(line.amount) as amount from ledger.line
                where line.account = account.id and line.date > coalesce(@last::date, '-infinity') and line.date <= @through
                group by line.currency
            ) moved
            where account.entity = @entity
        ) held
        group by account, currency
        having sum(amount) <> 0 or bool_or(moved);

        insert into ledger.closed_period (entity, days, closed_at, person)
        values (@entity, daterange(@last::date + 1, @through::date, '[]'), @Now, @person)
        """;

    private sealed record Row(LocalDate? From, LocalDate Through, Instant ClosedAt, Guid Person);
}
