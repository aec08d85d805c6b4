using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Treasury;

/// <summary>Bank and books, day by day: opening + lines = closing, what the books say, and why they differ.</summary>
public sealed class ReadReconciliation : IUseCase<ReadReconciliation.Query, ReadReconciliation.Result>
{
    /// <summary>Days at once, at most.</summary>
    public const int MostDays = 92;

    public static Access Access => TreasuryAccess.Look;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    /// <returns>The days with lines or entries; <c>not-found</c> without a bank account, <c>field-invalid</c> for more days than are shown at once.</returns>
    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        var accounts = await tx.BankAccounts();
        if ((query.Account is { } wanted ? accounts.FirstOrDefault(one => one.Id == wanted) : accounts.Count > 0 ? accounts[0] : null) is not { } account) return Refusal.Unknown;

        var to = query.To ?? tx.Today;
        var from = query.From ?? to.PlusDays(-30);
        if (from > to || NodaTime.Period.DaysBetween(from, to) > MostDays) return new Refusal("field-invalid", ("text", MostDays)) { Field = "from" };

        var lines = await tx.LinesAtBank(account);
        var books = await tx.BankInBooks(account);
        var statements = (await tx.Connection.QueryAsync<(LocalDate? First, LocalDate? Last, decimal? Opening, decimal? Closing)>(
            "select first, last, opening, closing from treasury.statement where account = @id order by first nulls last, id", new { id = account.Id.Value })).AsList();
        var opening = statements.FirstOrDefault(one => one is { First: not null, Opening: not null }) is { Opening: { } began } ? ToMoney(began) : Money.Zero(account.Currency);
        var stated = statements.Where(one => one is { Last: not null, Closing: not null }).GroupBy(one => one.Last!.Value).ToDictionary(group => group.Key, group => ToMoney(group.Last().Closing!.Value));
        var days = lines.Select(line => line.Booked).Concat(books.Select(entry => entry.Date)).Where(day => day >= from && day <= to).Distinct().Order();
        return new Result(
            account, (await tx.FindEntity(account.Entity))!.Name, [.. accounts], tx.Today, from, to, lines.Count(line => line.Value is null && line.Booked <= to),
            [.. Reconciliation.Of(opening, lines, books, stated, days).Reverse()]);

        Money ToMoney(decimal amount) => Money.Of(amount, account.Currency, Rounding.HalfAwayFromZero);
    }

    /// <param name="Account">Null = the first one.</param>
    /// <param name="From">Null = a month before <paramref name="To"/>.</param>
    /// <param name="To">The last day, included; null = today.</param>
    public sealed record Query(Id<BankAccount>? Account = null, LocalDate? From = null, LocalDate? To = null) : IQuery<Query, ReadReconciliation, Result>;

    /// <param name="Unpostable">Lines whose amount is no whole minor unit of the account's currency: no books can hold them, and no sum here does.</param>
    /// <param name="Days">Those on which something happened, latest first.</param>
    public sealed record Result(
        BankAccount Account, string Entity, IReadOnlyList<BankAccount> Accounts, LocalDate Today, LocalDate From, LocalDate To, int Unpostable, IReadOnlyList<BankDay> Days);
}

internal static class ReconciliationSql
{
    public static async Task<IReadOnlyList<AtBank>> LinesAtBank(this Tx tx, BankAccount account) =>
        [.. (await tx.Connection.QueryAsync<(Guid Id, LocalDate Booked, long? Minor, string State, string? Party, string? Text)>(
            "select id, booked, minor, state, counterparty, remittance from treasury.line where account = @id order by booked, number", new { id = account.Id.Value }))
            .Select(row => new AtBank(
                row.Id, row.Booked, row.Minor is { } minor ? new Money(minor, account.Currency) : null, Enum.Parse<LineState>(row.State), row.Party ?? row.Text ?? ""))];

    /// <summary>The entries of the bank account, each with the line that shows it.</summary>
    public static async Task<IReadOnlyList<InBooks>> BankInBooks(this Tx tx, BankAccount account)
    {
        var entries = await tx.EntriesOn(account.Entity, Account.Bank, account.Currency, new(1900, 1, 1));
        var shown = (await tx.Connection.QueryAsync<(Guid Entry, Guid Line)>(
            "select part.entry, part.line from treasury.part join treasury.line on line.id = part.line where line.account = @id and undone_at is null", new { id = account.Id.Value }))
            .ToDictionary(row => row.Entry, row => row.Line);
        var reversals = await tx.ReversalsAmong([.. entries.Select(entry => entry.Entry)]);
        return [.. entries.Select(entry => new InBooks(
            entry.Entry.Value, entry.Date, entry.DocumentDate, entry.Kind, entry.Text, entry.Amount, shown.TryGetValue(entry.Entry.Value, out var line) ? line : null)
        {
            Reverses = reversals.TryGetValue(entry.Entry, out var taken) ? taken.Value : null,
        })];
    }
}
