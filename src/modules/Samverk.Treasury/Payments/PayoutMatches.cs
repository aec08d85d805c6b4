using Dapper;
using Samverk.Banking;
using Samverk.Employment;
using Samverk.Expenses;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;
using Account = Samverk.Ledger.Account;

namespace Samverk.Treasury;

/// <summary>What the bank says about payments of ours.</summary>
internal static class PayoutMatches
{
    /// <summary>The payments that lines name by their id. Two imports about one payment take turns.</summary>
    public static async Task<IReadOnlyDictionary<string, Payment>> PaymentsNamed(this Tx tx, BankAccount account, IEnumerable<string?> endToEndIds)
    {
        var ids = endToEndIds.Select(id => Guid.TryParseExact(id, "N", out var parsed) ? parsed : (Guid?)null).OfType<Guid>().Distinct().ToArray();
        if (ids.Length is 0) return new Dictionary<string, Payment>();
        await tx.Connection.ExecuteAsync("select from treasury.payment where id = any(@ids) order by id for update", new { ids });
        return (await tx.SelectPayments("payment.id = any(@ids) and payment.batch in (select id from treasury.batch where account = @account)", new { ids, account = account.Id.Value }))
            .ToDictionary(payment => payment.EndToEndId, StringComparer.Ordinal);
    }

    /// <summary>
    /// What a line does to the payment that it names: pays it, or brings its money back. The amount is the payment's own, less what the
    /// bank says it has kept of money that comes back; everything else is for a person.
    /// </summary>
    public static PartKind? Does(this Payment payment, ReadLine line) => (payment.State, line.Value) switch
    {
        (PaymentState.Released, { } value) when value == -payment.Due.Amount => PartKind.Payout,
        (PaymentState.Paid, { IsPositive: true } value) when value == payment.Due.Amount || value < payment.Due.Amount && value + Kept(line.Row, value.Currency) == payment.Due.Amount => PartKind.PayoutReturn,
        _ => null,
    };

    /// <summary>What the file says the bank has kept; zero where it says nothing that can be posted.</summary>
    private static Money Kept(BankRow row, Currency currency)
    {
        var kept = row.Charges.Where(charge => charge.Currency == currency.Code).Select(charge => (charge.Credit, Money: (row with { Amount = charge.Amount, Currency = charge.Currency }).ToMoney())).ToArray();
        return kept.Length < row.Charges.Count || kept.Any(one => one.Money.Refusal is not null)
            ? Money.Zero(currency)
            : Money.Sum(kept.Select(one => one.Credit ? -one.Money.Value : one.Money.Value), currency);
    }

    /// <summary>Posts what the bank has done with a payment and brings it and its document to that state.</summary>
    /// <param name="moved">On the bank account. What comes back smaller than it went is owed again whole; the rest is a charge of the bank.</param>
    /// <returns>Done; <c>more-than-owed</c> where the account owes less by now: nothing has changed then. The caller tells the wages.</returns>
    public static async Task<Outcome<Done>> Settle(this Tx tx, Payment payment, Guid part, PartKind kind, Money moved)
    {
        var entity = (await tx.FindEntity(payment.Due.Entity))!;
        var posted = kind is PartKind.Payout
            ? await tx.PayOwed(part, entity, payment.Due.Account, payment.Due.Amount, "pay", "Payment out")
            : await tx.TakePaymentBackIn(part, entity, payment.Due.Account, payment.Due.Amount, await tx.Bearer(payment.Due, payment.Due.Amount - moved));
        if (posted.Refusal is { } refusal) return refusal;
        await tx.Note(payment, part, kind);
        return default(Done);
    }

    /// <summary>
    /// The activity whose claim it was bears what the bank kept of it. Wages that are earned are never reduced, and of what is owed to
    /// authorities and clients no single activity is the cause: there it is a cost of the cooperative.
    /// </summary>
    private static async Task<Line?> Bearer(this Tx tx, Due due, Money charge) =>
        charge.IsZero ? null : await tx.BearerOf(due.Id, charge) ?? new Line(Account.BankFees, charge);

    /// <summary>A person has matched a line to the account: the earliest payment under way from it with that amount is the one.</summary>
    public static async Task SettleByHand(this Tx tx, BankAccount account, Part part)
    {
        var waiting = await tx.SelectPayments(
            "payment.state = 'Released' and due.entity = @entity and due.account = @Account and due.minor - due.less = @minor",
            new { entity = account.Entity.Value, part.Account, minor = -part.Value.Minor });
        if (waiting.Count is 0) return;
        await tx.Note(waiting[0], part.Id, PartKind.Payout);
        await tx.TellWages([waiting[0]], WagePayment.Paid, "");
    }

    /// <summary>Uses of a line are taken back: what they had paid is under way again, what they had brought back is paid.</summary>
    /// <returns>Done; <c>payment-not-reversible</c> where the due has been paid anew meanwhile.</returns>
    public static async Task<Outcome<Done>> ReopenPayments(this Tx tx, IReadOnlyList<Part> parts, string why)
    {
        var ids = parts.Select(part => part.Id).ToArray();
        var paid = await tx.SelectPayments("payment.part = any(@ids)", new { ids });
        var returned = await tx.SelectPayments("payment.returned = any(@ids)", new { ids });
        if (paid.Any(payment => payment.State is PaymentState.Returned) || returned.Count > 0 && (await tx.SelectPayments(
            "payment.due = any(@dues) and payment.state in ('Ordered', 'Released', 'Paid')", new { dues = returned.Select(payment => payment.Due.Id).ToArray() })).Count > 0)
            return new Refusal("payment-not-reversible", ("reason", "paid-again"));

        await tx.Connection.ExecuteAsync("update treasury.payment set part = null where part = any(@ids); update treasury.payment set returned = null where returned = any(@ids)", new { ids });
        await tx.MoveAll(paid, PaymentState.Released, "correction", why);
        await tx.MoveAll(returned, PaymentState.Paid, "correction", why);
        foreach (var payment in paid) await tx.MarkClaimUnpaid(payment.Due.Id, why);
        foreach (var payment in returned) await tx.MarkClaimPaid(payment.Due.Id);
        await tx.TellShares(paid, repaid: false, why);
        await tx.TellShares(returned, repaid: true, "");
        await tx.TellWages(paid, WagePayment.Filed, why);
        await tx.TellWages(returned, WagePayment.Paid, why);
        return default(Done);
    }

    private static async Task Note(this Tx tx, Payment payment, Guid part, PartKind kind)
    {
        var column = kind is PartKind.Payout ? "part" : "returned";
        await tx.Connection.ExecuteAsync($"update treasury.payment set {column} = @part where id = @Id", new { payment.Id, part });
        await tx.MoveAll([payment], kind is PartKind.Payout ? PaymentState.Paid : PaymentState.Returned, kind is PartKind.Payout ? "bank-paid" : "bank-returned");
        if (kind is PartKind.Payout) await tx.MarkClaimPaid(payment.Due.Id);
        else await tx.MarkClaimUnpaid(payment.Due.Id, "");
        await tx.TellShares([payment], kind is PartKind.Payout, "");
    }
}
