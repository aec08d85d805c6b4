using Dapper;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Activities;

/// <summary>The activities' invariants, asked of the database once more. Each gives a sentence per breach, and none where all is well.</summary>
public static class ActivityChecks
{
    /// <summary>I15: a posted transfer moved its own amount from its giver to its receiver inside one entity, once; no other transfer moved anything.</summary>
    public static async Task<IReadOnlyList<string>> TransfersAreWhole(this Tx tx)
    {
        var findings = new List<string>();
        foreach (var entity in await Ledger.LegalEntitySql.Entities(tx))
        {
            var posted = (await tx.Connection.QueryAsync<(Guid Id, string Giver, string Receiver, long Amount, string State, bool Foreign)>(
                """
                select transfer.id, giver.code, receiver.code, amount, transfer.state, giver.entity <> receiver.entity
                from activities.transfer
                join activities.activity giver on giver.id = from_activity
                join activities.activity receiver on receiver.id = to_activity
                where giver.entity = @entity
                order by transfer.id
                """,
                new { entity = entity.Id.Value })).AsList();
            var lines = (await Ledger.LineOnSql.LinesUnder(tx, entity.Id, Ledger.Account.Activities, tx.Today)).Where(line => line.Kind is "transfer").ToLookup(line => line.Document);
            foreach (var transfer in posted)
            {
                if (transfer.Foreign) findings.Add($"transfer {transfer.Id} crosses entities");
                var moved = lines[transfer.Id].Select(line => (line.Account, line.Amount.Minor)).Order().ToArray();
                (string, long)[] wanted = transfer.State is "Posted"
                    ? [(Ledger.Account.Activity(transfer.Giver), transfer.Amount), (Ledger.Account.Activity(transfer.Receiver), -transfer.Amount)]
                    : [];
                if (!moved.SequenceEqual(wanted.Order())) findings.Add($"transfer {transfer.Id} is {transfer.State} and its postings say something else");
            }

            // Every transfer in the books is even by itself, also one that another program has brought.
            findings.AddRange(lines.Where(entry => entry.Sum(line => line.Amount.Minor) is not 0).Select(entry => $"transfer {entry.Key} gives what nobody gets"));
        }

        return findings;
    }

    /// <summary>I20: of every activity, parts and rest of each credit are the credit, and what is consumed and waits is what was debited.</summary>
    public static async Task<IReadOnlyList<string>> BreakdownsAddUp(this Tx tx, IEnumerable<ActivityDocuments> documents)
    {
        var findings = new List<string>();
        foreach (var row in (await tx.Connection.QueryAsync<ActivitySql.Row>($"select {ActivitySql.Columns} from activities.activity order by id")).AsList())
        {
            var activity = row.ToActivity();
            var flows = (await tx.Flows(activity, tx.Today, documents)).Select(flow => flow.Flow).ToArray();
            var found = Attribution.Of(flows, activity.Currency);
            var uneven = found.Credits.Count(credit =>
                credit.Rest.IsNegative || credit.Rest + Sum(credit.Uses.SelectMany(use => use.Parts).Select(part => part.Amount)) != credit.Source.Amount);
            if (uneven > 0) findings.Add($"activity {activity.Id}: {uneven} credits are not their parts and rest");
            var consumed = Sum(found.Credits.SelectMany(credit => credit.Uses).Select(use => use.Amount)) + found.Waiting;
            var debited = Sum(flows.Where(flow => flow.Amount.IsNegative).Select(flow => -flow.Amount));
            if (consumed != debited) findings.Add($"activity {activity.Id}: {debited} went out, and {consumed} is explained");

            Money Sum(IEnumerable<Money> amounts) => Money.Sum(amounts, activity.Currency);
        }

        return findings;
    }
}
