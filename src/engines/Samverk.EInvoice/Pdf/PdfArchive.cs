using System.Globalization;
using System.Security;
using System.Text;
using NodaTime;

namespace Samverk.EInvoice;

/// <summary>What the file says about itself, in the information dictionary and, in the same words, in XMP (ISO 19005-3, 6.6.3).</summary>
internal sealed record PdfFacts(string Title, string Author, string Producer, string Language, Instant Written);

/// <summary>The file that goes with the pages. AFRelationship is Alternative: it says the same as the pages.</summary>
internal sealed record PdfAttachment(string Name, string Description, byte[] Content);

/// <summary>Puts pages and an attachment together to PDF/A-3, conformance B (ISO 19005-3).</summary>
internal static class PdfArchive
{
    private static readonly byte[] Profile = PdfFile.Packed(SrgbProfile.Bytes);

    public static byte[] Write(PdfFile pdf, IReadOnlyList<PdfPage> pages, IReadOnlyList<PrintFont> fonts, PdfFacts facts, PdfAttachment attachment)
    {
        var resources = string.Concat(fonts.Select(font => $"/{font.Name} {PdfFont.Write(pdf, font.Subset)} 0 R"));
        var tree = pdf.Reserve();
        var kids = pages.Select(page => Page(pdf, page, tree, resources)).ToArray();
        pdf.Put(tree, $"<</Type/Pages/Count {kids.Length}/Kids[{string.Join(' ', kids.Select(kid => $"{kid} 0 R"))}]>>");

        var profile = pdf.AddStream("/N 3", Profile, compress: false, alreadyCompressed: true);
        var intent = pdf.Add($"<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)/Info(sRGB IEC61966-2.1)/DestOutputProfile {profile} 0 R>>");
        var metadata = pdf.AddStream("/Type/Metadata/Subtype/XML", Encoding.UTF8.GetBytes(Xmp(facts)), compress: false);
        var file = Attached(pdf, attachment, facts.Written);
        var root = pdf.Add(
            $"<</Type/Catalog/Pages {tree} 0 R/Lang{PdfFile.Text(facts.Language)}/ViewerPreferences<</DisplayDocTitle true>>/OutputIntents[{intent} 0 R]/Metadata {metadata} 0 R"
            + $"/AF[{file} 0 R]/Names<</EmbeddedFiles<</Names[{PdfFile.Text(attachment.Name)} {file} 0 R]>>>>>>");
        var date = Date(facts.Written);
        var info = pdf.Add($"<</Title{PdfFile.Text(facts.Title)}/Author{PdfFile.Text(facts.Author)}/Creator{PdfFile.Text(facts.Producer)}/Producer{PdfFile.Text(facts.Producer)}/CreationDate{date}/ModDate{date}>>");
        return pdf.End(root, info);
    }

    private static int Page(PdfFile pdf, PdfPage page, int tree, string fonts)
    {
        var content = pdf.AddStream("", page.Content);
        var images = page.Images.Count is 0 ? "" : $"/XObject<<{string.Concat(page.Images.Select(image => $"/{image.Key} {image.Value} 0 R"))}>>";
        return pdf.Add(string.Create(CultureInfo.InvariantCulture,
            $"<</Type/Page/Parent {tree} 0 R/MediaBox[0 0 {PdfPage.Width} {PdfPage.Height}]/Resources<</Font<<{fonts}>>{images}>>/Contents {content} 0 R>>"));
    }

    private static int Attached(PdfFile pdf, PdfAttachment attachment, Instant written)
    {
        var stream = pdf.AddStream(string.Create(CultureInfo.InvariantCulture, $"/Type/EmbeddedFile/Subtype/text#2Fxml/Params<</Size {attachment.Content.Length}/ModDate{Date(written)}>>"), attachment.Content);
        var name = PdfFile.Text(attachment.Name);
        return pdf.Add($"<</Type/Filespec/F{name}/UF{name}/Desc{PdfFile.Text(attachment.Description)}/AFRelationship/Alternative/EF<</F {stream} 0 R/UF {stream} 0 R>>>>");
    }

    private static string Date(Instant at) => at.ToString("'(D:'yyyyMMddHHmmss\"+00'00')\"", CultureInfo.InvariantCulture);

    private static string Xmp(PdfFacts facts)
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
                  <pdf:Producer>{SecurityElement.Escape(facts.Producer)}</pdf:Producer>
                </rdf:Description>
                <rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
                  <xmp:CreatorTool>{SecurityElement.Escape(facts.Producer)}</xmp:CreatorTool>
                  <xmp:CreateDate>{date}</xmp:CreateDate>
                  <xmp:ModifyDate>{date}</xmp:ModifyDate>
                </rdf:Description>
              </rdf:RDF>
            </x:xmpmeta>
            <?xpacket end="w"?>
            """;
    }
}
