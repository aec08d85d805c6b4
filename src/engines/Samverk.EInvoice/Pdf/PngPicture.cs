using System.Buffers.Binary;
using System.Globalization;

namespace Samverk.EInvoice;

/// <summary>
/// Puts a PNG into a PDF as it is: the compressed rows of a PNG are what PDF calls Flate with PNG predictors. Pictures with an alpha channel
/// or interlaced rows would have to be decoded, and transparency has no place on an archived page: they are not taken.
/// </summary>
internal static class PngPicture
{
    /// <exception cref="ArgumentException">No PNG of grey, RGB or palette colour, or an interlaced one.</exception>
    public static int Write(PdfFile pdf, byte[] png)
    {
        if (!png.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']))
            throw new ArgumentException("not a PNG", nameof(png));
        var (width, height, depth, kind, interlaced) = (S32(png, 16), S32(png, 20), png[24], png[25], png[28]);
        if (kind is not (0 or 2 or 3) || interlaced is not 0)
            throw new ArgumentException("a PNG without alpha channel and interlacing is needed", nameof(png));

        var palette = "";
        using var rows = new MemoryStream();
        for (var at = 8; at + 12 <= png.Length; at += 12 + S32(png, at))
        {
            var data = png.AsSpan(at + 8, S32(png, at));
            if (png.AsSpan(at + 4, 4).SequenceEqual("IDAT"u8)) rows.Write(data);
            if (png.AsSpan(at + 4, 4).SequenceEqual("PLTE"u8))
                palette = string.Create(CultureInfo.InvariantCulture, $"[/Indexed/DeviceRGB {(data.Length / 3) - 1}<{Convert.ToHexString(data)}>]");
        }

        var (space, colours) = kind switch { 0 => ("/DeviceGray", 1), 2 => ("/DeviceRGB", 3), _ => (palette, 1) };
        return pdf.AddStream(
            string.Create(CultureInfo.InvariantCulture, $"/Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace{space}/BitsPerComponent {depth}/DecodeParms<</Predictor 15/Colors {colours}/BitsPerComponent {depth}/Columns {width}>>"),
            rows.ToArray(), compress: false, alreadyCompressed: true);
    }

    private static int S32(byte[] png, int at) => BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
}
