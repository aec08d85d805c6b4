using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Samverk.EInvoice;

/// <summary>Puts tables together to a TrueType file: directory, checksums, the adjustment in head.</summary>
internal static class SfntFile
{
    /// <param name="tables">In the order of their names; empty ones are left out.</param>
    public static byte[] Write((string Name, byte[] Data)[] tables)
    {
        tables = [.. tables.Where(table => table.Data.Length > 0)];
        var start = 12 + (16 * tables.Length);
        var file = new byte[start + tables.Sum(table => Padded(table.Data.Length))];
        var power = BitOperations.Log2((uint)tables.Length);
        BinaryPrimitives.WriteUInt32BigEndian(file, 0x00010000);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(4), (ushort)tables.Length);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(6), (ushort)(16 << power));
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(8), (ushort)power);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(10), (ushort)((16 * tables.Length) - (16 << power)));

        var (entry, at, head) = (12, start, 0);
        foreach (var (name, data) in tables)
        {
            data.CopyTo(file, at);
            Encoding.ASCII.GetBytes(name, file.AsSpan(entry));
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(entry + 4), Sum(file.AsSpan(at, Padded(data.Length))));
            BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(entry + 8), at);
            BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(entry + 12), data.Length);
            if (name is "head") head = at;
            (entry, at) = (entry + 16, at + Padded(data.Length));
        }

        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(head + 8), unchecked(0xB1B0AFBA - Sum(file)));
        return file;
    }

    private static int Padded(int length) => (length + 3) & ~3;

    private static uint Sum(ReadOnlySpan<byte> data)
    {
        uint sum = 0;
        for (var at = 0; at < data.Length; at += 4) unchecked { sum += BinaryPrimitives.ReadUInt32BigEndian(data[at..]); }
        return sum;
    }
}
