using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Ledger;

/// <summary>A line of an account, with what its entry says.</summary>
/// <param name="Number">Rises in the order of posting.</param>
/// <param name="Account">Without the entity's code.</param>
/// <param name="Amount">Debit is positive.</param>
public sealed record LineOn(
    Id<Entry> Entry, long Number, short Line, string Account, LocalDate Date, LocalDate DocumentDate, Guid Document, string Kind, string Text,
    Money Amount, Guid? Member);

/// <summary>What modules compute from postings: the story of an account, and what one entry did besides.</summary>
public static class LineOnSql
{
    /// <summary>Everything posted to one account up to a day, in the order of posting.</summary>
    public static Task<IReadOnlyList<LineOn>> LinesOn(this Tx tx, Id<LegalEntity> entity, string account, LocalDate to) =>
        tx.Lines(entity, "code = @account", account, to);

    /// <summary>The same for all accounts that start with a code; for the few accounts of a fund.</summary>
    public static Task<IReadOnlyList<LineOn>> LinesUnder(this Tx tx, Id<LegalEntity> entity, string code, LocalDate to) =>
        tx.Lines(entity, "code like @account || ':%'", code, to);

    /// <summary>All lines of these entries, in the order of each entry.</summary>
    public static async Task<ILookup<Id<Entry>, (string Account, Money Amount)>> WholeEntries(this Tx tx, IReadOnlyCollection<Id<Entry>> entries) =>
        (await tx.Connection.QueryAsync<(Guid Entry, string Account, long Amount, Currency Currency)>(
            """
            select line.entry, account.code, line.amount, line.currency
            from ledger.line join ledger.account on account.id = line.account
            where line.entry = any(@ids)
            order by line.entry, line.number
            """,
            new { ids = entries.Select(id => id.Value).ToArray() }))
            .ToLookup(row => new Id<Entry>(row.Entry), row => (row.Account, new Money(row.Amount, row.Currency)));

    /// <summary>What each account that starts with a code holds at the end of a day; debit is positive. Accounts that hold nothing are left out.</summary>
    public static async Task<IReadOnlyDictionary<string, Money>> HoldingsUnder(this Tx tx, Id<LegalEntity> entity, string code, Currency currency, LocalDate date) =>
        (await tx.Connection.QueryAsync<(string Account, long Amount)>(
            """
            select account.code, sum(line.amount)::bigint
            from ledger.account join ledger.line on line.account = account.id
            where account.entity = @entity and account.code like @code || ':%' and line.currency = @currency and line.date <= @date
            group by account.code
            having sum(line.amount) <> 0
            """,
            new { entity = entity.Value, code, currency = currency.Code, date }))
            .ToDictionary(row => row.Account, row => new Money(row.Amount, currency), StringComparer.Ordinal);

    private static async Task<IReadOnlyList<LineOn>> Lines(this Tx tx, Id<LegalEntity> entity, string which, string account, LocalDate to) =>
        [.. (await tx.Connection.QueryAsync<Row>(
            $"""
            select entry.id as entry, entry.number, line.number as line, account.code as account, line.date, entry.document_date, entry.document,
                entry.kind, entry.text, line.amount, line.currency, line.member
            from ledger.account
            join ledger.line on line.account = account.id
            join ledger.entry on entry.id = line.entry
            where account.entity = @entity and account.{which} and line.date <= @to
            order by entry.number, line.number
            """,
            new { entity = entity.Value, account, to })).Select(row => row.ToLine())];

    private sealed record Row(
        Guid Entry, long Number, short Line, string Account, LocalDate Date, LocalDate Document_Date, Guid Document, string Kind, string Text, long Amount,
        Currency Currency, Guid? Member)
    {
        public LineOn ToLine() => new(new(Entry), Number, Line, Account, Date, Document_Date, Document, Kind, Text, new(Amount, Currency), Member);
    }
}
