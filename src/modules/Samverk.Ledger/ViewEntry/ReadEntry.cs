using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Ledger;

/// <summary>One entry whole: all lines, the document behind it, who posted it, when and why, its seal, and what took it back.</summary>
public sealed class ReadEntry : IUseCase<ReadEntry.Query, ReadEntry.Result>
{
    public static Access Access => LedgerAccess.Books;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        if (await tx.FindEntry(query.Entry) is not { } entry) return Refusal.Unknown;

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
            around.ReversedBy is { } reversal ? new(reversal) : null);
    }

    public sealed record Query(Id<Entry> Entry) : IQuery<Query, ReadEntry, Result>;

    /// <param name="Seal">Null in the seconds before it is sealed.</param>
    public sealed record Result(PostedEntry Entry, SealOfEntry? Seal, Id<Entry>? ReversedBy);

    /// <param name="Number">Its place in the chain of its entity.</param>
    /// <param name="Hash">SHA-256, hexadecimal, lower-case.</param>
    public sealed record SealOfEntry(long Number, string Hash, Instant At);

    private sealed record Around(long? Number, string? Hash, Instant? At, Guid? ReversedBy);
}
