using NodaTime;
using Samverk.Banking;
using Samverk.Employment;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Treasury;

/// <summary>Finds for new lines what they pay. What is sure is posted at once; the rest waits for a person.</summary>
internal static class MatchLines
{
    /// <summary>A payment order reaches the bank on a later banking day; holidays lie between.</summary>
    private const int DaysOnTheWay = 10;

    /// <returns>A verdict per line, in their order. A refusal leaves the transaction good for nothing.</returns>
    public static async Task<Outcome<IReadOnlyList<Verdict>>> FindMatches(this Tx tx, BankAccount account, IReadOnlyList<ReadLine> lines, IReadOnlySet<Id<BankLine>> lookalikes)
    {
        var receivables = (await tx.OpenInvoices(account.Entity, account.Currency)).ToDictionary(one => one.Id.Value);
        var payers = await tx.PayersIbans();
        var open = new OpenInvoices(receivables.Values.Select(one => Matchable.Of(one, payers)));
        var posted = await tx.PostedEarlier(account, lines);
        var ours = new Dictionary<string, Payment>(await tx.PaymentsNamed(account, lines.Select(line => line.Row.EndToEndId)), StringComparer.Ordinal);

        var moved = new Dictionary<string, Payment>(StringComparer.Ordinal);
        var whole = await WholeBatches.Of(tx, account, lines);

        var verdicts = new Verdict[lines.Count];
        var (asked, owners) = (new List<ClientPayment>(), new List<int>());
        for (var at = 0; at < lines.Count; at++)
        {
            var line = lines[at];
            var best = open.For(line.Row) is [var first, ..] ? first : null;
            if (line.Value is null) verdicts[at] = new(line, LineState.Unknown, null, [], "not-postable");
            else if (lookalikes.Contains(line.Id)) verdicts[at] = new(line, LineState.Unknown, null, [], "looks-imported");
            else if (!IsSingle(line, ours) && whole.For(line) is { } batch)
            {
                var settled = await tx.SettleBatch(line, batch);
                if (settled.Refusal is { } unposted) return unposted;
                verdicts[at] = settled.Value;
            }
            else if (line.Row.EndToEndId is { } id && ours.TryGetValue(id, out var payment))
            {
                var settled = await tx.SettlePayment(line, payment);
                if (settled.Refusal is { } unposted) return unposted;
                verdicts[at] = settled.Value;
                // The money may come back in the same file.
                if (settled.Value.Parts is [var part]) moved[id] = ours[id] = payment with { State = part.Kind is PartKind.Payout ? PaymentState.Paid : PaymentState.Returned };
            }
            else if (best is { Certainty: MatchCertainty.Sure })
            {
                var payments = best.Payments.Select((payment, part) => PaymentOf(line, payment, part)).ToArray();
                asked.AddRange(payments);
                owners.AddRange(payments.Select(_ => at));
                verdicts[at] = new(line, LineState.Matched, best, [.. payments.Select(payment => PartOf(line, payment, receivables[payment.Invoice.Value]))]);
            }
            else if (best is not null) verdicts[at] = new(line, LineState.Suggested, best, []);
            else if (posted.TryGetValue(line.Id, out var entry)) verdicts[at] = new(line, LineState.Matched, null, [EntryPart(line, entry)]);
            else verdicts[at] = new(line, LineState.Unknown, null, [], line.Row.Reversal ? "reversal" : null);
        }

        // Once for all lines: a run is looked at when the last of its payments has been noted.
        await tx.TellWages(moved.Values.Where(payment => payment.State is PaymentState.Paid), WagePayment.Paid, "");
        await tx.TellWages(moved.Values.Where(payment => payment.State is PaymentState.Returned), WagePayment.Owed, "");
        if (asked.Count is 0) return verdicts;
        var recorded = await tx.RecordPayments(asked);
        if (recorded.Refusal is { } refusal) return refusal;
        for (var one = 0; one < asked.Count; one++)
            // Another line of the same file has paid it, or the books refuse for a reason of their own: a person looks.
            if (recorded.Value[one] is { } refused)
                verdicts[owners[one]] = verdicts[owners[one]] with
                {
                    State = LineState.Suggested, Parts = [], Note = refused.Code, Best = verdicts[owners[one]].Best! with { Certainty = MatchCertainty.Likely },
                };
        return verdicts;
    }

    /// <summary>The line is one payment of ours, with its own amount.</summary>
    private static bool IsSingle(ReadLine line, IReadOnlyDictionary<string, Payment> ours) =>
        line.Row.EndToEndId is { } id && ours.TryGetValue(id, out var payment) && payment.Does(line) is not null;

    /// <summary>A line that names a payment of ours pays it or brings it back; another amount, or a debt that is gone, waits for a person.</summary>
    private static async Task<Outcome<Verdict>> SettlePayment(this Tx tx, ReadLine line, Payment payment)
    {
        if (payment.Does(line) is not { } kind) return new Verdict(line, LineState.Unknown, null, [], "other-payment");
        var part = NamedGuid.Of(line.Id.Value, "match 1 part 0");
        var settled = await tx.Settle(payment, part, kind, line.Value!.Value);
        if (settled.Refusal is { Code: "more-than-owed" }) return new Verdict(line, LineState.Unknown, null, [], "more-than-owed");
        if (settled.Refusal is { } refusal) return refusal;
        return new Verdict(line, LineState.Matched, null,
            [new Part(part, line.Id, kind, line.Value!.Value, Id<Entry>.Named(part, kind is PartKind.Payout ? "pay" : "pay-return").Value) { Account = payment.Due.Account }]);
    }

    /// <summary>The day, the amount and nothing else: only when exactly one line and one entry that no line has taken have it.</summary>
    private static async Task<IReadOnlyDictionary<Id<BankLine>, EntryOnAccount>> PostedEarlier(this Tx tx, BankAccount account, IReadOnlyList<ReadLine> lines)
    {
        var found = new Dictionary<Id<BankLine>, EntryOnAccount>();
        if (lines.Count is 0) return found;
        var waiting = (await tx.EntriesInTransit(account, lines.Min(line => line.Booked).PlusDays(-DaysOnTheWay))).ToLookup(entry => entry.Amount);
        foreach (var equal in lines.Where(line => line.Value is not null && !line.Row.Reversal).GroupBy(line => line.Value!.Value))
            if (equal.Count() is 1 && equal.Single() is var line && waiting[equal.Key].Where(entry => Near(entry.DocumentDate, line.Booked)).ToArray() is [var entry])
                found.Add(line.Id, entry);
        return found;
    }

    internal static bool Near(LocalDate posted, LocalDate booked) => NodaTime.Period.DaysBetween(posted, booked) is >= -1 and <= DaysOnTheWay;

    private static ClientPayment PaymentOf(ReadLine line, InvoicePayment payment, int part) => new(
        NamedGuid.Of(line.Id.Value, $"match 1 part {part}"), new(payment.Invoice.Id), payment.Amount, line.Row.BankReference ?? line.Row.EntryReference ?? "")
    {
        Together = line.Id.Value, Booked = line.Booked,
    };

    private static Part PartOf(ReadLine line, ClientPayment payment, Receivable invoice) =>
        new(payment.Id, line.Id, PartKind.Invoice, payment.Amount, Id<Entry>.Named(payment.Id, "payment").Value)
        {
            Invoice = invoice.Id.Value, Client = invoice.Client.Value,
        };

    private static Part EntryPart(ReadLine line, EntryOnAccount entry) =>
        new(NamedGuid.Of(line.Id.Value, "match 1 part 0"), line.Id, PartKind.Entry, entry.Amount, entry.Entry.Value);
}
