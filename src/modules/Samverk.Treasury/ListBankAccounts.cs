using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Treasury;

/// <summary>Which company has which bank account, and how far the bank's files have come.</summary>
public sealed class ListBankAccounts : IUseCase<ListBankAccounts.Query, ListBankAccounts.Result>
{
    public static Access Access => TreasuryAccess.Look;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        var accounts = (await tx.BankAccounts()).ToDictionary(account => account.Entity);
        var stands = (await tx.Connection.QueryAsync<(Guid Id, LocalDate Opened, LocalDate? Last, int Waiting)>(
            """
            select account.id, account.opened, (select max(booked) from treasury.line where line.account = account.id),
                (select count(*)::int from treasury.line where line.account = account.id and state in ('Suggested', 'Unknown'))
            from treasury.account
            """)).ToDictionary(row => row.Id);
        var rows = new List<Row>();
        foreach (var entity in await tx.Entities())
        {
            var own = accounts.GetValueOrDefault(entity.Id);
            var (_, opened, last, waiting) = own is null ? default : stands[own.Id.Value];
            rows.Add(new(
                entity, own, own is null ? null : opened, last, waiting, own is null ? null : await tx.Balance(entity.Id, Account.Bank, entity.Currency, tx.Today)));
        }

        return new Result(tx.Today, rows);
    }

    public sealed record Query : IQuery<Query, ListBankAccounts, Result>;

    public sealed record Result(LocalDate Today, IReadOnlyList<Row> Companies);

    /// <param name="Account">Null until somebody has told it.</param>
    /// <param name="Last">The last booking day that the bank has told of.</param>
    /// <param name="Waiting">Lines that wait for somebody.</param>
    /// <param name="Books">What the books have on it now.</param>
    public sealed record Row(LegalEntity Entity, BankAccount? Account, LocalDate? Opened, LocalDate? Last, int Waiting, Money? Books);
}
