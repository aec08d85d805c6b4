using Dapper;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Treasury;

/// <summary>The bank account of a legal entity; in the books it is <c>assets:bank</c>, so an entity has one.</summary>
/// <param name="Iban">Electronic form; for a bankgiro its digits.</param>
public sealed record BankAccount(Id<BankAccount> Id, Id<LegalEntity> Entity, string Iban, Currency Currency);

public static class BankAccountSql
{
    public static async Task<BankAccount?> FindBankAccount(this Tx tx, Id<LegalEntity> entity) => (await tx.BankAccounts()).SingleOrDefault(one => one.Entity == entity);

    /// <summary>All of them: one per entity at most.</summary>
    public static async Task<IReadOnlyList<BankAccount>> BankAccounts(this Tx tx) =>
        [.. (await tx.Connection.QueryAsync<Row>("select id, entity, iban, currency from treasury.account order by id"))
            .Select(row => new BankAccount(new(row.Id), new(row.Entity), row.Iban, row.Currency))];

    internal static Task Save(this Tx tx, BankAccount account) => tx.Connection.ExecuteAsync(
        "insert into treasury.account (id, entity, iban, currency, opened) values (@id, @entity, @Iban, @Currency, @Today)",
        new { id = account.Id.Value, entity = account.Entity.Value, account.Iban, account.Currency, tx.Today });

    /// <summary>Imports of one account take turns.</summary>
    internal static Task LockBankAccounts(this Tx tx, IReadOnlyCollection<BankAccount> accounts) => tx.Connection.ExecuteAsync(
        "select from treasury.account where id = any(@ids) order by id for no key update", new { ids = accounts.Select(one => one.Id.Value).ToArray() });

    private sealed record Row(Guid Id, Guid Entity, string Iban, Currency Currency);
}
