using Dapper;
using NodaTime;
using Npgsql;
using NpgsqlTypes;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Ledger;

/// <summary>What other modules may do with the journal: post, and ask for balances.</summary>
public static class LedgerSql
{
    /// <summary>
    /// Posts once: the same entry again changes nothing, another entry under the same id is refused
    /// (<c>id-used-for-something-else</c>), and so are a date in a closed period (<c>period-closed</c>) and a claim that the guarantee
    /// fund cannot bear, be it because another one came first (<c>fund-exhausted</c>). After a refusal the transaction is good for nothing.
    /// </summary>
    /// <exception cref="PostgresException">A rule of the database would be broken: a bug of the verb that posts.</exception>
    public static async Task<Outcome<Done>> Post(this Tx tx, params IReadOnlyList<Entry> entries)
    {
        try
        {
            return await PostAll(tx, entries) ? default(Done) : Refusal.IdUsedForSomethingElse;
        }
        catch (PostgresException closed) when (closed.SqlState is "LP001")
        {
            return new Refusal("period-closed", ("date", entries.Min(entry => entry.Date))) { Field = "date" };
        }
        catch (PostgresException below) when (below.SqlState is "LF001")
        {
            return new Refusal("fund-exhausted");
        }
    }

    /// <summary>What an account holds at the end of a day; debit is positive. An account that nothing was posted to holds nothing.</summary>
    public static async Task<Money> Balance(this Tx tx, Id<LegalEntity> entity, string account, Currency currency, LocalDate date) =>
        new(await tx.Connection.QuerySingleAsync<long>(BalanceSql, new { entity = entity.Value, account, currency, date }), currency);

    /// <summary>The same for many accounts of an entity, in one round trip; zero where nothing was posted.</summary>
    public static async Task<IReadOnlyDictionary<string, Money>> Balances(this Tx tx, Id<LegalEntity> entity, IReadOnlyCollection<string> accounts, Currency currency, LocalDate date)
    {
        var held = (await tx.Connection.QueryAsync<(string Code, long Amount)>(
            $"""
            select account.code, (coalesce(closed.amount, 0) + coalesce(rest.amount, 0))::bigint
            {HeldSql}
            where entity = @entity and code = any(@codes)
            """,
            new { entity = entity.Value, codes = accounts.ToArray(), currency, date })).ToDictionary(row => row.Code, row => new Money(row.Amount, currency), StringComparer.Ordinal);
        return accounts.Distinct(StringComparer.Ordinal).ToDictionary(code => code, code => held.GetValueOrDefault(code, Money.Zero(currency)), StringComparer.Ordinal);
    }

    /// <summary>What all accounts that start with a code hold together at the end of a day; for the few accounts of a fund, not for thousands.</summary>
    public static async Task<Money> BalanceUnder(this Tx tx, Id<LegalEntity> entity, string code, Currency currency, LocalDate date) =>
        new(await tx.Connection.QuerySingleAsync<long>(
            $"""
            select coalesce(sum(coalesce(closed.amount, 0) + coalesce(rest.amount, 0)), 0)::bigint
            {HeldSql}
            where entity = @entity and code like @code || ':%'
            """,
            new { entity = entity.Value, code, currency, date }), currency);

    /// <summary>Decisions on what one account still owes take turns.</summary>
    internal static Task LockAccount(this Tx tx, Id<LegalEntity> entity, string account) => tx.Connection.ExecuteAsync(
        "select from ledger.account where entity = @entity and code = @account for no key update", new { entity = entity.Value, account });

    /// <summary>Size of the guarantee fund: opening + allocations + recoveries − claims.</summary>
    public static async Task<Money> FundSize(this Tx tx, LegalEntity entity, LocalDate date) =>
        -await tx.BalanceUnder(entity.Id, "equity:guarantee-fund", entity.Currency, date);

    // Every account with its last closed balance and the sum of what came after it.
    private const string HeldSql =
        """
        from ledger.account
        left join lateral (
            select through, amount from ledger.closed_balance
            where closed_balance.account = account.id and currency = @currency and through <= @date
            order by through desc limit 1
        ) closed on true
        left join lateral (
            select sum(amount) as amount from ledger.line
            where line.account = account.id and currency = @currency and date > coalesce(closed.through, '-infinity') and date <= @date
        ) rest on true
        """;

    // The last closed balance and what came after it: however long the books are, the sum is short.
    private const string BalanceSql =
        """
        with account as (select id from ledger.account where entity = @entity and code = @account),
        closed as (
            select through, amount from ledger.closed_balance
            where account = (select id from account) and currency = @currency and through <= @date
            order by through desc limit 1
        )
        select (coalesce((select amount from closed), 0) + coalesce(sum(amount), 0))::bigint
        from ledger.line
        where account = (select id from account) and currency = @currency
          and date > coalesce((select through from closed), '-infinity') and date <= @date
        """;

    /// <summary>One round trip for any number of entries.</summary>
    private static async Task<bool> PostAll(Tx tx, IReadOnlyList<Entry> entries)
    {
        await using var command = new NpgsqlCommand(
            "insert into ledger.posting values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19) returning posted", tx.Connection);
        Add(tx.Actor.Person.Value);
        command.Parameters.Add(new() { Value = tx.Actor.ActedBy?.Value ?? (object)DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        Add(tx.Now);
        Each(entry => entry.Id.Value);
        Each(entry => entry.Entity.Value);
        Each(entry => entry.Date);
        Each(entry => entry.DocumentDate);
        Each(entry => entry.Document);
        Each(entry => entry.Kind);
        Each(entry => entry.Text);
        Each(entry => entry.Reverses?.Value);
        Each(entry => (short)entry.Lines.Count);
        Each(entry => entry.Fingerprint());

        var count = entries.Sum(entry => entry.Lines.Count);
        EachLine(line => line.Account);
        EachLine(line => line.Amount.Minor);
        EachLine(line => line.Amount.Currency.Code);
        EachLine(line => line.Activity);
        EachLine(line => line.Member);
        EachLine(line => line.Client);
        return (bool)(await command.ExecuteScalarAsync())!;

        void Add<T>(T value) => command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });

        void Each<T>(Func<Entry, T> part)
        {
            var all = new T[entries.Count];
            for (var at = 0; at < all.Length; at++) all[at] = part(entries[at]);
            Add(all);
        }

        void EachLine<T>(Func<Line, T> part)
        {
            var all = new T[count];
            var at = 0;
            foreach (var entry in entries)
                foreach (var line in entry.Lines)
                    all[at++] = part(line);
            Add(all);
        }
    }
}
