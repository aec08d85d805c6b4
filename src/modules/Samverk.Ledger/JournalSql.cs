using System.Runtime.CompilerServices;
using Dapper;
using NodaTime;
using Npgsql;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Ledger;

/// <summary>Reads posted entries whole: for seals, checks, exports and the view of one.</summary>
public static class JournalSql
{
    private const int Page = 5_000;

    /// <summary>Entries in the order of posting, a page at a time from the database, so that any number of them needs little memory.</summary>
    /// <param name="entity">Null = all.</param>
    /// <param name="from">First booking date; null = from the beginning.</param>
    /// <param name="to">Last booking date, included; null = to the end.</param>
    public static async IAsyncEnumerable<PostedEntry> Journal(
        this Tx tx, Id<LegalEntity>? entity = null, LocalDate? from = null, LocalDate? to = null, [EnumeratorCancellation] CancellationToken stop = default)
    {
        for (var after = 0L; ;)
        {
            var page = await tx.Connection.ReadEntries(await NextPage(tx.Connection, entity, from, to, after, stop));
            foreach (var entry in page) yield return entry;
            if (page.Count < Page) yield break;
            after = page[^1].Number;
        }
    }

    /// <summary>Every account, with its entity's code, and the first booking date on it: what beancount wants to be told beforehand.</summary>
    public static async Task<IReadOnlyDictionary<string, LocalDate>> FirstDates(this Tx tx, Id<LegalEntity>? entity = null) =>
        (await tx.Connection.QueryAsync<(string Account, LocalDate First)>(
            """
            select entity.code || ':' || account.code, first.date
            from ledger.account
            join ledger.entity on entity.id = account.entity
            cross join lateral (select date from ledger.line where line.account = account.id order by date limit 1) first
            where @entity::uuid is null or account.entity = @entity
            """,
            new { entity = entity?.Value })).ToDictionary(row => row.Account, row => row.First, StringComparer.Ordinal);

    /// <summary>One entry; null when there is none.</summary>
    public static async Task<PostedEntry?> FindEntry(this Tx tx, Id<Entry> id) => (await tx.Connection.ReadEntries([id.Value])).SingleOrDefault();

    /// <summary>Those of the named entries that exist, in the order of posting, with their lines as they were posted.</summary>
    internal static async Task<List<PostedEntry>> ReadEntries(this NpgsqlConnection connection, Guid[] ids)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new("""
                    select entry, line.number, coalesce(code, ''), date, amount, currency, activity, member, client
                    from ledger.line left join ledger.account on account.id = line.account
                    where entry = any($1)
                    order by entry, line.number
                    """) { Parameters = { new() { Value = ids } } },
                new("""
                    select entry.id, number, entity, coalesce(code, ''), date, document_date, document, kind, text, reverses, person, acted_by, posted_at
                    from ledger.entry left join ledger.entity on entity.id = entry.entity
                    where entry.id = any($1)
                    order by number
                    """) { Parameters = { new() { Value = ids } } },
            },
        };
        await using var rows = await batch.ExecuteReaderAsync();
        var lines = new Dictionary<Guid, List<PostedLine>>(ids.Length);
        while (await rows.ReadAsync())
        {
            var entry = rows.GetGuid(0);
            if (!lines.TryGetValue(entry, out var own)) lines.Add(entry, own = []);
            own.Add(new(
                rows.GetInt16(1), rows.GetString(2), rows.GetFieldValue<LocalDate>(3), rows.GetInt64(4), rows.GetString(5),
                Maybe(rows, 6), Maybe(rows, 7), Maybe(rows, 8)));
        }

        await rows.NextResultAsync();
        var entries = new List<PostedEntry>(ids.Length);
        while (await rows.ReadAsync())
            entries.Add(new(
                new(rows.GetGuid(0)), rows.GetInt64(1), new(rows.GetGuid(2)), rows.GetString(3), rows.GetFieldValue<LocalDate>(4),
                rows.GetFieldValue<LocalDate>(5), rows.GetGuid(6), rows.GetString(7), rows.GetString(8),
                Maybe(rows, 9) is { } reverses ? new(reverses) : null, new(rows.GetGuid(10)), Maybe(rows, 11) is { } hand ? new(hand) : null,
                rows.GetFieldValue<Instant>(12), lines.TryGetValue(rows.GetGuid(0), out var own) ? own : []));
        return entries;
    }

    private static async Task<Guid[]> NextPage(
        NpgsqlConnection connection, Id<LegalEntity>? entity, LocalDate? from, LocalDate? to, long after, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(
            """
            select id from ledger.entry
            where number > $1 and ($2 is null or entity = $2) and ($3 is null or date >= $3) and ($4 is null or date <= $4)
            order by number limit $5
            """,
            connection)
        {
            Parameters =
            {
                new() { Value = after },
                new() { Value = entity is { } id ? id.Value : DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid },
                new() { Value = from is { } first ? first : DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Date },
                new() { Value = to is { } last ? last : DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Date },
                new() { Value = Page },
            },
        };
        await using var rows = await command.ExecuteReaderAsync(stop);
        var ids = new List<Guid>(Page);
        while (await rows.ReadAsync(stop)) ids.Add(rows.GetGuid(0));
        return [.. ids];
    }

    private static Guid? Maybe(NpgsqlDataReader rows, int column) => rows.IsDBNull(column) ? null : rows.GetGuid(column);
}
