using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Samverk.EInvoice;

/// <summary>
/// The objects of a PDF 1.7 file (ISO 32000-1), written in their order with a plain cross-reference table. The file's id is a fingerprint of
/// its content: the same objects give the same bytes.
/// </summary>
internal sealed class PdfFile
{
    private readonly List<byte[]?> objects = [];

    /// <summary>A number for an object that others refer to before it is written.</summary>
    public int Reserve()
    {
        objects.Add(null);
        return objects.Count;
    }

    public int Add(string content)
    {
        var number = Reserve();
        Put(number, content);
        return number;
    }

    public void Put(int number, string content) => objects[number - 1] = Encoding.Latin1.GetBytes(content);

    /// <param name="entries">Of its dictionary, without length and filter.</param>
    public int AddStream(string entries, ReadOnlySpan<byte> data, bool compress = true, bool alreadyCompressed = false)
    {
        var packed = compress ? Packed(data) : data.ToArray();
        var filter = compress || alreadyCompressed ? "/Filter/FlateDecode" : "";
        var head = Encoding.Latin1.GetBytes(string.Create(CultureInfo.InvariantCulture, $"<<{entries}{filter}/Length {packed.Length}>>\nstream\n"));
        var number = Reserve();
        objects[number - 1] = [.. head, .. packed, .. "\nendstream"u8];
        return number;
    }

    /// <param name="root">The catalogue.</param>
    /// <param name="info">The document information.</param>
    public byte[] End(int root, int info)
    {
        using var file = new MemoryStream(objects.Sum(one => one!.Length + 32) + 1024);
        file.Write("%PDF-1.7\n"u8);
        file.Write([(byte)'%', 0xE2, 0xE3, 0xCF, 0xD3, (byte)'\n']); // bytes above 127 tell transports that the file is binary
        var places = new long[objects.Count];
        for (var at = 0; at < objects.Count; at++)
        {
            places[at] = file.Position;
            Write(file, $"{at + 1} 0 obj\n");
            file.Write(objects[at]!);
            Write(file, "\nendobj\n");
        }

        var fingerprint = Convert.ToHexString(SHA256.HashData(file.GetBuffer().AsSpan(0, (int)file.Position))[..16]);
        var table = file.Position;
        Write(file, $"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n");
        foreach (var place in places) Write(file, string.Create(CultureInfo.InvariantCulture, $"{place:0000000000} 00000 n \n"));
        Write(file, $"trailer\n<</Size {objects.Count + 1}/Root {root} 0 R/Info {info} 0 R/ID[<{fingerprint}><{fingerprint}>]>>\nstartxref\n{table}\n%%EOF\n");
        return file.ToArray();
    }

    public static byte[] Packed(ReadOnlySpan<byte> data)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true)) zlib.Write(data);
        return packed.ToArray();
    }

    /// <summary>A text string: UTF-16 with its mark, in hexadecimal, so that nothing needs escaping.</summary>
    public static string Text(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";

    private static void Write(Stream to, string text) => to.Write(Encoding.Latin1.GetBytes(text));
}
