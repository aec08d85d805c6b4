using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using PdfSharp.Pdf;

namespace Samverk.EInvoice;

/// <summary>What the file says about itself, in the information dictionary and, in the same words, in XMP (ISO 19005-3, 6.6.3).</summary>
internal sealed record PdfFacts(string Title, string Author, string Creator, string Language, Instant Written);

/// <summary>The file that goes with the pages. AFRelationship is Alternative: it says the same as the pages.</summary>
internal sealed record PdfAttachment(string Name, string Description, byte[] Content);

/// <summary>
/// Makes PDFsharp's document a PDF/A-3, conformance B (ISO 19005-3). PDFsharp itself names dates, ids, subset tags and XMP while it saves, and
/// names them by clock and chance; what it decided is replaced between its preparing and its writing (<see cref="BeforeFirstByte"/>).
/// </summary>
internal static class PdfArchive
{
    private static readonly byte[] Profile = Packed(SrgbProfile.Bytes);

    public static byte[] Write(PdfDocument pdf, PdfFacts facts, PdfAttachment? attachment)
    {
        pdf.Options.ColorMode = PdfColorMode.Undefined; // otherwise every page gets a transparency group
        (pdf.Options.NoCompression, pdf.Options.CompressContentStreams) = (true, false); // PDFsharp's zlib streams lack their checksum (RFC 1950)
        pdf.Language = facts.Language;
        pdf.ViewerPreferences.DisplayDocTitle = true;
        var info = pdf.Info;
        (info.Title, info.Author, info.Creator) = (facts.Title, facts.Author, facts.Creator);
        foreach (var key in (string[])["/CreationDate", "/ModDate"]) info.Elements.SetString(key, Date(facts.Written));

        var catalogue = pdf.Internals.Catalog.Elements;
        var profile = Stream(pdf, Profile, ("/N", new PdfInteger(3)), ("/Filter", new PdfName("/FlateDecode")));
        catalogue["/OutputIntents"] = new PdfArray(pdf, Dictionary(pdf,
            ("/Type", new PdfName("/OutputIntent")), ("/S", new PdfName("/GTS_PDFA1")), ("/OutputConditionIdentifier", new PdfString("sRGB IEC61966-2.1")),
            ("/Info", new PdfString("sRGB IEC61966-2.1")), ("/DestOutputProfile", profile.Reference!)));
        if (attachment is not null)
        {
            var file = Attached(pdf, attachment, facts.Written).Reference!;
            catalogue["/AF"] = new PdfArray(pdf, file);
            catalogue["/Names"] = Dictionary(pdf, ("/EmbeddedFiles", Dictionary(pdf, ("/Names", new PdfArray(pdf, Text(attachment.Name), file)))));
        }

        using var bytes = new BeforeFirstByte(() => Decide(pdf, facts));
        pdf.Save(bytes);
        return bytes.ToArray();
    }

    private static void Decide(PdfDocument pdf, PdfFacts facts)
    {
        var metadata = (PdfDictionary)pdf.Internals.Catalog.Elements.GetObject("/Metadata")!;
        metadata.Stream!.Value = Encoding.UTF8.GetBytes(Xmp(facts, pdf.Info.Producer));

        using var content = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var font in pdf.Internals.GetAllObjects().OfType<PdfDictionary>().Where(one => one.Elements.GetName("/Subtype") is "/Type0")) Tag(pdf, font);
        foreach (var one in pdf.Internals.GetAllObjects().OfType<PdfDictionary>().Where(one => one.Stream is not null))
        {
            content.AppendData(one.Stream!.Value);
            if (one == metadata || one.Elements.ContainsKey("/Filter")) continue;
            one.Stream.Value = Packed(one.Stream.Value);
            one.Elements["/Filter"] = new PdfName("/FlateDecode");
        }

