using Dapper;
using NodaTime;
using Npgsql;
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
            return await tx.Connection.QuerySingleAsync<bool>(entries.Count > Few ? ManySql : PostSql, Columns(tx, entries)) ? default(Done) : Refusal.IdUsedForSomethingElse;
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
            """
            select account.code, (coalesce(closed.amount, 0) + coalesce(rest.amount, 0))::bigint
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
            where entity = @entity and code = any(@codes)
            """,
            new { entity = entity.Value, codes = accounts.ToArray(), currency, date })).ToDictionary(row => row.Code, row => new Money(row.Amount, currency), StringComparer.Ordinal);
        return accounts.Distinct(StringComparer.Ordinal).ToDictionary(code => code, code => held.GetValueOrDefault(code, Money.Zero(currency)), StringComparer.Ordinal);
    }

    /// <summary>What all accounts that start with a code hold together at the end of a day; for the few accounts of a fund, not for thousands.</summary>
    public static async Task<Money> BalanceUnder(this Tx tx, Id<LegalEntity> entity, string code, Currency currency, LocalDate date) =>
        new(await tx.Connection.QuerySingleAsync<long>(
            """
            select coalesce(sum(coalesce(closed.amount, 0) + coalesce(rest.amount, 0)), 0)::bigint
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
            where entity = @entity and code like @code || ':%'
            """,
            new { entity = entity.Value, code, currency, date }), currency);

    /// <summary>Decisions on what one account still owes take turns.</summary>
    internal static Task LockAccount(this Tx tx, Id<LegalEntity> entity, string account) => tx.Connection.ExecuteAsync(
        "select from ledger.account where entity = @entity and code = @account for no key update", new { entity = entity.Value, account });

    /// <summary>Size of the guarantee fund: opening + allocations + recoveries − claims.</summary>
    public static async Task<Money> FundSize(this Tx tx, LegalEntity entity, LocalDate date) =>
        -await tx.BalanceUnder(entity.Id, "equity:guarantee-fund", entity.Currency, date);

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

    // One round trip for any number of entries. The last statement sees an entry that somebody else posted while this one waited.
    private const string PostSql =
        """
        insert into ledger.account (entity, code)
        select distinct line.entity, line.account
        from unnest(@lineEntities, @accounts) as line (entity, account)
        where not exists (select from ledger.account known where known.entity = line.entity and known.code = line.account)
        order by 1, 2  -- so that two who need the same new accounts wait for each other instead of deadlocking
        on conflict do nothing;

        with posted as (
            insert into ledger.entry (id, entity, date, document_date, document, kind, text, reverses, lines, person, acted_by, posted_at, fingerprint)
            select id, entity, date, document_date, document, kind, text, reverses, lines, @person, @actedBy, @now, fingerprint
            from unnest(@ids, @entities, @dates, @documentDates, @documents, @kinds, @texts, @reverses, @counts, @fingerprints)
                as entry (id, entity, date, document_date, document, kind, text, reverses, lines, fingerprint)
            on conflict (id) do nothing
            returning id, entity, date
        )
        insert into ledger.line (entry, number, account, date, amount, currency, activity, member, client)
        select posted.id, line.number, (select id from ledger.account where entity = posted.entity and code = line.account), posted.date, line.amount, line.currency, line.activity, line.member, line.client
        from unnest(@lineEntries, @numbers, @accounts, @amounts, @currencies, @activities, @members, @clients)
            as line (entry, number, account, amount, currency, activity, member, client)
        join posted on posted.id = line.entry;

        select count(*) = cardinality(@ids)
        from ledger.entry join unnest(@ids, @fingerprints) as wanted (id, fingerprint) using (id, fingerprint)
        """;

    // A statement that runs often is planned once, for a handful of rows; with that plan 20,000 entries take a minute instead of a second.
    private const string ManySql = $"set local plan_cache_mode = force_custom_plan; {PostSql}";

    private const int Few = 50;

    private static object Columns(Tx tx, IReadOnlyList<Entry> entries)
    {
        var lines = entries.SelectMany(entry => entry.Lines.Select((line, index) => (Entry: entry, Line: line, Number: (short)(index + 1)))).ToArray();
        return new
        {
            person = tx.Actor.Person.Value, actedBy = tx.Actor.ActedBy?.Value, now = tx.Now,
            ids = Of(entry => entry.Id.Value), entities = Of(entry => entry.Entity.Value), dates = Of(entry => entry.Date),
            documentDates = Of(entry => entry.DocumentDate), documents = Of(entry => entry.Document), kinds = Of(entry => entry.Kind),
            texts = Of(entry => entry.Text), reverses = Of(entry => entry.Reverses?.Value), counts = Of(entry => (short)entry.Lines.Count),
            fingerprints = Of(entry => entry.Fingerprint()),
            lineEntries = OfLine(it => it.Entry.Id.Value), lineEntities = OfLine(it => it.Entry.Entity.Value), numbers = OfLine(it => it.Number),
            accounts = OfLine(it => it.Line.Account), amounts = OfLine(it => it.Line.Amount.Minor), currencies = OfLine(it => it.Line.Amount.Currency.Code),
            activities = OfLine(it => it.Line.Activity), members = OfLine(it => it.Line.Member), clients = OfLine(it => it.Line.Client),
        };

        T[] Of<T>(Func<Entry, T> part) => [.. entries.Select(part)];
        T[] OfLine<T>(Func<(Entry Entry, Line Line, short Number), T> part) => [.. lines.Select(part)];
    }
}
