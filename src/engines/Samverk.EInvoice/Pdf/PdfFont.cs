using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Samverk.EInvoice;

/// <summary>Writes a font as PDF/A wants it: embedded, a subset with its tag, widths that agree, and a way back to Unicode.</summary>
internal static class PdfFont
{
    /// <returns>The number of the font object.</returns>
    public static int Write(PdfFile pdf, FontSubset subset)
    {
        var font = subset.Font;
        var data = subset.File();
        var name = $"{Tag(data)}+{font.Name}";
        var file = pdf.AddStream(string.Create(CultureInfo.InvariantCulture, $"/Length1 {data.Length}"), data);
        var present = pdf.AddStream("", Present(subset.Glyphs.Count));
        var box = font.Box;
        var descriptor = pdf.Add(string.Create(CultureInfo.InvariantCulture,
            $"<</Type/FontDescriptor/FontName/{name}/Flags 4/FontBBox[{Em(box.Left)} {Em(box.Bottom)} {Em(box.Right)} {Em(box.Top)}]/ItalicAngle 0/Ascent {Em(font.Ascent)}/Descent {Em(font.Descent)}/CapHeight {Em(font.CapHeight)}/StemV 80/FontFile2 {file} 0 R/CIDSet {present} 0 R>>"));
        var widths = string.Join(' ', subset.Glyphs.Select(glyph => Em(font.Advance(glyph)).ToString(CultureInfo.InvariantCulture)));
        var descendant = pdf.Add(string.Create(CultureInfo.InvariantCulture,
            $"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor {descriptor} 0 R/CIDToGIDMap/Identity/DW 0/W[0[{widths}]]>>"));
        var unicode = pdf.AddStream("", ToUnicode(subset));
        return pdf.Add(string.Create(CultureInfo.InvariantCulture,
            $"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{descendant} 0 R]/ToUnicode {unicode} 0 R>>"));

        int Em(int units) => (int)Math.Floor((units * 1000.0 / font.UnitsPerEm) + 0.5);
    }

    /// <summary>Six letters that differ between subsets of one font, here from the content, so that they are the same next time.</summary>
    private static string Tag(byte[] data) => string.Concat(SHA256.HashData(data)[..6].Select(part => (char)('A' + (part % 26))));

    /// <summary>CIDSet: a bit for every glyph that the file holds.</summary>
    private static byte[] Present(int glyphs)
    {
        var bits = new byte[(glyphs + 7) / 8];
        for (var at = 0; at < glyphs; at++) bits[at / 8] |= (byte)(0x80 >> (at % 8));
        return bits;
    }

    private static byte[] ToUnicode(FontSubset subset)
    {
        var map = new StringBuilder("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
        var readable = Enumerable.Range(0, subset.Glyphs.Count).Where(number => subset.Texts[number].Length > 0);
        foreach (var chunk in readable.Chunk(100)) // a block holds at most a hundred
        {
            map.Append(CultureInfo.InvariantCulture, $"{chunk.Length} beginbfchar\n");
            foreach (var number in chunk)
                map.Append(CultureInfo.InvariantCulture, $"<{number:X4}> <{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(subset.Texts[number]))}>\n");
            map.Append("endbfchar\n");
        }

        return Encoding.ASCII.GetBytes(map.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").ToString());
    }
}
