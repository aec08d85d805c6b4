using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Ledger;

/// <summary>An entry as one of its accounts sees it.</summary>
/// <param name="Amount">What it moves on the account, all its lines together; debit is positive.</param>
public sealed record EntryOnAccount(Id<Entry> Entry, LocalDate Date, LocalDate DocumentDate, string Kind, string Text, Money Amount);

public static class AccountEntriesSql
{
    /// <summary>What moved an account, booked on or after a day, in the order of posting; reversed entries and their reversals too.</summary>
    public static async Task<IReadOnlyList<EntryOnAccount>> EntriesOn(this Tx tx, Id<LegalEntity> entity, string account, Currency currency, LocalDate from) =>
        [.. (await tx.Connection.QueryAsync<Row>(
            """
            select entry.id, entry.date, entry.document_date, entry.kind, entry.text, moved.minor
            from (
                select line.entry, sum(line.amount)::bigint as minor from ledger.line
                where line.account = (select id from ledger.account where entity = @entity and code = @account)
                  and line.date >= @from and line.currency = @currency
                group by line.entry
            ) moved
            join ledger.entry on entry.id = moved.entry
            order by entry.number
            """,
            new { entity = entity.Value, account, currency, from })).Select(row =>
                new EntryOnAccount(new(row.Id), row.Date, row.Document_Date, row.Kind, row.Text, new(row.Minor, currency)))];

    /// <summary>Those of the entries that were taken back, and those that took another of them back.</summary>
    public static async Task<IReadOnlySet<Id<Entry>>> Reversed(this Tx tx, IReadOnlyCollection<Id<Entry>> entries) =>
        (await tx.Connection.QueryAsync<Guid>(
            """
            select one from ledger.entry cross join unnest(array[entry.id, entry.reverses]) as one
            where entry.reverses = any(@ids)
            """,
            new { ids = entries.Select(entry => entry.Value).ToArray() })).Select(id => new Id<Entry>(id)).ToHashSet();

    /// <summary>Which of the entries take another one back, and which.</summary>
    public static async Task<IReadOnlyDictionary<Id<Entry>, Id<Entry>>> ReversalsAmong(this Tx tx, IReadOnlyCollection<Id<Entry>> entries) =>
        (await tx.Connection.QueryAsync<(Guid Id, Guid Reverses)>(
            "select id, reverses from ledger.entry where reverses = any(@ids)", new { ids = entries.Select(entry => entry.Value).ToArray() }))
            .ToDictionary(row => new Id<Entry>(row.Id), row => new Id<Entry>(row.Reverses));

    private sealed record Row(Guid Id, LocalDate Date, LocalDate Document_Date, string Kind, string Text, long Minor);
}
