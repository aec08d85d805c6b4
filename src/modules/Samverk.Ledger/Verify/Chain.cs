using NodaTime;

namespace Samverk.Ledger;

/// <summary>
/// Walks one entity's chain in the order of sealing and remembers the first thing that is not as it was sealed. Pure: seals and entries come
/// from outside, so it judges a live database and a copy alike.
/// </summary>
internal sealed class Chain(IReadOnlyList<SealedHead> checkpoints)
{
    private readonly List<(SealedHead Head, byte[] Trail)> witnesses =
        [.. checkpoints.OrderBy(head => head.Number).Select(head => (head, Convert.FromBase64String(head.Trail ?? "")))];

    private byte[] previous = SealSql.Beginning;

    /// <summary>How many links have been walked.</summary>
    public long Length { get; private set; }

    /// <summary>The first bad entry, in a sentence; null while all is well.</summary>
    public string? Bad { get; private set; }

    public void Walk(Link link)
    {
        if (Bad is not null) return;

        Bad = link.Number != Length + 1 ? $"seal {Length + 1} is gone; the next is entry {link.Entry} with seal {link.Number}"
            : link.Posted is not { } entry ? $"entry {link.Entry} with seal {link.Number} is gone"
            : !SealSql.Hash(previous, entry).AsSpan().SequenceEqual(link.Hash) ? $"entry {link.Entry} with seal {link.Number} is not what was sealed"
            : Denied(link);
        (previous, Length) = (link.Hash, link.Number);
    }

    /// <param name="head">The end of the chain as the database remembers it; null when it remembers none.</param>
    public void End(Link? head)
    {
        if (Bad is not null) return;

        if (head is null) Bad = Length is 0 ? null : $"the head is gone; the chain has {Length} seals";
        else if (head.Number > Length)
            Bad = head.Number == Length + 1 ? $"entry {head.Entry} with seal {head.Number} is gone: the last one"
                : $"the entry with seal {Length + 1} is gone; the last of all was entry {head.Entry} with seal {head.Number}";
        else if (head.Number < Length || !head.Hash.AsSpan().SequenceEqual(previous)) Bad = $"the head is not the end of the chain at seal {Length}, entry {head.Entry}";

        foreach (var (witness, _) in witnesses)
            if (Bad is null && witness.Number > Length)
                Bad = $"the entry with seal {Length + 1} is gone: the checkpoint of {Iso(witness.At)} knows {witness.Number} seals";
    }

    // A chain that was recomputed is whole in itself; only what was kept elsewhere tells.
    private string? Denied(Link link)
    {
        foreach (var (witness, trail) in witnesses)
        {
            if (link.Number > witness.Number) continue;

            var at = (int)(link.Number - 1) * CheckpointSql.TrailStep;
            if (trail.Length >= at + CheckpointSql.TrailStep && !trail.AsSpan(at, CheckpointSql.TrailStep).SequenceEqual(link.Hash.AsSpan(0, CheckpointSql.TrailStep)))
                return $"entry {link.Entry} with seal {link.Number} was resealed: the checkpoint of {Iso(witness.At)} knows another hash";
            if (link.Number == witness.Number && witness.Hash != Convert.ToHexStringLower(link.Hash))
                return $"an entry up to {link.Entry} with seal {link.Number} was resealed: the checkpoint of {Iso(witness.At)} knows another hash";
        }

        return null;
    }

    private static string Iso(Instant at) => NodaTime.Text.InstantPattern.General.Format(at);

    /// <param name="Posted">Null when the entry is gone.</param>
    internal sealed record Link(long Number, Guid Entry, byte[] Hash, PostedEntry? Posted);
}
