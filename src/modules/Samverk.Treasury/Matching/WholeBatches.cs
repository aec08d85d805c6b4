using Dapper;
using NodaTime;
using Samverk.Employment;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Treasury;

/// <summary>Batches that a bank books as one line: by the id of the file, by a payment that the line names, or by the day and the exact sum where nothing else has it.</summary>
internal sealed class WholeBatches
{
    private readonly IReadOnlyList<(Batch Batch, IReadOnlyList<Payment> Payments, Money Sum)> inTransit;
    private readonly IReadOnlyDictionary<Money, int> lines;
    private readonly HashSet<Guid> taken = [];

    private WholeBatches(IReadOnlyList<(Batch, IReadOnlyList<Payment>, Money)> inTransit, IReadOnlyDictionary<Money, int> lines) => (this.inTransit, this.lines) = (inTransit, lines);

    /// <summary>Released batches of an account of which the bank has shown nothing yet. Two imports about one batch take turns.</summary>
    public static async Task<WholeBatches> Of(Tx tx, BankAccount account, IReadOnlyList<ReadLine> read)
    {
        var debits = read.Where(line => line.Value is { IsNegative: true } && !line.Row.Reversal).ToArray();
        if (debits.Length is 0) return new([], new Dictionary<Money, int>());
        const string Untouched = "batch.account = @account and batch.state = 'Released' and not exists (select from treasury.payment where payment.batch = batch.id and payment.state <> 'Released')";
        await tx.Connection.ExecuteAsync(
            $"select from treasury.payment where batch in (select id from treasury.batch where {Untouched}) order by id for update", new { account = account.Id.Value });
        var payments = (await tx.SelectPayments($"payment.batch in (select id from treasury.batch where {Untouched})", new { account = account.Id.Value })).ToLookup(payment => payment.Batch);
        var batches = await tx.SelectBatches("id = any(@ids)", new { ids = payments.Select(of => of.Key).ToArray() });
        return new(
            [.. batches.Select(batch => (batch, (IReadOnlyList<Payment>)[.. payments[batch.Id]], Money.Sum(payments[batch.Id].Select(payment => payment.Due.Amount), account.Currency)))],
            debits.GroupBy(line => line.Value!.Value).ToDictionary(of => of.Key, of => of.Count()));
    }

    /// <returns>The payments that the line is the sum of; null where it is none, or where two could be meant.</returns>
    public IReadOnlyList<Payment>? For(ReadLine line)
    {
        if (line.Value is not { IsNegative: true } value || line.Row.Reversal) return null;
        var fitting = inTransit.Where(one => one.Sum == -value && !taken.Contains(one.Batch.Id)).ToArray();
        var named = fitting.Where(one => line.Row.Batch == one.Batch.MessageId || one.Payments.Any(payment => payment.EndToEndId == line.Row.EndToEndId)).ToArray();
        var found = named.Length > 0 ? named : Unnamed(line, fitting);
        if (found is not [var only]) return null;
        taken.Add(only.Batch.Id);
        return only.Payments;
    }

    private (Batch Batch, IReadOnlyList<Payment> Payments, Money Sum)[] Unnamed(ReadLine line, (Batch Batch, IReadOnlyList<Payment> Payments, Money Sum)[] fitting) =>
        line.Row is { EndToEndId: null, Batch: null, CounterpartyIban: null } && lines.GetValueOrDefault(line.Value!.Value) is 1
            ? [.. fitting.Where(one => MatchLines.Near(one.Batch.On, line.Booked))]
            : [];
}

internal static class WholeBatchMatches
{
    /// <summary>Posts every payment of a batch that the bank booked as one line, or none of them.</summary>
    public static async Task<Outcome<Verdict>> SettleBatch(this Tx tx, ReadLine line, IReadOnlyList<Payment> payments)
    {
        await tx.Connection.ExecuteAsync("savepoint whole_batch");
        var parts = new List<Part>();
        foreach (var (payment, at) in payments.Select((payment, at) => (payment, at)))
        {
            var part = NamedGuid.Of(line.Id.Value, $"match 1 part {at}");
            var settled = await tx.Settle(payment, part, PartKind.Payout, -payment.Due.Amount);
            if (settled.Refusal is { Code: "more-than-owed" })
            {
                await tx.Connection.ExecuteAsync("rollback to savepoint whole_batch");
                return new Verdict(line, LineState.Unknown, null, [], "more-than-owed");
            }

            if (settled.Refusal is { } refusal) return refusal;
            parts.Add(new Part(part, line.Id, PartKind.Payout, -payment.Due.Amount, Id<Entry>.Named(part, "pay").Value) { Account = payment.Due.Account });
        }

        await tx.TellWages(payments, WagePayment.Paid, "");
        return new Verdict(line, LineState.Matched, null, parts);
    }
}
