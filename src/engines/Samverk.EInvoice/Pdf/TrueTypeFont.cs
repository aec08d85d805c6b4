using System.Buffers.Binary;
using System.Reflection;

namespace Samverk.EInvoice;

/// <summary>What printing needs of a TrueType font (ISO/IEC 14496-22): the glyph of a character, its width, and its outline for a subset.</summary>
internal sealed class TrueTypeFont
{
    public static readonly TrueTypeFont Regular = Embedded("Regular"), SemiBold = Embedded("SemiBold");

    private readonly byte[] file;
    private readonly Dictionary<string, (int Offset, int Length)> tables = new(StringComparer.Ordinal);
    private readonly Dictionary<int, ushort> glyphs = [];
    private readonly int[] glyphOffsets;
    private readonly int metrics;

    private TrueTypeFont(string name, byte[] file)
    {
        (Name, this.file) = (name, file);
        for (var at = 0; at < U16(4); at++)
        {
            var entry = 12 + (16 * at);
            tables[System.Text.Encoding.ASCII.GetString(file, entry, 4)] = ((int)U32(entry + 8), (int)U32(entry + 12));
        }

        UnitsPerEm = U16(At("head") + 18);
        GlyphCount = U16(At("maxp") + 4);
        metrics = U16(At("hhea") + 34);
        (Ascent, Descent) = (S16(At("hhea") + 4), S16(At("hhea") + 6));
        CapHeight = S16(At("OS/2") + 88);
        glyphOffsets = Offsets();
        ReadCharacters();
        var figures = TabularFigures.Of(Table("GSUB"));
        for (var figure = '0'; figure <= '9'; figure++) glyphs[figure] = figures.GetValueOrDefault(glyphs[figure], glyphs[figure]);
    }

    /// <summary>The PostScript name, without a subset's tag.</summary>
    public string Name { get; }

    public int UnitsPerEm { get; }

    public int GlyphCount { get; }

    public int Ascent { get; }

    public int Descent { get; }

    public int CapHeight { get; }

    /// <summary>xMin, yMin, xMax, yMax in font units.</summary>
    public (int Left, int Bottom, int Right, int Top) Box => (S16(At("head") + 36), S16(At("head") + 38), S16(At("head") + 40), S16(At("head") + 42));

    /// <summary>The glyph of a character, for figures the one of equal width; null when the font has none.</summary>
    public ushort? Glyph(int character) => glyphs.TryGetValue(character, out var glyph) ? glyph : null;

    /// <summary>In font units.</summary>
    public int Advance(ushort glyph) => U16(At("hmtx") + (4 * Math.Min((int)glyph, metrics - 1)));

    public int LeftBearing(ushort glyph) =>
        S16(At("hmtx") + (glyph < metrics ? (4 * glyph) + 2 : (4 * metrics) + (2 * (glyph - metrics))));

    public ReadOnlySpan<byte> Outline(ushort glyph) => file.AsSpan(At("glyf") + glyphOffsets[glyph], glyphOffsets[glyph + 1] - glyphOffsets[glyph]);

    public ReadOnlySpan<byte> Table(string name) => tables.TryGetValue(name, out var table) ? file.AsSpan(table.Offset, table.Length) : [];

    private static TrueTypeFont Embedded(string weight)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Inter-{weight}.ttf")
            ?? throw new InvalidOperationException($"the typeface Inter {weight} is not in the assembly");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new($"Inter-{weight}", bytes);
    }

    private int[] Offsets()
    {
        var isLong = S16(At("head") + 50) is 1;
        var loca = At("loca");
        return [.. Enumerable.Range(0, GlyphCount + 1).Select(glyph => isLong ? (int)U32(loca + (4 * glyph)) : 2 * U16(loca + (2 * glyph)))];
    }

    private void ReadCharacters()
    {
        var cmap = At("cmap");
        for (var at = 0; at < U16(cmap + 2); at++)
        {
            var table = cmap + (int)U32(cmap + 4 + (8 * at) + 4);
            if (U16(table) is 4) ReadSegments(table);
            else if (U16(table) is 12) ReadGroups(table);
        }
    }

    /// <summary>Format 4: segments of the basic plane.</summary>
    private void ReadSegments(int table)
    {
        var doubled = U16(table + 6);
        var (ends, starts) = (table + 14, table + 16 + doubled);
        var (deltas, ranges) = (starts + doubled, starts + (2 * doubled));
        for (var segment = 0; segment < doubled; segment += 2)
            for (int character = U16(starts + segment); character <= U16(ends + segment) && character is not 0xFFFF; character++)
            {
                var range = U16(ranges + segment);
                var glyph = range is 0
                    ? (ushort)(character + U16(deltas + segment))
                    : U16(ranges + segment + range + (2 * (character - U16(starts + segment))));
                if (range is not 0 && glyph is not 0) glyph = (ushort)(glyph + U16(deltas + segment));
                if (glyph is not 0) glyphs[character] = glyph;
            }
    }

    /// <summary>Format 12: groups of all planes.</summary>
    private void ReadGroups(int table)
    {
        for (var group = 0; group < U32(table + 12); group++)
        {
            var at = table + 16 + (12 * group);
            for (var character = U32(at); character <= U32(at + 4); character++) glyphs[(int)character] = (ushort)(U32(at + 8) + character - U32(at));
        }
    }

    private int At(string table) => tables[table].Offset;

    private ushort U16(int at) => BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(at));

    private short S16(int at) => BinaryPrimitives.ReadInt16BigEndian(file.AsSpan(at));

    private uint U32(int at) => BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at));
}
