using Dapper;
using NodaTime;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>
/// Payments that turn out to be none: matched to the wrong invoice, or taken back by the bank. A settlement and entries with the other
/// sign; the invoice, its activity's positions and the fund are as if the money had never come.
/// </summary>
public static class TakeBackVerbs
{
    // Costs, equipment and transfers spend money that clients have paid; wages may be paid before that.
    private static readonly string[] SpendsCollected = ["expense", "direct-payment", "transfer"];

    /// <summary>Corrects a payment or recovery that was recorded by mistake.</summary>
    /// <param name="payment">What was recorded: a payment, a recovery, or the return of a payment.</param>
    /// <returns>
    /// Done; <c>payment-not-reversible</c> where something later depends on it (fact <c>because</c>), <c>state-not-allowed</c> when it was taken
    /// back already, <c>fund-exhausted</c>, <c>period-closed</c>, <c>not-found</c>.
    /// </returns>
    public static async Task<Outcome<Done>> TakePaymentBack(this Tx tx, Guid payment, string why)
    {
        if (await tx.FindSettlement(payment) is not { } taken || await tx.LockInvoice(taken.Invoice) is not var (order, account, activity)) return Refusal.Unknown;
        if (await tx.RefuseDependent(taken, activity) is { } dependent) return dependent;
        // The return of a payment that is no return after all: the invoice is paid again, as far as it is still open.
        if (taken.Amount.IsNegative && -taken.Amount > account.Open) return NotReversible(WhyNotReversible.PaidAgain);

        var id = NamedGuid.Of(payment, "taken-back");
        if ((await tx.Reverse(new Held(order, account, activity), taken, id, "reversal", why, tx.Today)).Refusal is { } refusal) return refusal;
        return await tx.SpentMeanwhile(taken, activity) ? NotReversible(WhyNotReversible.Spent) : default(Done);
    }

    /// <summary>
    /// The bank took a client's payment back (a returned transfer or direct debit). It has happened, so nothing that came later refuses it:
    /// what the client was credited meanwhile is used first, the rest is owed again.
    /// </summary>
    /// <param name="id">The part of the bank line; posted once.</param>
    /// <param name="booked">The day on which the bank booked it.</param>
    /// <returns>Done; <c>more-than-owed</c> when the client was refunded meanwhile, <c>state-not-allowed</c>, <c>fund-exhausted</c>, <c>not-found</c>.</returns>
    public static async Task<Outcome<Done>> ReturnPayment(this Tx tx, Guid id, Guid payment, LocalDate booked, string why)
    {
        if (await tx.FindSettlement(payment) is not { Kind: SettlementKind.Payment } taken || await tx.LockInvoice(taken.Invoice) is not var (order, account, activity))
            return Refusal.Unknown;
        return await tx.Reverse(new Held(order, account, activity), taken, id, "payment-return", why, booked);
    }

    /// <summary>The latest payment of exactly this amount that stands, and what it moved on the bank account; null when there is none.</summary>
    /// <param name="amount">What of the invoice it settled, in its currency.</param>
    public static async Task<(Guid Payment, Money Moved)?> FindReturnable(this Tx tx, Id<Invoice> invoice, Money amount)
    {
        var found = await tx.Connection.QueryAsync<Guid>(
            """
            select id from invoicing.settlement paid
            where invoice = @invoice and kind = 'Payment' and amount = @amount and reverses is null
              and not exists (select from invoicing.settlement back where back.reverses = paid.id)
            order by number desc
            """,
            new { invoice = invoice.Value, amount = amount.Minor });
        foreach (var id in found)
            if (await tx.FindEntry(Id<Entry>.Named(id, "payment")) is { } entry && entry.Lines.FirstOrDefault(line => line.Account is Account.Bank) is { } bank) return (id, bank.Amount);
        return null;
    }

    /// <summary>What of its invoice a payment has settled, in the invoice's currency; null for what is no payment.</summary>
    public static async Task<Money?> SettledBy(this Tx tx, Guid payment) => await tx.FindSettlement(payment) is { Kind: SettlementKind.Payment } paid ? paid.Amount : null;

