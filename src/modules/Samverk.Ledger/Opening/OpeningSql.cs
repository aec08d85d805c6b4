using Dapper;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Ledger;

/// <summary>Books that go on from another tool: what they begin with, and the way back while nobody has built on it.</summary>
public static class OpeningSql
{
    /// <summary>
    /// What is handed over piece by piece: the opening balances put the sum of all open invoices here, and each imported invoice takes its
    /// part out. Zero when all of them are in.
    /// </summary>
    public const string Clearing = "equity:opening";

    /// <summary>Takes a posted entry back by its reversal, today.</summary>
    /// <returns>Done; <c>not-found</c>, <c>period-closed</c>.</returns>
    public static async Task<Outcome<Done>> TakeBack(this Tx tx, Id<Entry> id, string why)
    {
        if (await tx.FindEntry(id) is not { } posted) return Refusal.Unknown;
        var entry = new Entry(
            posted.Id, posted.Entity, posted.Date, posted.Document, posted.Kind, posted.Text,
            [.. posted.Lines.Select(line => new Line(line.Account, line.Amount) { Activity = line.Activity, Member = line.Member, Client = line.Client })]);
        return await tx.Post(entry.Reversal(Id<Entry>.Named(id.Value, "taken-back"), tx.Today, why));
    }

    /// <summary>Whether anything but openings and reversals was posted in the same entity after an entry.</summary>
    public static Task<bool> HasMovedSince(this Tx tx, Id<Entry> id) => tx.Connection.QuerySingleAsync<bool>(
        """
        select exists (
            select from ledger.entry later join ledger.entry opening on opening.id = @id and opening.entity = later.entity and later.number > opening.number
            where later.kind not in ('opening', 'opening-invoice', 'reversal')
        )
        """,
        new { id = id.Value });

    /// <summary>Whether a line of the books names one of these clients.</summary>
    public static Task<bool> NamesClients(this Tx tx, IReadOnlyList<Guid> clients) => tx.Connection.QuerySingleAsync<bool>(
        "select exists (select from ledger.line where client = any(@clients))", new { clients = clients.ToArray() });
}
