using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Samverk.Store;

/// <summary>
/// A file is a row of chunks, each sealed by AES-256-GCM (NIST SP 800-38D) under its number and whether it is the last one, as in the STREAM
/// construction of Hoang, Reyhanitabar, Rogaway and Vizár (2015): a chunk that was changed, swapped, repeated, left out or cut off at the
/// end does not open. On disk: length (4 bytes, the sign marks the last), tag (16), content.
/// </summary>
internal sealed class SealedChunk(BackupKey key) : IDisposable
{
    public const int Size = 64 * 1024, HeadSize = sizeof(int) + TagSize;

    private const int TagSize = 16;

    private readonly AesGcm cipher = new(key.Key, TagSize);
    private long number;

    /// <summary>The last chunk has been sealed or opened.</summary>
    public bool Ended { get; private set; }

    /// <param name="sealedChunk">Room for head and content.</param>
    public void Seal(ReadOnlySpan<byte> content, bool last, Span<byte> sealedChunk)
    {
        BinaryPrimitives.WriteInt32LittleEndian(sealedChunk, last ? ~content.Length : content.Length);
        cipher.Encrypt(Nonce(last), content, sealedChunk.Slice(HeadSize, content.Length), sealedChunk.Slice(sizeof(int), TagSize), key.Header);
        Ended = last;
    }

    /// <returns>How long the content is, and whether it is the last.</returns>
    public static (int Length, bool Last) Head(ReadOnlySpan<byte> head) =>
        BinaryPrimitives.ReadInt32LittleEndian(head) is var length && length < 0 ? (~length, true) : (length, false);

    /// <exception cref="AuthenticationTagMismatchException">It is not the chunk that was written here.</exception>
    public void Open(ReadOnlySpan<byte> head, ReadOnlySpan<byte> secret, Span<byte> content)
    {
        var (_, last) = Head(head);
        cipher.Decrypt(Nonce(last), secret, head.Slice(sizeof(int), TagSize), content, key.Header);
        Ended = last;
    }

    public void Dispose() => cipher.Dispose();

    // Never twice under one key: each file has a key of its own, each chunk its number.
    private byte[] Nonce(bool last)
    {
        var nonce = new byte[12];
        BinaryPrimitives.WriteInt64LittleEndian(nonce, number++);
        nonce[8] = last ? (byte)1 : (byte)0;
        return nonce;
    }
}
