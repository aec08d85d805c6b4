using Dapper;
using NodaTime;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Treasury;

/// <summary>What the books have on the bank account and no bank line has shown yet.</summary>
internal static class TransitSql
{
    /// <param name="from">First booking date.</param>
    public static async Task<IReadOnlyList<EntryOnAccount>> EntriesInTransit(this Tx tx, BankAccount account, LocalDate from)
    {
        var entries = await tx.EntriesOn(account.Entity, Account.Bank, account.Currency, from);
        var taken = (await tx.Connection.QueryAsync<Guid>(
            "select entry from treasury.part where undone_at is null and entry = any(@ids)", new { ids = entries.Select(one => one.Entry.Value).ToArray() })).ToHashSet();
        // The opening of the books is what the first statement begins with; an entry and its reversal take each other away.
        var reversals = await tx.Reversed([.. entries.Select(one => one.Entry)]);
        return [.. entries.Where(one => one.Kind is not "opening" && !taken.Contains(one.Entry.Value) && !reversals.Contains(one.Entry))];
    }
}
