using Dapper;
using Samverk.Ledger;

namespace Samverk.Treasury;

/// <summary>What the parts of bank lines are called in the books: the payer, and the page of the line.</summary>
public static class BankBookNames
{
    /// <summary>For the node's services.</summary>
    public static readonly BookNames Source = new(async (tx, ids) => (await tx.Connection.QueryAsync<(Guid Id, Guid Line, string? Party, string? Text)>(
        """
        select part.id, line.id, line.counterparty, line.remittance
        from treasury.part join treasury.line on line.id = part.line where part.id = any(@ids)
        """,
        new { ids = ids.ToArray() })).ToDictionary(row => row.Id, row => new Named(
            row.Party ?? row.Text ?? "Bank", TreasuryAccess.Look.Refuse(tx.Actor, Store.Relation.None) is null ? $"/bank/lines/{row.Line}" : null)));
}
