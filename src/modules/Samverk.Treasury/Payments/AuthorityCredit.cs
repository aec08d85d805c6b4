using Dapper;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Treasury;

/// <summary>What a correction of wages makes less to pay is taken off what is due to the same authority; what was paid already waits for the next dues.</summary>
internal static class AuthorityCredit
{
    /// <summary>Open dues of these accounts together are never more than the books owe: the latest give way first.</summary>
    public static async Task TakeOffWhatIsNotOwed(this Tx tx, Id<LegalEntity> entity, IReadOnlyCollection<string> accounts)
    {
        if (accounts.Count is 0 || await tx.FindEntity(entity) is not { Currency: var currency }) return;
        var ids = (await tx.OpenDues()).Where(due => due.Entity == entity && due.Kind is DueKind.Authority && accounts.Contains(due.Account)).Select(due => due.Id).ToHashSet();
        await tx.HoldDues(ids, []);
        // Once more: somebody may have put one into a batch before it was held.
        var open = (await tx.OpenDues()).Where(due => ids.Contains(due.Id)).ToArray();
        var owed = await tx.OwedBeyondPayments(entity, [.. accounts], currency);
        foreach (var of in open.GroupBy(due => due.Account, StringComparer.Ordinal))
        {
            var tooMuch = Money.Sum(of.Select(due => due.Amount), currency) - owed[of.Key];
            foreach (var due in of.Reverse())
            {
                var less = Money.Min(due.Amount, tooMuch);
                if (!less.IsPositive) break;
                await tx.Connection.ExecuteAsync("update treasury.due set less = less + @minor where id = @Id", new { due.Id, minor = less.Minor });
                tooMuch -= less;
            }
        }
    }
}
