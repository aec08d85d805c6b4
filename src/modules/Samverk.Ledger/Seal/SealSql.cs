using System.Security.Cryptography;
using System.Text;
using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Ledger;

/// <summary>
/// The chain of hashes of each legal entity. Posting stays free of it, because a chain would make all writers of an entity queue up; who
/// seals comes seconds later, alone, in the order of posting. Who commits late is sealed late: the chain's order is the order of sealing.
/// </summary>
public static class SealSql
{
    internal static readonly byte[] Beginning = new byte[SHA256.HashSizeInBytes];

    // Any fixed number: two instances that seal at once would fork the chain.
    private const long Lock = 0x5345414C;

    private const int Page = 20_000;

    /// <summary>Seals all committed entries that wait for it. Costs one small look when there are none.</summary>
    /// <returns>How many were sealed.</returns>
    public static async Task<int> Seal(this Tx tx)
    {
        if (!await tx.Connection.QuerySingleAsync<bool>("select exists (select from ledger.unsealed)")) return 0;

        // A statement of its own, so that the next one sees what an earlier holder has committed.
        await tx.Connection.ExecuteAsync("select pg_advisory_xact_lock(@Lock)", new { Lock });
        var heads = (await tx.Connection.QueryAsync<Head>("select entity, number, hash from ledger.head")).ToDictionary(head => head.Entity);
        var count = 0;
        for (var after = 0L; ;)
        {
            var waiting = (await tx.Connection.QueryAsync<(Guid Entry, long Number)>(
                "select entry, number from ledger.unsealed where number > @after order by number limit @Page", new { after, Page })).AsList();
            if (waiting.Count is 0) return count;
            count += await Append(tx, heads, await tx.Connection.ReadEntries([.. waiting.Select(one => one.Entry)]));
            after = waiting[^1].Number;
        }
    }

    /// <summary>The hash of an entry that follows <paramref name="previous"/> in its entity's chain.</summary>
    internal static byte[] Hash(ReadOnlySpan<byte> previous, PostedEntry entry) =>
        SHA256.HashData([.. previous, .. Encoding.UTF8.GetBytes(entry.Canonical())]);

    private static async Task<int> Append(Tx tx, Dictionary<Guid, Head> heads, List<PostedEntry> entries)
    {
        var numbers = new long[entries.Count];
        var hashes = new byte[entries.Count][];
        var last = new Dictionary<Guid, Guid>();
        for (var at = 0; at < entries.Count; at++)
        {
            var entity = entries[at].Entity.Value;
            var head = heads.GetValueOrDefault(entity) ?? new(entity, 0, Beginning);
            heads[entity] = head = new(entity, head.Number + 1, Hash(head.Hash, entries[at]));
            (numbers[at], hashes[at], last[entity]) = (head.Number, head.Hash, entries[at].Id.Value);
        }

        var moved = last.Keys.Select(entity => heads[entity]).ToArray();
        await tx.Connection.ExecuteAsync(
            """
            insert into ledger.seal (entity, number, entry, hash, sealed_at)
            select entity, number, entry, hash, @Now from unnest(@entities, @numbers, @ids, @hashes) as seal (entity, number, entry, hash);

            insert into ledger.head (entity, number, entry, hash, sealed_at)
            select entity, number, entry, hash, @Now from unnest(@headEntities, @headNumbers, @headIds, @headHashes) as head (entity, number, entry, hash)
            on conflict (entity) do update
            set number = excluded.number, entry = excluded.entry, hash = excluded.hash, sealed_at = excluded.sealed_at;

            delete from ledger.unsealed where number = any(@sealedNumbers)
            """,
            new
            {
                tx.Now, entities = entries.Select(entry => entry.Entity.Value).ToArray(), numbers, ids = entries.Select(entry => entry.Id.Value).ToArray(), hashes,
                sealedNumbers = entries.Select(entry => entry.Number).ToArray(),
                headEntities = moved.Select(head => head.Entity).ToArray(), headNumbers = moved.Select(head => head.Number).ToArray(),
                headIds = moved.Select(head => last[head.Entity]).ToArray(), headHashes = moved.Select(head => head.Hash).ToArray(),
            });
        return entries.Count;
    }

    private sealed record Head(Guid Entity, long Number, byte[] Hash);
}
