using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Treasury;

/// <summary>Closes a statement when every line has its place and the books, without what the bank has not seen yet, hold what the bank says.</summary>
public sealed class CloseStatement : IUseCase<CloseStatement.Command, Done>
{
    public static Access Access => TreasuryAccess.Desk;

    public static Task<Relation> Relate(Command request, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    /// <returns>Done; <c>bank-lines-open</c>, <c>sum-mismatch</c> with both figures, <c>state-not-allowed</c> when it is closed or has no balance or line.</returns>
    public async Task<Outcome<Done>> Run(Command request, Tx tx, Actor actor)
    {
        var found = await tx.Connection.QuerySingleOrDefaultAsync<Row>(
            "select account, closing, last, sums_fit, closed_at from treasury.statement where id = @Statement for update", new { request.Statement });
        if (found is null) return Refusal.Unknown;
        if (found.Closed_At is not null || found.Closing is not { } closing || found.Last is not { } last) return new Refusal("state-not-allowed");
        if (found.Sums_Fit is false) return new Refusal("sum-mismatch");

        var lines = await tx.SelectLines("line.statement = @Statement", new { request.Statement });
        var open = lines.Count(line => line.State is not (LineState.Matched or LineState.Returned));
        if (open > 0) return new Refusal("bank-lines-open", ("count", open));

        var account = (await tx.BankAccounts()).Single(one => one.Id.Value == found.Account);
        var books = await tx.BooksAsTheBankSees(account, last);
        if (books.ToDecimal() != closing) return new Refusal("sum-mismatch", ("expected", closing), ("found", books));

        foreach (var group in lines.GroupBy(line => line.State))
            await tx.TakeSteps(BankLine.States, [.. group.Select(line => line.Id.Value)], group.Key, LineState.Reconciled, "statement-closed", "");
        await tx.Connection.ExecuteAsync(
            """
            update treasury.line set state = 'Reconciled' where statement = @Statement;
            update treasury.statement set closed_at = @Now, closed_by = @person where id = @Statement
            """,
            new { request.Statement, tx.Now, person = actor.Person.Value });
        await tx.TellWagesOf(request.Statement);
        await tx.Raise(new StatementClosed(request.Statement));
        return default(Done);
    }

    public sealed record Command(Guid Request, Guid Statement) : ICommand<Command, CloseStatement, Done>
    {
        public object Subject => new { Statement };
    }

    private sealed record Row(Guid Account, decimal? Closing, LocalDate? Last, bool? Sums_Fit, Instant? Closed_At);
}

internal static class BooksSql
{
    /// <summary>
    /// What the books hold without what is on its way: what was there before the first line, and every line that was booked until a day.
    /// </summary>
    public static async Task<Money> BooksAsTheBankSees(this Tx tx, BankAccount account, LocalDate until)
    {
        var first = await tx.Connection.QuerySingleAsync<LocalDate?>("select min(booked) from treasury.line where account = @id", new { id = account.Id.Value }) ?? until;
        var entries = await tx.EntriesOn(account.Entity, Account.Bank, account.Currency, new LocalDate(1900, 1, 1));
        var taken = (await tx.Connection.QueryAsync<Guid>(
            "select entry from treasury.part where undone_at is null and entry = any(@ids)", new { ids = entries.Select(one => one.Entry.Value).ToArray() })).ToHashSet();
        var before = Money.Sum(entries.Where(one => !taken.Contains(one.Entry.Value) && (one.Kind is "opening" || one.DocumentDate < first)).Select(one => one.Amount), account.Currency);
        var matched = await tx.Connection.QuerySingleAsync<long>(
            """
            select coalesce(sum(part.minor), 0)::bigint from treasury.part join treasury.line on line.id = part.line
            where line.account = @id and line.booked <= @until and part.undone_at is null
            """,
            new { id = account.Id.Value, until });
        return before + new Money(matched, account.Currency);
    }
}
