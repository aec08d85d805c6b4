using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;
using Samverk.EInvoice;
using UglyToad.PdfPig;

namespace Samverk.Tests.EInvoice;

/// <summary>Pictures that people upload as a logo become plain RGB on white, or are refused.</summary>
public sealed class LogoTests
{
    /// <summary>Kind of PNG, one pixel of it, further chunks, and the colour that stands on the page.</summary>
    public static TheoryData<byte, byte[], string, byte[], byte[]> Pixels => new()
    {
        { 2, [10, 20, 30], "", [], [10, 20, 30] },
        { 2, [10, 20, 30], "tRNS", [0, 10, 0, 20, 0, 30], [255, 255, 255] },
        { 6, [10, 20, 30, 255], "", [], [10, 20, 30] },
        { 6, [10, 20, 30, 0], "", [], [255, 255, 255] },
        { 6, [0, 0, 0, 51], "", [], [204, 204, 204] },
        { 0, [77], "", [], [77, 77, 77] },
        { 4, [0, 102], "", [], [153, 153, 153] },
        { 3, [1], "PLTE", [1, 2, 3, 4, 5, 6], [4, 5, 6] },
    };

    [Theory]
    [MemberData(nameof(Pixels))]
    public void Every_kind_of_picture_becomes_RGB_on_white(byte kind, byte[] pixel, string chunk, byte[] content, byte[] colour)
    {
        var read = Logo.Read(Png(kind, 3, 2, [.. Enumerable.Repeat(pixel, 6).SelectMany(part => part)], (chunk, content)));

        Assert.Equal(Enumerable.Repeat(colour, 6).SelectMany(part => part), PixelsOf(read.Value));
        Assert.Equal(2, read.Value[25]);
    }

    [Fact]
    public void All_five_filters_of_rows_give_the_same_picture()
    {
        byte[] picture = [.. Enumerable.Range(0, 5 * 4 * 3).Select(at => (byte)(at * 37))];

        for (byte filter = 0; filter <= 4; filter++) Assert.Equal(picture, PixelsOf(Logo.Read(Png(2, 4, 5, picture, filter: filter)).Value));
    }

    [Fact]
    public void What_has_been_read_is_read_again_as_the_same_picture()
    {
        var once = Logo.Read(Png(6, 2, 2, [1, 2, 3, 100, 4, 5, 6, 200, 7, 8, 9, 0, 9, 9, 9, 255])).Value;

        Assert.Equal(once, Logo.Read(once).Value);
    }

    [Fact]
    public void A_truncated_a_changed_or_a_huge_picture_is_refused_and_nothing_worse()
    {
        var png = Png(3, 3, 2, [0, 1, 0, 1, 0, 1], ("PLTE", [1, 2, 3, 4, 5, 6]));
        for (var length = 0; length < png.Length - 12; length++) Assert.Equal("logo-not-readable", Logo.Read(png[..length]).Refusal?.Code);
        for (var at = 0; at < png.Length; at++)
            foreach (var value in (byte[])[0, 1, 4, 127, 128, 255])
            {
                byte[] changed = [.. png];
                changed[at] = value;
                Assert.True(Logo.Read(changed) is { Refusal: null } or { Refusal.Code: "logo-not-readable" });
            }

        Assert.Equal("logo-not-readable", Logo.Read(Png(2, 1601, 1, new byte[1601 * 3])).Refusal?.Code);
        Assert.Equal("logo-not-readable", Logo.Read(Png(2, 4, 4, [1, 2, 3])).Refusal?.Code);
        Assert.Equal("logo-not-readable", Logo.Read(Png(3, 1, 1, [2], ("PLTE", [1, 2, 3, 4, 5, 6]))).Refusal?.Code);
        Assert.Equal("logo-not-readable", Logo.Read(new byte[Logo.Largest + 1]).Refusal?.Code);
    }

    [Fact]
    public void The_logo_stands_on_the_first_page_beside_the_payment_code()
    {
        var logo = Logo.Read(Png(2, 30, 10, new byte[900])).Value;
        var document = PdfTests.Document(Sample.All["Swedish with OCR and Bankgiro"]) with { Logo = logo };

        using var pdf = PdfDocument.Open(InvoicePdf.Write(document));
        var pictures = pdf.GetPage(1).GetImages().ToArray();
        Assert.Equal(2, pictures.Length);
        var sign = Assert.Single(pictures, picture => picture.WidthInSamples is 30);
        Assert.Equal(138, sign.BoundingBox.Width, 0.01);
        Assert.Equal(46, sign.BoundingBox.Height, 0.01);
        Assert.Equal(InvoicePdf.Write(document), InvoicePdf.Write(document));
    }

    internal static byte[] Png(byte kind, int width, int height, byte[] pixels, (string Name, byte[] Content) chunk = default, byte filter = 0)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, kind);
        using var rows = new MemoryStream();
        using (var zlib = new ZLibStream(rows, CompressionLevel.Optimal, leaveOpen: true))
        {
            var (stride, pixel) = (pixels.Length / height, pixels.Length / height / width);
            for (var row = 0; row < height; row++)
            {
                zlib.WriteByte(filter);
                for (var at = 0; at < stride; at++) zlib.WriteByte((byte)(pixels[(row * stride) + at] - Guess(row, at)));
            }

            int Guess(int row, int at)
            {
                int left = at < pixel ? 0 : pixels[(row * stride) + at - pixel], up = row is 0 ? 0 : pixels[((row - 1) * stride) + at];
                int corner = at < pixel || row is 0 ? 0 : pixels[((row - 1) * stride) + at - pixel];
                return filter switch { 0 => 0, 1 => left, 2 => up, 3 => (left + up) / 2, _ => new[] { left, up, corner }.MinBy(one => Math.Abs(left + up - corner - one)) };
            }
        }

        return
        [
            0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, .. Chunk("IHDR", header), .. chunk.Name is { Length: > 0 } ? Chunk(chunk.Name, chunk.Content ?? []) : [],
            .. Chunk("IDAT", rows.ToArray()), .. Chunk("IEND", []),
        ];
    }

    private static byte[] PixelsOf(byte[] png)
    {
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));
        var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(33));
        using var zlib = new ZLibStream(new MemoryStream(png, 41, length), CompressionMode.Decompress);
        var rows = new byte[height * ((width * 3) + 1)];
        zlib.ReadExactly(rows);
        return [.. rows.Chunk((width * 3) + 1).SelectMany(row => row[1..])];
    }

    private static byte[] Chunk(string name, byte[] data)
    {
        var chunk = new byte[12 + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        Encoding.ASCII.GetBytes(name, chunk.AsSpan(4));
        data.CopyTo(chunk, 8);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), Crc32.HashToUInt32(chunk.AsSpan(4, 4 + data.Length)));
        return chunk;
    }
}
