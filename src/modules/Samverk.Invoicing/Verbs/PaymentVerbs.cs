using NodaTime;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>What clients pay (money-path.md, section 9): guard and entry together, for one payment and for the ten thousand of a bank file.</summary>
public static class PaymentVerbs
{
    /// <summary>Money arrived for an invoice.</summary>
    /// <param name="payment">The bank line or whatever it came from; done once.</param>
    /// <param name="amount">What of the invoice is settled, in its currency.</param>
    /// <param name="charge">What the bank kept, in the entity's currency: a cost of the activity.</param>
    /// <param name="received">Foreign currency: what the bank booked after its charge, in the entity's currency; null else.</param>
    /// <returns>Done; <c>more-than-open</c>, <c>amount-not-positive</c>, <c>field-missing</c>, <c>field-invalid</c>.</returns>
    public static async Task<Outcome<Done>> RecordPayment(this Tx tx, Guid payment, Id<Invoice> id, Money amount, Money? charge, Money? received, string reference) =>
        (await tx.RecordPayments([new ClientPayment(payment, id, amount, reference) { Charge = charge, Received = received }]))
            .Then(refusals => refusals[0] is { } refusal ? refusal : Outcome.Of(default(Done)));

    /// <summary>
    /// Records payments in their order, in a few round trips for any number. One that is refused changes nothing and leaves the others alone;
    /// a later one of the same invoice sees what an earlier one has left open.
    /// </summary>
    /// <returns>For each payment null, or why it was not recorded. A refusal of the whole leaves the transaction good for nothing.</returns>
    public static async Task<Outcome<IReadOnlyList<Refusal?>>> RecordPayments(this Tx tx, IReadOnlyList<ClientPayment> payments)
    {
        var held = await tx.LockInvoices([.. payments.Select(payment => payment.Invoice).Distinct()]);
        var open = held.ToDictionary(one => one.Key, one => one.Value.Account.Open);
        var terms = new TermsOfDays(tx);
        var refusals = new Refusal?[payments.Count];
        var (settlements, entries, paid) = (new List<Settlement>(), new List<Entry>(), new List<InvoicePaid>());
        foreach (var together in payments.Select((payment, at) => (Payment: payment, At: at)).GroupBy(one => one.Payment.Together ?? one.Payment.Id))
        {
            var before = together.Select(one => one.Payment.Invoice).Distinct().Where(open.ContainsKey).ToDictionary(id => id, id => open[id]);
            var refused = await Decide(together.Select(one => one.Payment));
            if (refused is null) continue;
            foreach (var (_, at) in together) refusals[at] = refused;
            foreach (var (id, left) in before) open[id] = left;
        }

        if (settlements.Count is 0) return refusals;
        await tx.SaveAll(settlements);
        if ((await tx.Post(entries)).Refusal is { } notPosted) return notPosted;

        var touched = settlements.Select(one => held[one.Invoice]).Distinct().ToArray();
        await tx.PlaceInvoices([.. touched.Select(one => (one.Invoice, one.Activity))]);
        if ((await tx.PlanOrders([.. touched.Select(one => (one.Order, one.Activity)).DistinctBy(one => one.Order.Id)])).Refusal is { } notPlanned) return notPlanned;
        await tx.NoteStates([.. touched.Select(one => one.Invoice)], "payment");
        await tx.RaiseAll(paid);
        return refusals;

        // All payments of one line, or none.
        async Task<Refusal?> Decide(IEnumerable<ClientPayment> together)
        {
            var decided = new List<(ClientPayment Payment, HeldInvoice Held, Terms Terms, bool Whole)>();
            foreach (var payment in together)
            {
                if (!held.TryGetValue(payment.Invoice, out var invoice)) return Refusal.Unknown;
                if (Refuse(payment, invoice, open[payment.Invoice]) is { } refusal) return refusal;
                var rules = await terms.Of(invoice.Order.Entity, invoice.Invoice.Date);
                if (rules.Refusal is { } noTerms) return noTerms;
                decided.Add((payment, invoice, rules.Value, open[payment.Invoice] == payment.Amount));
                open[payment.Invoice] -= payment.Amount;
            }

            foreach (var (payment, invoice, rules, whole) in decided)
            {
                settlements.Add(new(payment.Id, payment.Invoice, SettlementKind.Payment, payment.Amount, invoice.Invoice.NetOf(payment.Amount), payment.Reference));
                entries.AddRange(Entries(tx, payment, invoice, rules));
                paid.Add(new(payment.Invoice.Value, payment.Id, whole));
            }

            return null;
        }
    }

    private static Refusal? Refuse(ClientPayment payment, HeldInvoice held, Money open)
    {
        if (InvoiceVerbs.RefuseAmount(payment.Amount, held.Invoice.Net.Currency, open) is { } refusal) return refusal;

        var books = held.Activity.Currency;
        if (held.IsForeign && payment.Received is null) return new Refusal("field-missing", ("field", "received")) { Field = "received" };
        if (!held.IsForeign && payment.Received is not null) return new Refusal("field-invalid", ("field", "received")) { Field = "received" };
        if (payment.Charge is { } charge && (charge.Currency != books || charge.IsNegative || (!held.IsForeign && charge > payment.Amount)))
            return new Refusal("field-invalid", ("field", "bankCharge")) { Field = "bankCharge" };
        if (payment.Received is { } received && received.Currency != books) return new Refusal("other-currency", ("currency", books.Code)) { Field = "received" };
        return payment.Received is { IsPositive: false } none ? new Refusal("amount-not-positive", ("amount", none)) { Field = "received" } : null;
    }

    private static IEnumerable<Entry> Entries(Tx tx, ClientPayment payment, HeldInvoice held, Terms terms)
    {
        var (invoice, activity, amount) = (held.Invoice, held.Activity, payment.Amount);
        var kept = payment.Charge ?? Money.Zero(activity.Currency);
        if (payment.Received is not { } arrived)
        {
            yield return Paid(new Line(Account.Bank, amount - kept), InvoiceVerbs.Steered(activity, kept), InvoiceVerbs.Owed(held.Client, -amount));
            yield break;
        }

        var credited = arrived + kept;
        yield return Paid(
            new Line(Account.Bank, arrived), InvoiceVerbs.Steered(activity, -credited), InvoiceVerbs.Steered(activity, kept), InvoiceVerbs.Waiting(activity, amount),
            InvoiceVerbs.Owed(held.Client, -amount));

        // The fee is never taken on what belongs to a sister: the same part of what arrived as of the order.
        var own = Money.Of(
            credited.ToDecimal() * (1 - (held.Order.PassThrough.ToDecimal() / held.Order.Net.ToDecimal())), credited.Currency, Rounding.HalfAwayFromZero);
        if (InvoiceVerbs.Contribution(tx, payment.Id, invoice, activity, terms, own) is { } contribution) yield return contribution;

        Entry Paid(params IReadOnlyList<Line> lines) =>
            new(Id<Entry>.Named(payment.Id, "payment"), invoice.Entity, tx.Today, payment.Id, "payment", $"Payment {invoice.Number}", lines)
            {
                DocumentDate = payment.Booked ?? tx.Today,
            };
    }

    /// <summary>The terms of each day are asked for once.</summary>
    private sealed class TermsOfDays(Tx tx)
    {
        private readonly Dictionary<(Id<LegalEntity>, LocalDate), Outcome<Terms>> known = [];

        public async Task<Outcome<Terms>> Of(Id<LegalEntity> entity, LocalDate date) =>
            known.TryGetValue((entity, date), out var terms) ? terms : known[(entity, date)] = await tx.Terms(entity, date);
    }
}
