using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Ledger;

/// <summary>What verbs need that take something back: nothing is deleted, a later entry stands against the earlier one.</summary>
public static class CorrectionSql
{
    /// <summary>
    /// The entry with the other sign, caused by the same document. Lines may be changed by the caller where the money has gone elsewhere
    /// meanwhile; whatever it does, the entry balances or cannot be built.
    /// </summary>
    /// <param name="kind">"reversal", or the event kind that causes it.</param>
    public static Entry Against(this PostedEntry posted, Id<Entry> id, LocalDate date, string kind, string text, Func<Line, IEnumerable<Line>>? lines = null) => new(
        id, posted.Entity, date, posted.Document, kind, text,
        [.. posted.Lines.Select(line => new Line(line.Account, -line.Amount) { Activity = line.Activity, Member = line.Member, Client = line.Client })
            .SelectMany(line => lines?.Invoke(line) ?? [line])])
    {
        Reverses = posted.Id,
    };

    /// <summary>Whether entries of some kinds were debited to an account after an entry, and stand.</summary>
    public static Task<bool> DebitedSince(this Tx tx, Id<LegalEntity> entity, string account, Id<Entry> since, IReadOnlyCollection<string> kinds) => tx.Connection.QuerySingleAsync<bool>(
        """
        select exists (
            select from ledger.line
            join ledger.entry on entry.id = line.entry
            join ledger.entry earlier on earlier.id = @since and entry.number > earlier.number
            where line.account = (select id from ledger.account where entity = @entity and code = @account)
              and line.amount > 0 and entry.kind = any(@kinds)
              and not exists (select from ledger.entry back where back.reverses = entry.id)
        )
        """,
        new { entity = entity.Value, account, since = since.Value, kinds = kinds.ToArray() });

    /// <summary>The same for equipment that an activity has bought: its price is on the accounts of the things, not on the activity's.</summary>
    public static Task<bool> EquippedSince(this Tx tx, Id<LegalEntity> entity, Guid activity, Id<Entry> since) => tx.Connection.QuerySingleAsync<bool>(
        """
        select exists (
            select from ledger.line
            join ledger.entry on entry.id = line.entry
            join ledger.entry earlier on earlier.id = @since and entry.number > earlier.number
            where line.account in (select id from ledger.account where entity = @entity and code like @code || ':%') and line.activity = @activity
              and line.amount > 0 and entry.kind = 'equipment'
        )
        """,
        new { entity = entity.Value, activity, since = since.Value, code = Account.Equipment });
}
