using System.Buffers.Binary;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using NodaTime;
using Samverk.EInvoice;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Tokens;

namespace Samverk.Tests.EInvoice;

public sealed class PdfTests
{
    private static readonly Invoice Swedish = Sample.All["Swedish with OCR and Bankgiro"];

    public static TheoryData<string> Names => Sample.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void The_pages_say_number_names_lines_and_sums(string name)
    {
        var invoice = Sample.All[name];
        using var pdf = PdfDocument.Open(Written(name));
        var text = string.Join(' ', pdf.GetPages().Select(page => string.Join(' ', page.GetWords().Select(word => word.Text)))).Replace('\u00a0', ' ');

        Assert.All(
            (string[])[invoice.Number!, .. invoice.Buyer.Name!.Split(' '), .. invoice.Lines.SelectMany(line => line.Item.Name!.Split(' ')), PrintTexts.Swedish.Money(invoice.Totals.Due).Replace('\u00a0', ' ')],
            part => Assert.Contains(part, text, StringComparison.Ordinal));
    }

    [Fact]
    public void The_attachment_is_the_XML_to_the_byte_and_is_associated_as_the_standard_wants()
    {
        var document = Document(Swedish);
        using var pdf = PdfDocument.Open(InvoicePdf.Write(document));

        Assert.True(pdf.Advanced.TryGetEmbeddedFiles(out var files));
        var file = Assert.Single(files);
        Assert.Equal("invoice.xml", file.Name);
        Assert.True(document.Xml.AsSpan().SequenceEqual(file.Memory.Span));

        var catalogue = pdf.Structure.Catalog.CatalogDictionary;
        var associated = Assert.Single(((ArrayToken)catalogue.Data["AF"]).Data);
        var specification = (DictionaryToken)pdf.Structure.GetObject(((IndirectReferenceToken)associated).Data).Data;
        Assert.Equal("Alternative", ((NameToken)specification.Data["AFRelationship"]).Data);
        var embedded = (IndirectReferenceToken)((DictionaryToken)specification.Data["EF"]).Data["F"];
        Assert.Equal("text/xml", ((NameToken)((StreamToken)pdf.Structure.GetObject(embedded.Data).Data).StreamDictionary.Data["Subtype"]).Data);
        Assert.Contains("OutputIntents", catalogue.Data.Keys);
        Assert.False(catalogue.Data.ContainsKey("OpenAction"));
    }