        pdf.Internals.FirstDocumentID = pdf.Internals.SecondDocumentID = string.Concat(content.GetHashAndReset().Take(16).Select(part => (char)part));
    }

    /// <summary>A subset's tag from its content; and CIDSet, which says which glyphs the file holds.</summary>
    private static void Tag(PdfDocument pdf, PdfDictionary font)
    {
        var descendant = font.Elements.GetArray("/DescendantFonts")!.Elements.GetDictionary(0)!;
        var descriptor = descendant.Elements.GetDictionary("/FontDescriptor")!;
        var file = descriptor.Elements.GetDictionary("/FontFile2")!.Stream!;
        var tag = string.Concat(SHA256.HashData(file.Value)[..6].Select(part => (char)('A' + (part % 26))));
        var face = font.Elements.GetName("/BaseFont").Contains("Semi", StringComparison.Ordinal) ? Typeface.SemiBold : Typeface.Regular;
        var name = $"/{tag}+{face.Name}";
        foreach (var (owner, key) in new[] { (font, "/BaseFont"), (descendant, "/BaseFont"), (descriptor, "/FontName") }) owner.Elements.SetName(key, name);
        descriptor.Elements["/CIDSet"] = Stream(pdf, GlyphsOf(file.Value)).Reference;
    }

    /// <summary>A bit for every glyph with an outline (loca: where each starts), and for glyph 0.</summary>
    private static byte[] GlyphsOf(byte[] font)
    {
        var places = Typeface.Table(font, "loca");
        var size = Typeface.Table(font, "head")[51] is 1 ? 4 : 2;
        var glyphs = (places.Length / size) - 1;
        var bits = new byte[(glyphs + 7) / 8];
        for (var at = 0; at < glyphs; at++)
            if (at is 0 || !places.Slice(at * size, size).SequenceEqual(places.Slice((at + 1) * size, size))) bits[at / 8] |= (byte)(0x80 >> (at % 8));
        return bits;
    }

    private static PdfDictionary Attached(PdfDocument pdf, PdfAttachment attachment, Instant written)
    {
        var parameters = Dictionary(pdf, ("/Size", new PdfInteger(attachment.Content.Length)), ("/ModDate", new PdfString(Date(written))));
        var stream = Stream(pdf, attachment.Content, ("/Type", new PdfName("/EmbeddedFile")), ("/Subtype", new PdfName("/text/xml")), ("/Params", parameters)).Reference!;
        var file = Dictionary(pdf,
            ("/Type", new PdfName("/Filespec")), ("/F", Text(attachment.Name)), ("/UF", Text(attachment.Name)), ("/Desc", Text(attachment.Description)),
            ("/AFRelationship", new PdfName("/Alternative")), ("/EF", Dictionary(pdf, ("/F", stream), ("/UF", stream))));
        pdf.Internals.AddObject(file);
        return file;
    }

    private static PdfDictionary Dictionary(PdfDocument pdf, params ReadOnlySpan<(string Key, PdfItem Value)> entries)
    {
        var dictionary = new PdfDictionary(pdf);
        foreach (var (key, value) in entries) dictionary.Elements[key] = value;
        return dictionary;
    }

    private static PdfDictionary Stream(PdfDocument pdf, byte[] content, params ReadOnlySpan<(string Key, PdfItem Value)> entries)
    {
        var stream = Dictionary(pdf, entries);
        stream.CreateStream(content);
        pdf.Internals.AddObject(stream);
        return stream;
    }

    private static byte[] Packed(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true)) zlib.Write(content);
        return packed.ToArray();
    }

    private static PdfString Text(string text) => new(text, PdfStringEncoding.Unicode);

    private static string Date(Instant at) => at.ToString("'D:'yyyyMMddHHmmss\"+00'00'\"", CultureInfo.InvariantCulture);

    private static string Xmp(PdfFacts facts, string producer)
    {
        var date = facts.Written.ToString("yyyy-MM-dd'T'HH:mm:ss'+00:00'", CultureInfo.InvariantCulture);
        return $"""
            <?xpacket begin="{'\uFEFF'}" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/">
              <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
                <rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
                  <pdfaid:part>3</pdfaid:part>
                  <pdfaid:conformance>B</pdfaid:conformance>
                </rdf:Description>
                <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
                  <dc:format>application/pdf</dc:format>
                  <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{SecurityElement.Escape(facts.Title)}</rdf:li></rdf:Alt></dc:title>
                  <dc:creator><rdf:Seq><rdf:li>{SecurityElement.Escape(facts.Author)}</rdf:li></rdf:Seq></dc:creator>
                </rdf:Description>
                <rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
                  <pdf:Producer>{SecurityElement.Escape(producer)}</pdf:Producer>
                </rdf:Description>
                <rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
                  <xmp:CreatorTool>{SecurityElement.Escape(facts.Creator)}</xmp:CreatorTool>
                  <xmp:CreateDate>{date}</xmp:CreateDate>
                  <xmp:ModifyDate>{date}</xmp:ModifyDate>
                </rdf:Description>
              </rdf:RDF>
            </x:xmpmeta>
            <?xpacket end="w"?>
            """;
    }

    /// <summary>PDFsharp has fonts and XMP ready when it writes the first byte of the header, and fetches the objects after it.</summary>
    private sealed class BeforeFirstByte(Action decide) : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count)
        {
            if (Length is 0) decide();
            base.Write(buffer, offset, count);
        }
    }
}
