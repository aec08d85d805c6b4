using System.Buffers.Binary;
using System.Text;

namespace Samverk.EInvoice;

/// <summary>
/// An ICC profile (version 2, matrix and tone curves) of sRGB, IEC 61966-2-1, built from the figures of the standard: PDF/A wants to know what
/// its colours mean. Primaries are adapted to D50, as profiles are.
/// </summary>
internal static class SrgbProfile
{
    private const int CurvePoints = 1024;

    public static readonly byte[] Bytes = Build();

    private static byte[] Build()
    {
        var curve = Curve();
        (string Name, byte[] Data)[] tags =
        [
            ("desc", Description("sRGB IEC61966-2.1")),
            ("cprt", [.. "text\0\0\0\0"u8, .. "No copyright, use freely\0"u8]),
            ("wtpt", Xyz(0.9642, 1.0, 0.8249)),
            ("rXYZ", Xyz(0.4360747, 0.2225045, 0.0139322)),
            ("gXYZ", Xyz(0.3850649, 0.7168786, 0.0971045)),
            ("bXYZ", Xyz(0.1430804, 0.0606169, 0.7141733)),
            ("rTRC", curve), ("gTRC", curve), ("bTRC", curve),
        ];
        var profile = new MemoryStream();
        profile.Write(new byte[128 + 4 + (12 * tags.Length)]);
        var places = new List<int>();
        foreach (var (name, data) in tags)
        {
            if (name is "gTRC" or "bTRC") // one curve for the three colours
            {
                places.Add(places[^1]);
                continue;
            }

            places.Add((int)profile.Position);
            profile.Write(data);
            while (profile.Position % 4 is not 0) profile.WriteByte(0);
        }

        var bytes = profile.ToArray();
        Header(bytes);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(128), tags.Length);
        for (var at = 0; at < tags.Length; at++)
        {
            var entry = bytes.AsSpan(132 + (12 * at));
            Encoding.ASCII.GetBytes(tags[at].Name, entry);
            BinaryPrimitives.WriteInt32BigEndian(entry[4..], places[at]);
            BinaryPrimitives.WriteInt32BigEndian(entry[8..], tags[at].Data.Length);
        }

        return bytes;
    }

    private static void Header(byte[] bytes)
    {
        BinaryPrimitives.WriteInt32BigEndian(bytes, bytes.Length);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(8), 0x02100000);
        "mntrRGB XYZ "u8.CopyTo(bytes.AsSpan(12));
        foreach (var (at, part) in new[] { (24, 2000), (26, 1), (28, 1) }) BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(at), (ushort)part); // the profile's date
        "acsp"u8.CopyTo(bytes.AsSpan(36));
        Xyz(0.9642, 1.0, 0.8249).AsSpan(8).CopyTo(bytes.AsSpan(68)); // the illuminant of the connection space
    }

    private static byte[] Xyz(params double[] values)
    {
        var tag = new byte[20];
        "XYZ "u8.CopyTo(tag);
        for (var at = 0; at < 3; at++) BinaryPrimitives.WriteInt32BigEndian(tag.AsSpan(8 + (4 * at)), (int)((values[at] * 65536) + 0.5));
        return tag;
    }

    private static byte[] Curve()
    {
        var tag = new byte[12 + (2 * CurvePoints)];
        "curv"u8.CopyTo(tag);
        BinaryPrimitives.WriteInt32BigEndian(tag.AsSpan(8), CurvePoints);
        for (var at = 0; at < CurvePoints; at++)
        {
            var encoded = at / (CurvePoints - 1.0);
            var linear = encoded <= 0.04045 ? encoded / 12.92 : Math.Pow((encoded + 0.055) / 1.055, 2.4);
            BinaryPrimitives.WriteUInt16BigEndian(tag.AsSpan(12 + (2 * at)), (ushort)((linear * 65535) + 0.5));
        }

        return tag;
    }

    /// <summary>textDescriptionType: ASCII, then an empty Unicode and an empty Macintosh name.</summary>
    private static byte[] Description(string name)
    {
        var tag = new byte[12 + name.Length + 1 + 8 + 3 + 67];
        "desc"u8.CopyTo(tag);
        BinaryPrimitives.WriteInt32BigEndian(tag.AsSpan(8), name.Length + 1);
        Encoding.ASCII.GetBytes(name, tag.AsSpan(12));
        return tag;
    }
}
