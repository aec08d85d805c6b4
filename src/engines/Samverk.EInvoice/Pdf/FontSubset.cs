using System.Buffers.Binary;

namespace Samverk.EInvoice;

/// <summary>
/// The glyphs of one font that one document uses, numbered in the order of their first use, and the font file that holds only these. Glyph 0
/// is the font's "no such character", which PDF/A forbids to show: a character that the font lacks is shown as a question mark.
/// </summary>
internal sealed class FontSubset(TrueTypeFont font)
{
    private readonly List<ushort> used = [0];
    private readonly List<string> texts = [""];
    private readonly Dictionary<ushort, ushort> numbers = new() { [0] = 0 };

    public TrueTypeFont Font => font;

    /// <summary>Glyphs of the font, by their number in the document.</summary>
    public IReadOnlyList<ushort> Glyphs => used;

    /// <summary>What each glyph reads, for searching and copying.</summary>
    public IReadOnlyList<string> Texts => texts;

    /// <summary>The number of a character's glyph in the document.</summary>
    public ushort Number(int character)
    {
        var glyph = font.Glyph(character);
        if (glyph is null) (glyph, character) = (font.Glyph('?')!.Value, '?');
        return Number(glyph.Value, char.ConvertFromUtf32(character));
    }

    /// <summary>The font file; parts of composed glyphs are taken in here, so call it when the text is complete.</summary>
    public byte[] File()
    {
        var (outlines, offsets) = Outlines();
        var metrics = new byte[4 * used.Count];
        for (var at = 0; at < used.Count; at++)
        {
            BinaryPrimitives.WriteUInt16BigEndian(metrics.AsSpan(4 * at), (ushort)font.Advance(used[at]));
            BinaryPrimitives.WriteInt16BigEndian(metrics.AsSpan((4 * at) + 2), (short)font.LeftBearing(used[at]));
        }

        var head = font.Table("head").ToArray();
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(8), 0);
        BinaryPrimitives.WriteInt16BigEndian(head.AsSpan(50), 1);
        var horizontal = font.Table("hhea").ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(horizontal.AsSpan(34), (ushort)used.Count);
        var maximum = font.Table("maxp").ToArray();
        BinaryPrimitives.WriteUInt16BigEndian(maximum.AsSpan(4), (ushort)used.Count);

        return SfntFile.Write(
        [
            ("cvt ", font.Table("cvt ").ToArray()), ("fpgm", font.Table("fpgm").ToArray()), ("glyf", outlines), ("head", head), ("hhea", horizontal),
            ("hmtx", metrics), ("loca", offsets), ("maxp", maximum), ("prep", font.Table("prep").ToArray()),
        ]);
    }

    private ushort Number(ushort glyph, string text)
    {
        if (numbers.TryGetValue(glyph, out var number)) return number;
        number = (ushort)used.Count;
        numbers[glyph] = number;
        used.Add(glyph);
        texts.Add(text);
        return number;
    }

    private (byte[] Outlines, byte[] Offsets) Outlines()
    {
        using var outlines = new MemoryStream(32 * 1024);
        var offsets = new List<int>();
        for (var at = 0; at < used.Count; at++) // grows: parts are appended
        {
            offsets.Add((int)outlines.Position);
            outlines.Write(Renumbered(font.Outline(used[at]).ToArray()));
            while (outlines.Position % 4 is not 0) outlines.WriteByte(0);
        }

        offsets.Add((int)outlines.Position);
        var table = new byte[4 * offsets.Count];
        for (var at = 0; at < offsets.Count; at++) BinaryPrimitives.WriteInt32BigEndian(table.AsSpan(4 * at), offsets[at]);
        return (outlines.ToArray(), table);
    }

    /// <summary>A composed glyph (é = e + acute) names its parts by glyph number (glyf table, composite glyph description).</summary>
    private byte[] Renumbered(byte[] outline)
    {
        const int hasWords = 0x1, hasScale = 0x8, more = 0x20, hasTwoScales = 0x40, hasMatrix = 0x80;
        if (outline.Length is 0 || BinaryPrimitives.ReadInt16BigEndian(outline) >= 0) return outline;

        for (int at = 10, flags = more; (flags & more) is not 0;)
        {
            flags = BinaryPrimitives.ReadUInt16BigEndian(outline.AsSpan(at));
            var part = BinaryPrimitives.ReadUInt16BigEndian(outline.AsSpan(at + 2));
            BinaryPrimitives.WriteUInt16BigEndian(outline.AsSpan(at + 2), Number(part, ""));
            at += 4 + ((flags & hasWords) is not 0 ? 4 : 2);
            at += (flags & hasScale) is not 0 ? 2 : (flags & hasTwoScales) is not 0 ? 4 : (flags & hasMatrix) is not 0 ? 8 : 0;
        }

        return outline;
    }
}
