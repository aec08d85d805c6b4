using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Ledger;

/// <summary>Paying out what the books say is owed.</summary>
public static class PayVerb
{
    /// <summary>Pays from the bank what an account of liabilities owes.</summary>
    /// <param name="payment">The payment; posted once.</param>
    /// <returns>Done; <c>more-than-owed</c> beyond the account's credit, <c>other-currency</c>, <c>amount-not-positive</c>.</returns>
    public static async Task<Outcome<Done>> PayOwed(this Tx tx, Guid payment, LegalEntity entity, string account, Money amount, string kind, string text)
    {
        if (amount.Currency != entity.Currency) return new Refusal("other-currency", ("currency", entity.Currency.Code)) { Field = "amount" };
        if (!amount.IsPositive) return new Refusal("amount-not-positive", ("amount", amount)) { Field = "amount" };

        // Two payments of one debt take turns; the later one sees what the earlier has left.
        await tx.LockAccount(entity.Id, account);
        var owed = -await tx.Balance(entity.Id, account, amount.Currency, tx.Today);
        if (!account.StartsWith("liabilities:", StringComparison.Ordinal) || amount > owed)
            return new Refusal("more-than-owed", ("owed", Money.Max(owed, Money.Zero(amount.Currency))), ("amount", amount)) { Field = "amount" };

        return await tx.Post(new Entry(Id<Entry>.Named(payment, kind), entity.Id, tx.Today, payment, kind, text,
            new Line(account, amount), new Line(Account.Bank, -amount)));
    }

    /// <summary>Money that had been paid out came back to the bank: it is owed again, whole, also where the bank has kept a part of it.</summary>
    /// <param name="payment">What brings it back; posted once.</param>
    /// <param name="amount">What had been paid.</param>
    /// <param name="kept">Who bears what the bank kept, with that amount; null where it kept nothing.</param>
    public static Task<Outcome<Done>> TakePaymentBackIn(this Tx tx, Guid payment, LegalEntity entity, string account, Money amount, Line? kept = null)
    {
        kept ??= new(Account.BankFees, Money.Zero(amount.Currency));
        return tx.Post(new Entry(Id<Entry>.Named(payment, "pay-return"), entity.Id, tx.Today, payment, "pay-return", "Payment out that came back",
            new Line(Account.Bank, amount - kept.Amount), kept, new Line(account, -amount)));
    }
}
