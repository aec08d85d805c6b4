using System.Security.Cryptography;

namespace Samverk.Store;

/// <summary>Opens sealed chunks one after the other. Every byte that it hands out has been authenticated. Leaves the file itself open.</summary>
internal sealed class SealedReader(Stream file, BackupKey key) : Stream
{
    private readonly SealedChunk chunk = new(key);
    private readonly byte[] content = new byte[SealedChunk.Size], secret = new byte[SealedChunk.Size], head = new byte[SealedChunk.HeadSize];
    private int length, taken;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        while (taken == length)
        {
            if (chunk.Ended) return 0;
            Next();
        }

        var part = Math.Min(buffer.Length, length - taken);
        content.AsSpan(taken, part).CopyTo(buffer);
        taken += part;
        return part;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <summary>The reader has all it wants: what is left must be the last chunk and nothing after it.</summary>
    /// <exception cref="BackupException">It is not.</exception>
    public void End()
    {
        while (!chunk.Ended) Next();
        if (file.ReadByte() >= 0) throw new BackupException("something was added after the end of this backup");
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) chunk.Dispose();
        base.Dispose(disposing);
    }

    private void Next()
    {
        Fill(head);
        (length, taken) = (SealedChunk.Head(head).Length, 0);
        if (length > SealedChunk.Size) throw new BackupException("this backup was changed after it had been written");
        Fill(secret.AsSpan(0, length));
        try
        {
            chunk.Open(head, secret.AsSpan(0, length), content.AsSpan(0, length));
        }
        catch (AuthenticationTagMismatchException changed)
        {
            throw new BackupException("this backup was changed after it had been written: take another copy of it", changed);
        }
    }

    private void Fill(Span<byte> bytes)
    {
        if (file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            throw new BackupException("this backup is not whole, its end is missing: take another copy of it");
    }
}
