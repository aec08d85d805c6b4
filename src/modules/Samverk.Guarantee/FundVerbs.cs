using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Guarantee;

/// <summary>The posting verbs of the guarantee fund (domain/money-path.md, section 9).</summary>
public static class FundVerbs
{
    /// <summary>The board puts part of the reserves into the fund.</summary>
    /// <param name="allocation">The decision; posted once.</param>
    public static async Task<Outcome<Done>> AllocateToFund(this Tx tx, Guid allocation, LegalEntity entity, Money amount)
    {
        if (amount.Currency != entity.Currency) return new Refusal("other-currency", ("currency", entity.Currency.Code)) { Field = "amount" };
        if (!amount.IsPositive) return new Refusal("amount-not-positive", ("amount", amount)) { Field = "amount" };

        return await tx.Post(new Entry(Id<Entry>.Named(allocation, "fund-allocation"), entity.Id, tx.Today, allocation, "fund-allocation", "Allocation to the guarantee fund",
            new Line(Account.Reserves, amount), new Line(Account.FundAllocations, -amount)));
    }

    /// <returns>Null, or <c>fund-exhausted</c>: the board allocates from reserves first.</returns>
    public static async Task<Refusal?> RefuseClaim(this Tx tx, LegalEntity entity, Money claim)
    {
        var size = await tx.FundSize(entity, tx.Today);
        return claim > size ? new Refusal("fund-exhausted", ("fund", size), ("claim", claim)) : null;
    }
}