    [Fact]
    public void The_file_says_the_same_about_itself_twice()
    {
        using var pdf = PdfDocument.Open(InvoicePdf.Write(Document(Swedish)));
        Assert.True(pdf.TryGetXmpMetadata(out var xmp));
        var text = Encoding.UTF8.GetString(xmp.GetXmlBytes().ToArray());

        Assert.Contains("<pdfaid:part>3</pdfaid:part>", text, StringComparison.Ordinal);
        Assert.Contains("<pdfaid:conformance>B</pdfaid:conformance>", text, StringComparison.Ordinal);
        Assert.All((string[])[pdf.Information.Title!, pdf.Information.Author!, pdf.Information.Producer!, "2026-11-20T09:30:00+00:00"], fact => Assert.Contains(fact, text, StringComparison.Ordinal));
        Assert.Equal("Faktura 2026-0142", pdf.Information.Title);
        Assert.Contains("20261120093000", pdf.Information.CreationDate, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_document_gives_the_same_bytes_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        var bytes = InvoicePdf.Write(Document(Swedish));
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal(bytes, InvoicePdf.Write(Document(Swedish)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Many_lines_flow_over_pages_and_every_page_is_numbered()
    {
        var lines = Enumerable.Range(1, 90).Select(at => Sample.Line($"{at}", $"Rehearsal {at}", at, "HUR", 45.5m, Vat.Standard(25), at % 7 is 0 ? "With the whole ensemble, in the large hall, and with a description that takes more than one line" : null));
        using var pdf = PdfDocument.Open(InvoicePdf.Write(Document(Sample.Filled(Sample.Swedish() with { Lines = [.. lines] }))));
        var pages = pdf.GetPages().Select(page => string.Join(' ', page.GetWords().Select(word => word.Text))).ToArray();

        Assert.InRange(pages.Length, 4, 6);
        Assert.All(pages.Select((text, at) => (text, at)), page => Assert.Contains($"Sida {page.at + 1} av {pages.Length}", page.text, StringComparison.Ordinal));
        var all = string.Join(' ', pages).Split(' ');
        for (var at = 1; at <= 90; at++) Assert.Single(all.Index(), word => word.Item is "Rehearsal" && all[word.Index + 1] == at.ToString(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Strange_names_print_without_breaking_the_page()
    {
        var invoice = Swedish with { Buyer = Swedish.Buyer with { Name = "Łódź Ελλάδα Київ 漢字 \u0007 " + new string('W', 200) + " e\u0301" } };
        using var pdf = PdfDocument.Open(InvoicePdf.Write(Document(Swedish) with { Invoice = invoice }));
        var text = string.Concat(pdf.GetPage(1).Letters.Select(letter => letter.Value));

        Assert.Contains("Łódź Ελλάδα Київ ??", text, StringComparison.Ordinal);
        Assert.Contains("é", text, StringComparison.Ordinal);
        Assert.All(pdf.GetPage(1).Letters, letter => Assert.InRange(letter.BoundingBox.Right, 0, 595.28));
    }

    [Fact]
    public void Whatever_is_too_long_stays_on_the_page()
    {
        var wide = string.Join(' ', Enumerable.Repeat("Weltgenossenschaft", 12));
        var rich = Sample.All["Allowances, charges and two rates"];
        var invoice = rich with
        {
            Number = new string('8', 60), Seller = rich.Seller with { Name = wide, LegalText = wide }, BuyerReference = wide, PaymentTerms = $"{wide}\n{wide}",
            Payment = rich.Payment! with { Remittance = new string('7', 60) }, Allowances = [rich.Allowances[0] with { Reason = wide }], Lines = [.. rich.Lines.Select(line => line with { Note = wide + wide })],
        };
        using var pdf = PdfDocument.Open(InvoicePdf.Write(Document(Swedish) with { Invoice = invoice }));

        Assert.All(pdf.GetPages().SelectMany(page => page.Letters), letter =>
        {
            Assert.InRange(letter.BoundingBox.Left, 55, 595.28 - 55);
            Assert.InRange(letter.BoundingBox.Right, 55, 595.28 - 55);
            Assert.InRange(letter.BoundingBox.Bottom, 15, 841.89 - 30);
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Independent_tools_find_nothing_wrong(string name)
    {
        var document = Document(Sample.All[name]);
        var folder = Directory.CreateTempSubdirectory("samverk-pdf-").FullName;
        try
        {
            var (file, saved) = (Path.Combine(folder, "invoice.pdf"), Path.Combine(folder, "saved.xml"));
            File.WriteAllBytes(file, InvoicePdf.Write(document));

            Assert.Contains("No syntax or stream encoding errors", Ask("qpdf", "--check", file), StringComparison.Ordinal);
            Assert.Contains("<pdfaid:part>3</pdfaid:part>", Ask("pdfinfo", "-meta", file), StringComparison.Ordinal);
            var fonts = Ask("pdffonts", file).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2).ToArray();
            Assert.NotEmpty(fonts);
            Assert.All(fonts, font => Assert.Matches("Inter.* yes yes yes ", font)); // embedded, subset, Unicode
            Ask("pdfdetach", "-save", "1", "-o", saved, file);
            Assert.Equal(document.Xml, File.ReadAllBytes(saved));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>
    /// No reference validator of PDF/A-3 is packaged. Preflight knows part 1, and may say only what part 3 changed: another part number, and
    /// that there are embedded files.
    /// </summary>
    [Fact]
    public void Preflight_of_the_first_part_objects_only_to_what_the_third_part_allows()
    {
        string[] jars = [.. ((string[])["pdfbox2", "preflight", "xmpbox", "fontbox2", "commons-logging", "javax.activation", "jaxb-api"]).Select(jar => $"/usr/share/java/{jar}.jar")];
        if (!jars.All(File.Exists)) Assert.Skip("needs preflight (Debian: libpdfbox2-java, libactivation-java, libjaxb-api-java)");
        var folder = Directory.CreateTempSubdirectory("samverk-pdf-").FullName;
        try
        {
            foreach (var name in (string[])["Swedish with OCR and Bankgiro", "Allowances, charges and two rates"])
            {
                var file = Path.Combine(folder, "invoice.pdf");
                File.WriteAllBytes(file, Written(name));
                var answer = Run("java", "-cp", string.Join(':', jars), "org.apache.pdfbox.preflight.Validator_A1b", file).Output;
                var codes = answer.Split('\n').Where(line => line.Contains(" : ", StringComparison.Ordinal) && char.IsAsciiDigit(line[0])).Select(line => line[..line.IndexOf(' ', StringComparison.Ordinal)]);
                Assert.Equal(["1.2.9", "1.4.7", "7.11.2"], codes.Distinct().Order(StringComparer.Ordinal));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_payment_code_is_printed_and_what_is_no_plain_PNG_is_refused()
    {
        using var pdf = PdfDocument.Open(InvoicePdf.Write(Document(Swedish)));

        Assert.Single(pdf.GetPage(1).GetImages());
        Assert.Throws<ArgumentException>(() => InvoicePdf.Write(Document(Swedish) with { PaymentCode = [1, 2, 3, 4] }));
        Assert.Throws<ArgumentException>(() => InvoicePdf.Write(Document(Swedish) with { PaymentCode = Png(colourType: 6) }));
    }

    internal static InvoiceDocument Document(Invoice invoice) => new(invoice, UblWriter.Write(invoice), Instant.FromUtc(2026, 11, 20, 9, 30))
    {
        Texts = PrintTexts.Swedish, PaymentCode = Png(), PaymentCodeLabel = "Skanna och betala", LegalTexts = ["Vid försenad betalning utgår ränta enligt räntelagen."],
    };

    private static byte[] Written(string name) => InvoicePdf.Write(Document(Sample.All[name]));

    /// <summary>A chessboard of 29 by 29 modules, one bit each: the size of a payment code.</summary>
    private static byte[] Png(byte colourType = 0)
    {
        const int side = 29;
        var rows = new MemoryStream();
        using (var zlib = new ZLibStream(rows, CompressionLevel.Optimal, leaveOpen: true))
            for (var row = 0; row < side; row++) zlib.Write([0, .. Enumerable.Repeat((byte)(row % 2 is 0 ? 0xAA : 0x55), (side + 7) / 8)]);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, side);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), side);
        (header[8], header[9]) = (1, colourType);
        return [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, .. Chunk("IHDR", header), .. Chunk("IDAT", rows.ToArray()), .. Chunk("IEND", [])];
    }

    private static byte[] Chunk(string name, byte[] data)
    {
        var chunk = new byte[12 + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        Encoding.ASCII.GetBytes(name, chunk.AsSpan(4));
        data.CopyTo(chunk, 8);
        return chunk;
    }

    private static string Ask(string tool, params string[] arguments)
    {
        var (code, output) = Run(tool, arguments);
        Assert.True(code is 0, $"{tool}: {output}");
        return output;
    }

    private static (int Code, string Output) Run(string tool, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(tool, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output + errors.Result);
        }
        catch (Win32Exception)
        {
            Assert.Skip($"needs {tool} (Debian: qpdf, poppler-utils, a Java runtime)");
            return default;
        }
    }
}
