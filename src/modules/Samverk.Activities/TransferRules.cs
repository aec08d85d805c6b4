using Samverk.Kernel;

namespace Samverk.Activities;

/// <summary>What a transfer may do. Pure: no database, no clock.</summary>
internal static class TransferRules
{
    /// <summary>
    /// Invariant I15: same amount, same entity, never more than collected, so that no balance looks collected because it was moved.
    /// The facts name no balance: the one who accepts may not see the giver's.
    /// </summary>
    public static Refusal? Refuse(Activity from, Activity to, Money amount, Money collected)
    {
        if (from.RefuseUnlessOpen("from") is { } closed) return closed;
        if (to.RefuseUnlessOpen("to") is { } alsoClosed) return alsoClosed;
        if (from.Id == to.Id) return new("same-activity", ("activity", from.Name)) { Field = "to" };
        if (from.Entity != to.Entity) return new("other-entity", ("from", from.Name), ("to", to.Name)) { Field = "to" };
        if (amount.Currency != from.Currency) return new("other-currency", ("activity", from.Name), ("currency", from.Currency.Code)) { Field = "amount" };
        if (!amount.IsPositive) return new("amount-not-positive", ("amount", amount)) { Field = "amount" };

        return amount > collected ? new("not-collected", ("activity", from.Name), ("amount", amount)) { Field = "amount" } : null;
    }
}