    private static async Task<Outcome<Done>> Reverse(this Tx tx, Held held, Settlement taken, Guid id, string kind, string why, LocalDate booked)
    {
        var (order, account, activity) = held;
        if (await tx.IsTakenBack(taken.Id)) return new Refusal("state-not-allowed", ("from", taken.Kind), ("to", "taken-back"));

        await tx.Connection.ExecuteAsync(
            """
            insert into invoicing.settlement (id, invoice, kind, amount, net, covered, reference, date, reverses)
            values (@id, @invoice, @kind, @amount, @net, @Covered, @Reference, @Today, @taken)
            """,
            new
            {
                id, invoice = taken.Invoice.Value, kind = taken.Kind.ToString(), amount = -taken.Amount.Minor, net = -taken.Net.Minor, taken.Covered, taken.Reference, tx.Today,
                taken = taken.Id,
            });
        var after = await tx.AccountOf(account.Invoice);
        var entries = await tx.Entries(held, after, taken, id, kind, booked);
        if (entries.Refusal is { } owedLess) return owedLess;
        if ((await tx.Post(entries.Value)).Refusal is { } notPosted) return notPosted;

        await tx.PlaceInvoice(account.Invoice, activity);
        if ((await tx.PlanOrder(order, activity)).Refusal is { } notPlanned) return notPlanned;
        await tx.NoteState(account.Invoice, kind is "reversal" ? "payment-taken-back" : "payment-returned", why);
        await tx.Raise(new InvoiceReopened(account.Invoice.Id.Value, taken.Id));
        return default(Done);
    }

    /// <summary>Each entry of the payment once more with the other sign. Their ids follow from the settlement, so that a return can be taken back too.</summary>
    private static async Task<Outcome<IReadOnlyList<Entry>>> Entries(this Tx tx, Held held, InvoiceAccount after, Settlement taken, Guid id, string kind, LocalDate booked)
    {
        var client = await tx.FindClient(held.Order.Client) ?? throw new InvalidOperationException($"order {held.Order.Id} has no client");
        var credit = Account.ClientCredit(client.Code);
        var entries = new List<Entry>();
        foreach (var part in (string[])["payment", "contribution", "recovery"])
        {
            if (await tx.FindEntry(Id<Entry>.Named(taken.Id, part)) is not { } posted) continue;
            entries.Add(posted.Against(Id<Entry>.Named(id, part), tx.Today, kind, $"Back: {posted.Text}", Owed));
        }

        foreach (var used in entries.SelectMany(entry => entry.Lines).Where(line => line.Account == credit && line.Amount.IsPositive))
        {
            var owed = -await tx.Balance(held.Account.Invoice.Entity, credit, used.Amount.Currency, tx.Today);
            if (used.Amount > owed) return new Refusal("more-than-owed", ("owed", Money.Max(owed, Money.Zero(owed.Currency))), ("amount", used.Amount));
        }

        return Outcome.Of<IReadOnlyList<Entry>>(kind is "reversal" ? entries : [.. entries.Select(entry => entry with { DocumentDate = booked })]);

        // A credit note that came after the payment has made the client's money a credit: that is used up before the client owes anything again.
        IEnumerable<Line> Owed(Line line)
        {
            if (line.Account != Account.Client(client.Code)) return [line];
            var again = after.Open - held.Account.Open;
            return [line with { Amount = again }, line with { Account = credit, Amount = line.Amount - again }];
        }
    }

    /// <summary>Null, or what came after the payment and would be wrong without it.</summary>
    private static async Task<Refusal?> RefuseDependent(this Tx tx, Settlement taken, Activity activity)
    {
        if (activity.State is ActivityState.Settled or ActivityState.Archived) return NotReversible(WhyNotReversible.ActivityClosed);
        var later = await tx.Connection.QuerySingleOrDefaultAsync<string?>(
            """
            select later.kind from invoicing.settlement later join invoicing.settlement taken on taken.id = @id and later.invoice = taken.invoice and later.number > taken.number
            where later.kind in ('CreditNote', 'WriteOff')
            order by later.number limit 1
            """,
            new { id = taken.Id });
        return later is null ? null : NotReversible(Enum.Parse<WhyNotReversible>(later));
    }

    /// <summary>Whether costs or transfers have used money that is not there any more. Asked after the reversal, whose balances count.</summary>
    private static async Task<bool> SpentMeanwhile(this Tx tx, Settlement taken, Activity activity)
    {
        if (taken.Kind is not SettlementKind.Payment || taken.Amount.IsNegative) return false;
        var balances = await tx.Balances(activity, tx.Today);
        return (balances.Booked - balances.Uncollected - balances.Reserved).IsNegative
            && (await tx.DebitedSince(activity.Entity, activity.Account, Id<Entry>.Named(taken.Id, "payment"), SpendsCollected)
                || await tx.EquippedSince(activity.Entity, activity.Id.Value, Id<Entry>.Named(taken.Id, "payment")));
    }

    private static Refusal NotReversible(WhyNotReversible because) => new("payment-not-reversible", ("because", because));

    private sealed record Held(Order Order, InvoiceAccount Account, Activity Activity);
}

/// <summary>What came after a payment and depends on it.</summary>
public enum WhyNotReversible { CreditNote, WriteOff, Spent, PaidAgain, ActivityClosed }
