using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Ledger;

/// <summary>One entry with its lines, document and reason, who posted it, its seal, and what took it back.</summary>
public sealed class ReadEntry(IEnumerable<BookNames> names) : IUseCase<ReadEntry.Query, ReadEntry.Result>
{
    public static Access Access => LedgerAccess.Books;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        if (await tx.FindEntry(query.Entry) is not { } entry || await tx.FindEntity(entry.Entity) is not { } entity) return Refusal.Unknown;

        var around = await tx.Connection.QuerySingleAsync<Around>(
            """
            select seal.number, encode(seal.hash, 'hex') as hash, seal.sealed_at as at, reversal.id as reversedby
            from ledger.entry
            left join ledger.seal on seal.entry = entry.id
            left join ledger.entry reversal on reversal.reverses = entry.id
            where entry.id = @id
            """,
            new { id = query.Entry.Value });
        return new Result(
            entry, around.Number is { } number ? new(number, around.Hash!, around.At!.Value) : null,
            around.ReversedBy is { } reversal ? new(reversal) : null, entity, tx.Today, entry.PostedAt.InZone(tx.Zone).LocalDateTime, await tx.ClosedThrough(entity.Id),
            await names.Find(tx, [entry.Document, entry.Person.Value, entry.ActedBy?.Value, .. entry.Lines.SelectMany(line => new[] { line.Activity, line.Member, line.Client })]),
            await tx.NamesOf(names, entity.Id, [.. entry.Lines.Select(line => line.Account).Distinct()]), await SameDocument(tx, entry),
            await names.All(tx, entry.Document));
    }

    private static async Task<IReadOnlyList<Beside>> SameDocument(Tx tx, PostedEntry entry) =>
        [.. (await tx.Connection.QueryAsync<(Guid Id, string Kind, string Text, LocalDate Date)>(
            "select id, kind, text, date from ledger.entry where document = @Document and id <> @id order by number limit 50",
            new { entry.Document, id = entry.Id.Value })).Select(row => new Beside(new(row.Id), row.Kind, row.Text, row.Date))];

    public sealed record Query(Id<Entry> Entry) : IQuery<Query, ReadEntry, Result>;

    /// <param name="Seal">Null in the seconds before it is sealed.</param>
    /// <param name="PostedAt">In the cooperative's time zone.</param>
    /// <param name="Names">What its document, its persons, and the activities, members and clients of its lines are called.</param>
    /// <param name="Accounts">Whose account it is, by account.</param>
    /// <param name="Documents">What each module calls the document: a payment is a line of the bank and a part of an invoice.</param>
    /// <param name="SameDocument">The other entries that this document caused.</param>
    public sealed record Result(
        PostedEntry Entry, SealOfEntry? Seal, Id<Entry>? ReversedBy, LegalEntity Entity, LocalDate Today, LocalDateTime PostedAt, LocalDate? ClosedThrough,
        IReadOnlyDictionary<Guid, Named> Names, IReadOnlyDictionary<string, Named> Accounts, IReadOnlyList<Beside> SameDocument,
        IReadOnlyList<Named> Documents);

    public sealed record Beside(Id<Entry> Entry, string Kind, string Text, LocalDate Date);

    /// <param name="Number">Its place in the chain of its entity.</param>
    /// <param name="Hash">SHA-256, hexadecimal, lower-case.</param>
    public sealed record SealOfEntry(long Number, string Hash, Instant At);

    private sealed record Around(long? Number, string? Hash, Instant? At, Guid? ReversedBy);
}
