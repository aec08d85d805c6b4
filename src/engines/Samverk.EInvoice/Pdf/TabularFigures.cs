using System.Buffers.Binary;

namespace Samverk.EInvoice;

/// <summary>
/// A font's figures of equal width, so that columns of amounts align: the feature "tnum" of its glyph substitution table (OpenType GSUB,
/// single substitution).
/// </summary>
internal static class TabularFigures
{
    private const int Single = 1, Extension = 7;

    /// <returns>From the usual glyph to the one of equal width; empty when the font has no such feature.</returns>
    public static Dictionary<ushort, ushort> Of(ReadOnlySpan<byte> table)
    {
        var pairs = new Dictionary<ushort, ushort>();
        if (table.IsEmpty) return pairs;
        var (features, lookups) = (U16(table, 6), U16(table, 8));
        for (var at = 0; at < U16(table, features); at++)
        {
            var record = features + 2 + (6 * at);
            if (!table.Slice(record, 4).SequenceEqual("tnum"u8)) continue;
            var feature = features + U16(table, record + 4);
            for (var index = 0; index < U16(table, feature + 2); index++)
                Lookup(table, lookups + U16(table, lookups + 2 + (2 * U16(table, feature + 4 + (2 * index)))), pairs);
        }

        return pairs;
    }

    private static void Lookup(ReadOnlySpan<byte> table, int lookup, Dictionary<ushort, ushort> pairs)
    {
        for (var at = 0; at < U16(table, lookup + 4); at++)
        {
            var (kind, part) = (U16(table, lookup), lookup + U16(table, lookup + 6 + (2 * at)));
            if (kind is Extension) (kind, part) = (U16(table, part + 2), part + (int)BinaryPrimitives.ReadUInt32BigEndian(table[(part + 4)..]));
            if (kind is not Single) continue;
            var covered = Coverage(table, part + U16(table, part + 2));
            for (var glyph = 0; glyph < covered.Count; glyph++)
                pairs[covered[glyph]] = U16(table, part) is 1 ? (ushort)(covered[glyph] + U16(table, part + 4)) : (ushort)U16(table, part + 6 + (2 * glyph));
        }
    }

    private static List<ushort> Coverage(ReadOnlySpan<byte> table, int at)
    {
        var glyphs = new List<ushort>();
        for (var entry = 0; entry < U16(table, at + 2); entry++)
            if (U16(table, at) is 1) glyphs.Add((ushort)U16(table, at + 4 + (2 * entry)));
            else
                for (var glyph = U16(table, at + 4 + (6 * entry)); glyph <= U16(table, at + 6 + (6 * entry)); glyph++) glyphs.Add((ushort)glyph);
        return glyphs;
    }

    private static int U16(ReadOnlySpan<byte> table, int at) => BinaryPrimitives.ReadUInt16BigEndian(table[at..]);
}
