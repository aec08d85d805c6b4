using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using Samverk.Kernel;

namespace Samverk.EInvoice;

/// <summary>
/// A sender's sign for the head of the page. What somebody uploads is read once, within bounds, and written anew as plain RGB on white: an
/// archived page has no place for transparency, and no byte of an unknown file gets into an invoice.
/// </summary>
public static class Logo
{
    /// <summary>Of the file, in bytes.</summary>
    public const int Largest = 512 * 1024;

    /// <summary>Of each side, in pixels.</summary>
    public const int LongestSide = 1600;

    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];

    private enum Kind : byte { Grey = 0, Rgb = 2, Palette = 3, GreyAlpha = 4, Rgba = 6 }

    /// <param name="png">8 bits per channel, not interlaced; grey, RGB or palette, each with or without transparency.</param>
    /// <returns>The picture as PNG of RGB without alpha channel; <c>logo-not-readable</c>.</returns>
    public static Outcome<byte[]> Read(byte[] png)
    {
        if (png.Length > Largest || !png.AsSpan().StartsWith(Signature)) return NotReadable;
        if (Header(png) is not var (width, height, kind) || Chunks(png) is not { } parts) return NotReadable;
        var pixel = kind switch { Kind.Grey or Kind.Palette => 1, Kind.GreyAlpha => 2, Kind.Rgb => 3, _ => 4 };
        if (kind is Kind.Palette && (parts.Palette is null || parts.Palette.Length % 3 is not 0)) return NotReadable;
        if (Rows(parts.Data, width * pixel, height, pixel) is not { } rows) return NotReadable;

        var rgb = new byte[height * ((width * 3) + 1)];
        for (var row = 0; row < height; row++)
            for (var column = 0; column < width; column++)
            {
                var at = rows.AsSpan((row * width + column) * pixel, pixel);
                var to = rgb.AsSpan((row * ((width * 3) + 1)) + 1 + (column * 3), 3);
                if (!Paint(kind, at, parts, to)) return NotReadable;
            }

        return Write(width, height, rgb);
    }

    public static Refusal NotReadable => new("logo-not-readable", ("largest", Largest / 1024), ("side", LongestSide)) { Field = "logo" };

    private static (int Width, int Height, Kind Kind)? Header(byte[] png)
    {
        if (png.Length < 33 || !png.AsSpan(12, 4).SequenceEqual("IHDR"u8)) return null;
        var (width, height, kind) = (S32(png, 16), S32(png, 20), (Kind)png[25]);
        return width is >= 1 and <= LongestSide && height is >= 1 and <= LongestSide && png[24] is 8 && png[28] is 0 && Enum.IsDefined(kind) ? (width, height, kind) : null;
    }

    private static Parts? Chunks(byte[] png)
    {
        var (data, palette, clear) = (new MemoryStream(), (byte[]?)null, Array.Empty<byte>());
        for (var at = Signature.Length; at + 12 <= png.Length;)
        {
            var length = S32(png, at);
            if (length < 0 || length > png.Length - at - 12) return null;
            var name = png.AsSpan(at + 4, 4);
            var content = png.AsSpan(at + 8, length);
            if (name.SequenceEqual("IDAT"u8)) data.Write(content);
            else if (name.SequenceEqual("PLTE"u8)) palette = content.ToArray();
            else if (name.SequenceEqual("tRNS"u8)) clear = content.ToArray();
            else if (name.SequenceEqual("IEND"u8)) return new(data.ToArray(), palette, clear);
            at += 12 + length;
        }

        return null;
    }

    /// <summary>The bytes of all pixels, without the filters of their rows (PNG, 9.2). Reads no more than the picture can have.</summary>
    private static byte[]? Rows(byte[] packed, int stride, int height, int pixel)
    {
        var raw = new byte[height * (stride + 1)];
        try
        {
            using var zlib = new ZLibStream(new MemoryStream(packed), CompressionMode.Decompress);
            if (zlib.ReadAtLeast(raw, raw.Length, throwOnEndOfStream: false) < raw.Length) return null;
        }
        catch (InvalidDataException)
        {
            return null;
        }

        var rows = new byte[height * stride];
        for (var row = 0; row < height; row++)
        {
            var from = raw.AsSpan((row * (stride + 1)) + 1, stride);
            var to = rows.AsSpan(row * stride, stride);
            var above = row is 0 ? new byte[stride] : rows.AsSpan((row - 1) * stride, stride);
            for (var at = 0; at < stride; at++)
            {
                var (left, corner) = at < pixel ? ((byte)0, (byte)0) : (to[at - pixel], above[at - pixel]);
                int guess;
                switch (raw[row * (stride + 1)])
                {
                    case 0: guess = 0; break;
                    case 1: guess = left; break;
                    case 2: guess = above[at]; break;
                    case 3: guess = (left + above[at]) / 2; break;
                    case 4: guess = Paeth(left, above[at], corner); break;
                    default: return null;
                }

                to[at] = (byte)(from[at] + guess);
            }
        }

        return rows;
    }

    private static int Paeth(int left, int up, int corner)
    {
        var guess = left + up - corner;
        var (a, b, c) = (Math.Abs(guess - left), Math.Abs(guess - up), Math.Abs(guess - corner));
        return a <= b && a <= c ? left : b <= c ? up : corner;
    }

    /// <returns>False for a colour that the palette does not have.</returns>
    private static bool Paint(Kind kind, ReadOnlySpan<byte> pixel, Parts parts, Span<byte> to)
    {
        var (colour, alpha) = kind switch
        {
            Kind.Grey => (new[] { pixel[0], pixel[0], pixel[0] }, IsClear([0, pixel[0]])),
            Kind.GreyAlpha => ([pixel[0], pixel[0], pixel[0]], pixel[1]),
            Kind.Rgb => (pixel.ToArray(), IsClear([0, pixel[0], 0, pixel[1], 0, pixel[2]])),
            Kind.Rgba => (pixel[..3].ToArray(), pixel[3]),
            _ when pixel[0] < parts.Palette!.Length / 3 => (parts.Palette.AsSpan(pixel[0] * 3, 3).ToArray(), pixel[0] < parts.Clear.Length ? parts.Clear[pixel[0]] : (byte)255),
            _ => ([], (byte)0),
        };
        if (colour.Length is 0) return false;
        for (var part = 0; part < 3; part++) to[part] = (byte)(((colour[part] * alpha) + (255 * (255 - alpha)) + 127) / 255);
        return true;

        byte IsClear(ReadOnlySpan<byte> sample) => sample.SequenceEqual(parts.Clear) ? (byte)0 : (byte)255;
    }

    private static byte[] Write(int width, int height, byte[] rows)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, (byte)Kind.Rgb);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true)) zlib.Write(rows);
        return [.. Signature, .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, packed.ToArray()), .. Chunk("IEND"u8, [])];
    }

    private static byte[] Chunk(ReadOnlySpan<byte> name, byte[] content)
    {
        var chunk = new byte[12 + content.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        name.CopyTo(chunk.AsSpan(4));
        content.CopyTo(chunk, 8);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + content.Length), Crc32.HashToUInt32(chunk.AsSpan(4, 4 + content.Length)));
        return chunk;
    }

    private static int S32(byte[] png, int at) => BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));

    private sealed record Parts(byte[] Data, byte[]? Palette, byte[] Clear);
}
