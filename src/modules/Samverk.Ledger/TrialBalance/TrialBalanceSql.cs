using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Ledger;

/// <summary>What one account holds in one currency; an account that had two currencies has two.</summary>
/// <param name="Account">Without the entity's code.</param>
/// <param name="Amount">Debit is positive; never zero.</param>
public sealed record AccountBalance(string Account, Money Amount);

public static class TrialBalanceSql
{
    /// <summary>
    /// All accounts of an entity that hold something at the end of a day, by code: the last closed balances and what came after them. Sums
    /// to zero in every currency.
    /// </summary>
    public static async Task<IReadOnlyList<AccountBalance>> TrialBalance(this Tx tx, Id<LegalEntity> entity, LocalDate date) =>
        [.. (await tx.Connection.QueryAsync<Row>(Sql, new { entity = entity.Value, date, account = (string?)null })).Select(row => row.ToBalance())];

    /// <summary>What one account holds at the end of a day, in each currency that it holds something in.</summary>
    internal static async Task<IReadOnlyList<Money>> Holdings(this Tx tx, Id<LegalEntity> entity, string account, LocalDate date) =>
        [.. (await tx.Connection.QueryAsync<Row>(Sql, new { entity = entity.Value, date, account })).Select(row => row.ToBalance().Amount)];

    // Account by account, so that PostgreSQL reads the few entries of the balance index after the last closed day, never the whole table.
    private const string Sql =
        """
        with closed as (
            select coalesce(max(upper(days)) - 1, '-infinity') as through
            from ledger.closed_period where entity = @entity and upper(days) - 1 <= @date
        )
        select code as account, currency, sum(amount)::bigint as minor
        from ledger.account
        cross join closed
        cross join lateral (
            select currency, amount from ledger.closed_balance
            where closed_balance.account = account.id and closed_balance.through = closed.through
            union all
            select currency, sum(amount) from ledger.line
            where line.account = account.id and line.date > closed.through and line.date <= @date
            group by currency
        ) held
        where entity = @entity and (@account::text is null or code = @account)
        group by code, currency
        having sum(amount) <> 0
        order by code, currency
        """;

    private sealed record Row(string Account, Currency Currency, long Minor)
    {
        public AccountBalance ToBalance() => new(Account, new(Minor, Currency));
    }
}
