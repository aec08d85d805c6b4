using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Ledger;

/// <summary>The statement for whoever has been let in already: modules show it to an activity's own team.</summary>
public static class StatementSql
{
    /// <returns><c>not-found</c> for an unknown entity; an account that nothing was posted to has an empty statement.</returns>
    public static async Task<Outcome<ReadStatement.Result>> Statement(this Tx tx, ReadStatement.Query query)
    {
        if (await tx.FindEntity(query.Entity) is not { } entity) return Refusal.Unknown;

        var opening = await tx.Holdings(query.Entity, query.Account, query.From.PlusDays(-1));
        var search = string.IsNullOrWhiteSpace(query.Search) ? null : query.Search.Trim();
        var values = new
        {
            entity = query.Entity.Value, account = query.Account, from = query.From, to = query.To,
            date = query.After?.Date, number = query.After?.Number, line = query.After?.Line, limit = query.Whole ? int.MaxValue : ReadStatement.PageSize + 1,
            like = Sql.Containing(search), minor = SearchText.Minor(search, entity.Currency),
        };
        var running = opening.ToDictionary(held => held.Currency);
        if (search is null && query.After is not null)
            foreach (var (currency, minor) in await tx.Connection.QueryAsync<(string, long)>(BeforeSql, values))
                Move(running, new(minor, Currency.Of(currency).Value));

        var found = (await tx.Connection.QueryAsync<Found>(search is null ? PageSql : SearchSql, values)).AsList();
        var rows = found.Take(query.Whole ? found.Count : ReadStatement.PageSize).Select(one => one.ToRow(search is null
            ? Move(running, new(one.Minor, one.Currency))
            : running.GetValueOrDefault(one.Currency, Money.Zero(one.Currency)) + new Money(one.Moved, one.Currency))).ToArray();
        return new ReadStatement.Result(
            entity, opening, rows, await tx.Holdings(query.Entity, query.Account, query.To), found.Count > rows.Length ? rows[^1].Place : null);
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

    private const string Columns =
        """
        entry.id, line.date, entry.number, line.number as line, entry.document_date as documentdate, entry.document, entry.kind, entry.text,
            line.amount as minor, line.currency, line.activity, line.member, line.client
        """;

    private const string PageSql =
        $"""
        select {Columns}, 0::bigint as moved
        {From}
          and (@date::date is null or (line.date, entry.number, line.number) > (@date, @number, @line))
        order by line.date, entry.number, line.number
        limit @limit
        """;

    // Balances run over every line, also those that the search leaves out.
    private const string SearchSql =
        $"""
        select * from (
            select {Columns}, sum(line.amount) over (partition by line.currency order by line.date, entry.number, line.number)::bigint as moved
            {From}
        ) whole
        where (text ilike @like or abs(minor) = @minor)
          and (@date::date is null or (date, number, line) > (@date, @number, @line))
        order by date, number, line
        limit @limit
        """;

    private sealed record Found(
        Guid Id, LocalDate Date, long Number, short Line, LocalDate DocumentDate, Guid Document, string Kind, string Text, long Minor, Currency Currency,
        Guid? Activity, Guid? Member, Guid? Client, long Moved)
    {
        public ReadStatement.Row ToRow(Money balance) => new(
            new(Id), new(Date, Number, Line), DocumentDate, Document, Kind, Text, new(Minor, Currency), balance, Activity, Member, Client);
    }
}
