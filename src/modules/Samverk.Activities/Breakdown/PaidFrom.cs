using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Activities;

/// <summary>Money that came in and paid a cost, or a part of it.</summary>
/// <param name="Document">An invoice usually: the breakdown of the activity opens by it.</param>
/// <param name="In">All that came in by it.</param>
/// <param name="Contribution">What the cooperative kept of it.</param>
/// <param name="Used">What the cost has used of it.</param>
public sealed record PaidBy(Guid Document, string Words, Money In, Money Contribution, Money Used);

public static class PaidFromSql
{
    /// <summary>
    /// What paid a wage or a claim: by postings, the oldest money first (money-path.md, section 6). Empty for who may not read the activity, and
    /// while nothing has come in.
    /// </summary>
    public static async Task<IReadOnlyList<PaidBy>> PaidFrom(this Tx tx, Activity activity, Guid cost, Actor reader, IEnumerable<ActivityDocuments> documents)
    {
        if (ActivityAccess.Reading.Refuse(reader, await tx.RelationTo(activity.Id, reader)) is not null) return [];
        var flows = await tx.Flows(activity, tx.Today, documents);
        var lines = flows.ToDictionary(flow => (object)flow.Flow, flow => flow.Line, (IEqualityComparer<object>)ReferenceEqualityComparer.Instance);
        var paying = Attribution.Of(flows.Select(flow => flow.Flow), activity.Currency).Credits.Where(credit => credit.Uses.Any(use => use.Debit.Document == cost)).ToArray();
        var told = await documents.Find(tx, paying.Select(credit => credit.Source.Document));
        return [.. paying.Select(credit => new PaidBy(
            lines[credit.Source] is { Kind: "payment", Document: var payment } && told.GetValueOrDefault(payment)?.About is { } invoice ? invoice : credit.Source.Document,
            told.GetValueOrDefault(credit.Source.Document)?.Words ?? lines[credit.Source].Text, credit.Source.Amount,
            Sum(credit.Uses.SelectMany(use => use.Parts).Where(part => part.Key is PartKeys.Contribution).Select(part => part.Amount)),
            Sum(credit.Uses.Where(use => use.Debit.Document == cost).Select(use => use.Amount))))];

        Money Sum(IEnumerable<Money> amounts) => Money.Sum(amounts, activity.Currency);
    }
}
