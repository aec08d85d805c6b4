using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Ledger;

/// <summary>
/// How far each chain had come, kept where the database's owner cannot reach it: in backups, exports, a letter to the auditor. Whoever
/// rewrites a chain later cannot rewrite this. JSON by <see cref="StoreJson.Options"/>.
/// </summary>
public sealed record Checkpoint(IReadOnlyList<SealedHead> Heads);

/// <param name="Number">How many entries were sealed.</param>
/// <param name="Hash">SHA-256 of the last one, hexadecimal, lower-case.</param>
/// <param name="At">When it was sealed.</param>
/// <param name="Trail">
/// The first four bytes of every hash, from number 1 on, base64. The head proves that a chain was rewritten; the trail tells from where on.
/// May be left out.
/// </param>
public sealed record SealedHead(Id<LegalEntity> Entity, long Number, string Hash, Instant At, string? Trail = null);

public static class CheckpointSql
{
    internal const int TrailStep = 4;

    /// <summary>The present heads of all chains, in the order of entities.</summary>
    /// <param name="trail">With the trail: about 5.4 kB for a thousand entries.</param>
    public static async Task<Checkpoint> Checkpoint(this Tx tx, bool trail = true) => new(
        [.. (await tx.Connection.QueryAsync<Row>(
            """
            select entity, number, encode(hash, 'hex') as hash, sealed_at as at,
                case when @trail then (
                    select string_agg(substring(seal.hash from 1 for @TrailStep), ''::bytea order by seal.number)
                    from ledger.seal where seal.entity = head.entity and seal.number <= head.number
                ) end as trail
            from ledger.head
            order by entity
            """,
            new { trail, TrailStep }))
            .Select(row => new SealedHead(new(row.Entity), row.Number, row.Hash, row.At, row.Trail is { } bytes ? Convert.ToBase64String(bytes) : null))]);

    private sealed record Row(Guid Entity, long Number, string Hash, Instant At, byte[]? Trail);
}
