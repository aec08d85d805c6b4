using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Ledger;

/// <summary>The trial balance of one legal entity at the end of a day; every row opens to its statement.</summary>
public sealed class ReadTrialBalance(IEnumerable<BookNames> names) : IUseCase<ReadTrialBalance.Query, ReadTrialBalance.Result>
{
    public static Access Access => LedgerAccess.Books;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        if (await tx.FindEntity(query.Entity) is not { } entity) return Refusal.Unknown;

        var accounts = await tx.TrialBalance(query.Entity, query.Date);
        return new Result(
            entity, query.Date, await tx.ClosedThrough(query.Entity), accounts, [.. Totals(accounts)],
            await tx.NamesOf(names, entity.Id, [.. accounts.Select(account => account.Account).Distinct()]));
    }

    private static IEnumerable<Total> Totals(IReadOnlyList<AccountBalance> accounts) =>
        from account in accounts
        group account.Amount by account.Amount.Currency into held
        select new Total(Money.Sum(held.Where(amount => amount.IsPositive), held.Key), Money.Sum(held.Where(amount => amount.IsNegative), held.Key));

    public sealed record Query(Id<LegalEntity> Entity, LocalDate Date) : IQuery<Query, ReadTrialBalance, Result>;

    /// <param name="ClosedThrough">The last closed day as of now; null when nothing is closed.</param>
    /// <param name="Totals">One per currency.</param>
    /// <param name="Names">Whose account it is, by account; those of the whole entity are not in it.</param>
    public sealed record Result(
        LegalEntity Entity, LocalDate Date, LocalDate? ClosedThrough, IReadOnlyList<AccountBalance> Accounts, IReadOnlyList<Total> Totals,
        IReadOnlyDictionary<string, Named> Names);

    /// <param name="Debit">Sum of all accounts with a debit balance.</param>
    /// <param name="Credit">The same of credits: a negative amount, the same size.</param>
    public sealed record Total(Money Debit, Money Credit);
}
