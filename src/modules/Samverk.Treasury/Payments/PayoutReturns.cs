using Dapper;
using Samverk.Banking;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Treasury;

/// <summary>A payment of ours that came back, matched by a person: the bank named no charge, or not our payment.</summary>
internal static class PayoutReturns
{
    /// <returns>The part; <c>payout-unknown</c> for what was never paid or with another amount, <c>other-currency</c>, <c>field-invalid</c> of a charge that leaves nothing.</returns>
    public static async Task<Outcome<Part>> PreparePayoutReturn(this Tx tx, BankLine line, PartAsked asked, Guid id)
    {
        var named = (await tx.PaymentsNamed(line.Account, [asked.For])).Values.SingleOrDefault();
        if (named is not { State: PaymentState.Paid } payment || payment.Due.Amount != asked.Amount) return new Refusal("payout-unknown", ("amount", asked.Amount)) { Field = "for" };
        var charge = asked.Charge ?? Money.Zero(asked.Amount.Currency);
        if (charge.Currency != asked.Amount.Currency) return new Refusal("other-currency", ("currency", asked.Amount.Currency.Code)) { Field = "charge" };
        if (charge.IsNegative || charge >= asked.Amount) return new Refusal("field-invalid", ("field", "charge"), ("text", charge)) { Field = "charge" };
        return new Part(id, line.Id, PartKind.PayoutReturn, asked.Amount - charge, Id<Entry>.Named(id, "pay-return").Value) { Account = payment.Due.Account, Payment = payment.Id };
    }

    public static async Task<Outcome<Done>> ReturnPayout(this Tx tx, BankLine line, Part part)
    {
        var payment = (await tx.PaymentsNamed(line.Account, [part.Payment!.Value.ToString("N")])).Values.Single();
        // Two parts of one line may name one payment: it comes back once.
        if (payment.State is not PaymentState.Paid) return new Refusal("payout-unknown", ("amount", payment.Due.Amount)) { Field = "for" };
        if ((await tx.Settle(payment, part.Id, PartKind.PayoutReturn, part.Value)).Refusal is { } refused) return refused;
        await tx.TellWages([payment], Employment.WagePayment.Owed, "");
        return default(Done);
    }

    /// <summary>Payments of ours that the money of a line could be: named by it, or to the account from which it came; as large, or larger by what the bank kept.</summary>
    public static async Task<IReadOnlyList<ShowLine.Suggestion>> SuggestPayoutReturns(this Tx tx, BankLine line, Money value)
    {
        var id = Guid.TryParseExact(line.Row.EndToEndId, "N", out var named) ? named : Guid.Empty;
        var payments = await tx.SelectPayments(
            """
            payment.state = 'Paid' and payment.batch in (select id from treasury.batch where account = @account) and due.currency = @currency and due.minor >= @minor
            and (payment.id = @id or payment.iban = @iban)
            """,
            new { account = line.Account.Id.Value, currency = value.Currency.Code, minor = value.Minor, id, iban = line.Row.CounterpartyIban });
        return [.. payments.OrderByDescending(payment => payment.Id == id).ThenBy(payment => payment.Due.Amount).ThenBy(payment => payment.Id).Take(5).Select(payment => new ShowLine.Suggestion(
            payments.Count is 1 || payment.Id == id ? MatchCertainty.Likely : MatchCertainty.Ambiguous, payment.Id == id ? MatchReason.EndToEndId : MatchReason.AmountAndIban, MatchFit.Exact,
            [new PartAsked(PartKind.PayoutReturn, payment.EndToEndId, payment.Due.Amount, payment.Due.Amount == value ? null : payment.Due.Amount - value)], payment.Name))];
    }
}
