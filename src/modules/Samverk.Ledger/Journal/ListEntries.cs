using System.Globalization;
using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Ledger;

/// <summary>The journal of one legal entity, latest first, a page at a time.</summary>
public sealed class ListEntries(IEnumerable<BookNames> names) : IUseCase<ListEntries.Query, ListEntries.Result>
{
    public const int PageSize = 50;

    public static Access Access => LedgerAccess.Books;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        if (await tx.FindEntity(query.Entity) is not { } entity) return Refusal.Unknown;

        var found = (await tx.Connection.QueryAsync<Found>(Rows(query), Values(query, entity))).AsList();
        var shown = found.Take(PageSize).ToArray();
        var totals = (await tx.Connection.QueryAsync<(Guid Entry, Currency Currency, long Minor)>(
            """
            select entry, currency, sum(amount)::bigint from ledger.line
            where entry = any(@ids) and amount > 0 group by entry, currency order by entry, currency
            """,
            new { ids = shown.Select(row => row.Id).ToArray() })).ToLookup(row => row.Entry, row => new Money(row.Minor, row.Currency));
        var told = await names.Find(tx, shown.Select(row => (Guid?)row.Document));
        return new Result(
            entity, tx.Today, [.. shown.Select(row => row.ToRow([.. totals[row.Id]], told.GetValueOrDefault(row.Document)))],
            found.Count > shown.Length ? shown[^1].Number : null);
    }

    private static object Values(Query query, LegalEntity entity)
    {
        var search = string.IsNullOrWhiteSpace(query.Search) ? null : query.Search.Trim();
        return new
        {
            entity = entity.Id.Value, from = query.From, to = query.To, kind = query.Kind, before = query.Before,
            limit = PageSize + 1,
            like = Sql.Containing(search), meant = (query.Meant ?? []).Select(Sql.Containing).OfType<string>().ToArray(),
            number = long.TryParse(search, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (long?)null,
            id = Guid.TryParse(search, out var id) ? id : (Guid?)null,
            minor = SearchText.Minor(search, entity.Currency),
        };
    }

    private static string Rows(Query query) =>
        $"""
        select entry.id, number, date, document_date, document, kind, text, reverses,
            exists (select from ledger.entry taken where taken.reverses = entry.id) as reversed,
            exists (select from ledger.seal where seal.entry = entry.id) as sealed
        from ledger.entry
        where entity = @entity
          {Sql.And(query.Before is not null, "number < @before")}
          {Sql.And(query.From is not null, "date >= @from")}
          {Sql.And(query.To is not null, "date <= @to")}
          {Sql.And(!string.IsNullOrEmpty(query.Kind), "kind = @kind")}
          {Sql.And(!string.IsNullOrWhiteSpace(query.Search), """
              text ilike @like or text ilike any(@meant) or number = @number or entry.id = @id or document = @id
              or exists (select from ledger.line where line.entry = entry.id and abs(line.amount) = @minor)
              """)}
        order by number desc
        limit @limit
        """;

    /// <param name="Kind">One event kind, kebab-case; null = all.</param>
    /// <param name="Search">A part of the text, a number, an amount, or the id of an entry or document.</param>
    /// <param name="Meant">What is searched as the books say it, beside Search; see <see cref="EntryWords.Meant(string?, Microsoft.Extensions.Localization.IStringLocalizer)"/>.</param>
    /// <param name="Before">The number of the last entry of the page before.</param>
    public sealed record Query(Id<LegalEntity> Entity, LocalDate? From = null, LocalDate? To = null, string? Kind = null, string? Search = null, long? Before = null, string[]? Meant = null)
        : IQuery<Query, ListEntries, Result>;

    /// <param name="Next">Where the next page starts; null on the last one.</param>
    public sealed record Result(LegalEntity Entity, LocalDate Today, IReadOnlyList<Row> Entries, long? Next);

    /// <param name="Totals">What it moves: its debits, in each currency.</param>
    /// <param name="Reversed">It was taken back later.</param>
    public sealed record Row(
        Id<Entry> Id, long Number, LocalDate Date, LocalDate DocumentDate, string Kind, string Text, IReadOnlyList<Money> Totals, Named? Document, bool Reversed, bool Reverses,
        bool Sealed);

    private sealed record Found(
        Guid Id, long Number, LocalDate Date, LocalDate Document_Date, Guid Document, string Kind, string Text, Guid? Reverses, bool Reversed, bool Sealed)
    {
        public Row ToRow(IReadOnlyList<Money> totals, Named? document) =>
            new(new(Id), Number, Date, Document_Date, Kind, Text, totals, document, Reversed, Reverses is not null, Sealed);
    }
}

/// <summary>What people type into the search of a list of the books.</summary>
internal static class SearchText
{
    /// <summary>An amount without its sign, in minor units; null where it is none.</summary>
    public static long? Minor(string? search, Currency currency) =>
        search is not null && Money.Read(search.TrimStart('-', '−'), currency) is { Refusal: null, Value: var amount } ? Math.Abs(amount.Minor) : null;
}
