using System.Text.Json;
using Dapper;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Ledger;

/// <summary>I2: recomputes every chain from the entries as they are now, and compares its end with what was kept elsewhere.</summary>
internal static class ChainCheck
{
    private const int Page = 20_000;

    public static async Task<Findings> Look(Evidence evidence)
    {
        var kept = evidence.Checkpoints
            .SelectMany(text => JsonSerializer.Deserialize<Checkpoint>(text, StoreJson.Options)!.Heads)
            .ToLookup(head => head.Entity.Value);
        var entities = (await evidence.Tx.Connection.QueryAsync<Guid>(
            "select entity from ledger.seal union select entity from ledger.head")).Union(kept.Select(heads => heads.Key)).Order();
        var breaches = new List<string>();
        var looked = 0L;
        foreach (var entity in entities)
        {
            var chain = await Walk(evidence.Tx, entity, new([.. kept[entity]]));
            looked += chain.Length;
            if (chain.Bad is { } bad) breaches.Add(bad);
        }

        return new($"{Verification.Count(looked)} seals, {Verification.Count(evidence.Checkpoints.Count)} checkpoints", breaches);
    }

    private static async Task<Chain> Walk(Tx tx, Guid entity, Chain chain)
    {
        for (var after = 0L; chain.Bad is null;)
        {
            var seals = (await tx.Connection.QueryAsync<Row>(
                "select number, entry, hash from ledger.seal where entity = @entity and number > @after order by number limit @Page",
                new { entity, after, Page })).AsList();
            if (seals.Count is 0) break;

            var posted = (await tx.Connection.ReadEntries([.. seals.Select(seal => seal.Entry)])).ToDictionary(entry => entry.Id.Value);
            foreach (var seal in seals) chain.Walk(new(seal.Number, seal.Entry, seal.Hash, posted.GetValueOrDefault(seal.Entry)));
            after = seals[^1].Number;
        }

        var head = await tx.Connection.QuerySingleOrDefaultAsync<Row>("select number, entry, hash from ledger.head where entity = @entity", new { entity });
        chain.End(head is null ? null : new(head.Number, head.Entry, head.Hash, null));
        return chain;
    }

    private sealed record Row(long Number, Guid Entry, byte[] Hash);
}
