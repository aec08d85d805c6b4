using NodaTime;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Treasury;

public static class OverpaymentVerb
{
    /// <summary>Money of a client beyond what it owes: stays as its credit, until it is refunded or used.</summary>
    /// <param name="payment">The part of the bank line; posted once.</param>
    /// <param name="booked">The day on which the bank booked it.</param>
    /// <returns>Done; <c>amount-not-positive</c>, <c>other-currency</c>, <c>not-found</c>.</returns>
    public static async Task<Outcome<Done>> RecordOverpayment(this Tx tx, Guid payment, LegalEntity entity, Id<Client> id, Money amount, LocalDate booked)
    {
        if (await tx.FindClient(id) is not { } client) return Refusal.Unknown;
        if (amount.Currency != entity.Currency) return new Refusal("other-currency", ("currency", entity.Currency.Code)) { Field = "amount" };
        if (!amount.IsPositive) return new Refusal("amount-not-positive", ("amount", amount)) { Field = "amount" };

        return await tx.Post(new Entry(Id<Entry>.Named(payment, "overpayment"), entity.Id, tx.Today, payment, "overpayment", "Overpayment",
            new Line(Account.Bank, amount), new Line(Account.ClientCredit(client.Code), -amount) { Client = client.Id.Value })
        {
            DocumentDate = booked,
        });
    }
}
