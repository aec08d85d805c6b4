using Dapper;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

public static class OwedToAuthorities
{
    private const string Prefix = "liabilities:authority:";

    /// <summary>What the wages of an ordinary payroll run owe to each authority, as they are in the books.</summary>
    /// <returns>By account, without the entity's code.</returns>
    public static async Task<IReadOnlyDictionary<string, Money>> AuthoritiesOf(this Tx tx, Guid run)
    {
        var wages = await tx.Connection.QueryAsync<Guid>(
            "select wage from employment.payslip_part join employment.payslip on payslip.id = payslip_part.payslip where run = @run and released and corrects is null", new { run });
        return (await tx.WholeEntries([.. wages.Select(wage => Id<Entry>.Named(wage, "wage"))])).SelectMany(entry => entry)
            .Where(line => line.Account.StartsWith(Prefix, StringComparison.Ordinal)).GroupBy(line => line.Account)
            .ToDictionary(of => of.Key, of => -Money.Sum(of.Select(line => line.Amount), of.First().Amount.Currency), StringComparer.Ordinal);
    }
}
