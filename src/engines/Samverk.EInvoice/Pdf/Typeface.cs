using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Reflection;
using PdfSharp;
using PdfSharp.Drawing;
using PdfSharp.Events;
using PdfSharp.Fonts;
using PdfSharp.Pdf;

namespace Samverk.EInvoice;

/// <summary>
/// The typeface of printed invoices. Every text passes <see cref="Shape(object, RenderTextEventArgs)"/> on its way into a document: figures take the form of equal width,
/// and a character that the typeface lacks becomes a question mark (glyph 0, "no such character", must not be shown in PDF/A).
/// </summary>
internal sealed class Typeface
{
    public static readonly Typeface Regular, SemiBold;

    private readonly Dictionary<ushort, ushort> tabular;
    private ushort questionMark;

    static Typeface()
    {
        PdfSharpLicense.SetAgplLicense();
        GlobalFontSettings.FontResolver ??= new EmbeddedFonts();
        (Regular, SemiBold) = (new("Inter-Regular"), new("Inter-SemiBold"));
    }

    private Typeface(string name)
    {
        Name = name;
        tabular = TabularFigures.Of(Table(EmbeddedFonts.Bytes(name), "GSUB"));
        var events = new RenderEvents();
        events.RenderTextEvent += (_, text) => questionMark = text.CodePointGlyphIndexPairs[0].GlyphIndex;
        using var measure = XGraphics.CreateMeasureContext(new(1, 1), XGraphicsUnit.Point, XPageDirection.Downwards, events);
        measure.MeasureString("?", Font(10));
    }

    /// <summary>The PostScript name, without a subset's tag.</summary>
    public string Name { get; }

    /// <summary>The width of each character that was measured, in thousandths of the size.</summary>
    public ConcurrentDictionary<int, double> Advances { get; } = new();

    /// <param name="size">In points.</param>
    public XFont Font(double size) => new(Name, size, XFontStyleEx.Regular, new(PdfFontEncoding.Unicode));

    /// <summary>An empty document (its licence and typefaces chosen).</summary>
    public static PdfDocument Document() => new();

    public static void Shape(object sender, RenderTextEventArgs text) => (text.Font.FontFamily.Name == SemiBold.Name ? SemiBold : Regular).Shape(text.CodePointGlyphIndexPairs);

    private void Shape(CodePointGlyphIndexPair[] text)
    {
        foreach (ref var one in text.AsSpan())
            if (one.GlyphIndex is 0 || one.CodePoint > 0xFFFF) one = new('?', questionMark);
            else if (one.CodePoint is >= '0' and <= '9') one.GlyphIndex = tabular.GetValueOrDefault(one.GlyphIndex, one.GlyphIndex);
    }

    public static ReadOnlySpan<byte> Table(byte[] file, string name)
    {
        for (var at = 12; at < 12 + (16 * BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(4))); at += 16)
            if (System.Text.Encoding.ASCII.GetString(file, at, 4) == name)
                return file.AsSpan(BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at + 8)), BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at + 12)));
        return [];
    }

    private sealed class EmbeddedFonts : IFontResolver
    {
        public FontResolverInfo? ResolveTypeface(string familyName, bool bold, bool italic) => new(familyName);

        public byte[]? GetFont(string faceName) => Bytes(faceName);

        public static byte[] Bytes(string name)
        {
            using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{name}.ttf") ?? throw new InvalidOperationException($"the typeface {name} is not in the assembly");
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
    }
}
