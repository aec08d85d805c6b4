using System.Buffers.Binary;
using System.Text.Json;

namespace Samverk.Store;

/// <summary>Inside the sealed and compressed stream: pieces with their length in front; a piece of no length ends a table.</summary>
internal static class BackupFrames
{
    public const int Piece = 64 * 1024;

    // The trail of hashes is the largest thing in a head: about 5.4 kB for a thousand entries.
    private const int MostText = 512 * 1024 * 1024;

    public static void WriteFrame(this Stream stream, ReadOnlySpan<byte> bytes)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        stream.Write(length);
        stream.Write(bytes);
    }

    public static void WriteJson<T>(this Stream stream, T value) => stream.WriteFrame(JsonSerializer.SerializeToUtf8Bytes(value, StoreJson.Options));

    /// <returns>How much of <paramref name="buffer"/> was filled; 0 at the end of a table.</returns>
    public static int ReadFrame(this Stream stream, byte[] buffer)
    {
        var length = stream.ReadLength(buffer.Length);
        stream.ReadExactly(buffer, 0, length);
        return length;
    }

    public static T ReadJson<T>(this Stream stream)
    {
        var bytes = new byte[stream.ReadLength(MostText)];
        stream.ReadExactly(bytes);
        return JsonSerializer.Deserialize<T>(bytes, StoreJson.Options)!;
    }

    private static int ReadLength(this Stream stream, int most)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        stream.ReadExactly(length);
        return BinaryPrimitives.ReadInt32LittleEndian(length) is var read && read >= 0 && read <= most ? read : throw new InvalidDataException("a piece of a backup has no such length");
    }
}
