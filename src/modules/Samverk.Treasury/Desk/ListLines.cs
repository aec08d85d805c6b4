using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Treasury;

/// <summary>The bank's lines, by default those that wait, newest first, a page at a time.</summary>
public sealed class ListLines : IUseCase<ListLines.Query, ListLines.Result>
{
    public const int PageSize = 50;

    private const int Most = 100_000;

    public static Access Access => TreasuryAccess.Look;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        var limit = query.All ? Most : PageSize;
        var rows = (await tx.Connection.QueryAsync<Found>(
            $"""
            select line.id, line.number, line.booked, line.amount, coalesce(line.currency, account.currency) as currency, line.credit, line.counterparty, line.remittance,
                   line.state, line.certainty, line.reason, line.note
            from treasury.line join treasury.account on account.id = line.account
            where {(query.State is null ? "line.state in ('Suggested', 'Unknown')" : "line.state = @state")}
              {Sql.And(query.Before is not null, "line.number < @before")}
              {Sql.And(!string.IsNullOrWhiteSpace(query.Search), "concat_ws(' ', line.counterparty, line.remittance, line.bank_reference, line.amount::text) ilike @search")}
            order by line.number desc
            limit @limit + 1
            """,
            new { state = query.State?.ToString(), before = query.Before, search = Sql.Containing(query.Search), limit })).AsList();
        var waiting = await tx.Connection.QuerySingleAsync<int>("select count(*)::int from treasury.line where state in ('Suggested', 'Unknown')");
        var shown = rows.Take(limit).Select(row => row.ToRow()).ToArray();
        return new Result(shown, waiting, rows.Count > limit ? rows[limit - 1].Number : null);
    }

    /// <param name="State">Null = all that wait.</param>
    /// <param name="Search">A part of payer, text, bank reference or amount.</param>
    /// <param name="Before">Where the page before ended.</param>
    /// <param name="All">Everything at once, for an export.</param>
    public sealed record Query(LineState? State = null, string? Search = null, long? Before = null, bool All = false) : IQuery<Query, ListLines, Result>;

    /// <param name="Waiting">How many lines wait in all.</param>
    public sealed record Result(IReadOnlyList<Row> Rows, int Waiting, long? Next);

    /// <param name="Amount">Signed, as the bank wrote it.</param>
    /// <param name="Certainty">Of the best suggestion on the day of the import.</param>
    /// <param name="Note">Why it waits although more was known.</param>
    public sealed record Row(
        Id<BankLine> Id, LocalDate Booked, decimal Amount, string Currency, string? Counterparty, string? Text, LineState State, string? Certainty, string? Reason, string? Note);

    private sealed record Found(
        Guid Id, long Number, LocalDate Booked, decimal Amount, string Currency, bool Credit, string? Counterparty, string? Remittance, LineState State, string? Certainty,
        string? Reason, string? Note)
    {
        public Row ToRow() => new(new(Id), Booked, Credit ? Amount : -Amount, Currency, Counterparty, Remittance, State, Certainty, Reason, Note);
    }
}
