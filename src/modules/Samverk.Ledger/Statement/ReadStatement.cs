using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Ledger;

/// <summary>What happened on one account between two days, a page at a time; every line opens to its entry.</summary>
public sealed class ReadStatement : IUseCase<ReadStatement.Query, ReadStatement.Result>
{
    public const int PageSize = 100;

    public static Access Access => LedgerAccess.Books;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor) => tx.Statement(query);

    /// <param name="Account">Without the entity's code.</param>
    /// <param name="To">The last day, included.</param>
    /// <param name="After">The last line of the page before; null for the first page.</param>
    public sealed record Query(Id<LegalEntity> Entity, string Account, LocalDate From, LocalDate To, Cursor? After = null)
        : IQuery<Query, ReadStatement, Result>;

    /// <summary>A line's place in the statement: by date, then by posting.</summary>
    public sealed record Cursor(LocalDate Date, long Number, short Line);

    /// <param name="Opening">What the account held before the first day, in each currency; nothing = an empty list.</param>
    /// <param name="Closing">What it held at the end of the last day.</param>
    /// <param name="Next">Where the next page starts; null on the last one.</param>
    public sealed record Result(IReadOnlyList<Money> Opening, IReadOnlyList<Row> Lines, IReadOnlyList<Money> Closing, Cursor? Next);

    /// <param name="Balance">What the account held in this currency after this line.</param>
    public sealed record Row(
        Id<Entry> Entry, Cursor Place, LocalDate DocumentDate, Guid Document, string Kind, string Text, Money Amount, Money Balance,
        Guid? Activity, Guid? Member, Guid? Client);
}

/// <summary>The statement for whoever has been let in already: modules show it to an activity's own team.</summary>
public static class StatementSql
{
    /// <returns><c>not-found</c> for an unknown entity; an account that nothing was posted to has an empty statement.</returns>
    public static async Task<Outcome<ReadStatement.Result>> Statement(this Tx tx, ReadStatement.Query query)
    {
        if (await tx.FindEntity(query.Entity) is null) return Refusal.Unknown;

        var opening = await tx.Holdings(query.Entity, query.Account, query.From.PlusDays(-1));
        var values = new
        {
            entity = query.Entity.Value, account = query.Account, from = query.From, to = query.To,
            date = query.After?.Date, number = query.After?.Number, line = query.After?.Line, limit = ReadStatement.PageSize + 1,
        };
        var running = opening.ToDictionary(held => held.Currency);
        if (query.After is not null)
            foreach (var (currency, minor) in await tx.Connection.QueryAsync<(string, long)>(BeforeSql, values))
                Move(running, new(minor, Currency.Of(currency).Value));

        var found = (await tx.Connection.QueryAsync<Found>(PageSql, values)).AsList();
        var rows = found.Take(ReadStatement.PageSize).Select(one => one.ToRow(Move(running, new(one.Minor, one.Currency)))).ToArray();
        return new ReadStatement.Result(
            opening, rows, await tx.Holdings(query.Entity, query.Account, query.To), found.Count > rows.Length ? rows[^1].Place : null);
    }

    private static Money Move(Dictionary<Currency, Money> running, Money amount) =>
        running[amount.Currency] = running.GetValueOrDefault(amount.Currency, Money.Zero(amount.Currency)) + amount;

    private const string From =
        """
        from ledger.line join ledger.entry on entry.id = line.entry
        where line.account = (select id from ledger.account where entity = @entity and code = @account)
          and line.date >= @from and line.date <= @to
        """;

    private const string BeforeSql =
        $"""
        select line.currency, sum(line.amount)::bigint
        {From}
          and (line.date, entry.number, line.number) <= (@date, @number, @line)
        group by line.currency
        """;

    private const string PageSql =
        $"""
        select entry.id, line.date, entry.number, line.number as line, entry.document_date as documentdate, entry.document, entry.kind, entry.text,
            line.amount as minor, line.currency, line.activity, line.member, line.client
        {From}
          and (@date::date is null or (line.date, entry.number, line.number) > (@date, @number, @line))
        order by line.date, entry.number, line.number
        limit @limit
        """;

    private sealed record Found(
        Guid Id, LocalDate Date, long Number, short Line, LocalDate DocumentDate, Guid Document, string Kind, string Text, long Minor, Currency Currency,
        Guid? Activity, Guid? Member, Guid? Client)
    {
        public ReadStatement.Row ToRow(Money balance) => new(
            new(Id), new(Date, Number, Line), DocumentDate, Document, Kind, Text, new(Minor, Currency), balance, Activity, Member, Client);
    }
}
