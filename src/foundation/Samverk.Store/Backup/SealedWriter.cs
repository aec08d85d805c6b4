namespace Samverk.Store;

/// <summary>Writes what comes in as sealed chunks, the last of them by <see cref="End"/>. Leaves the file itself open.</summary>
internal sealed class SealedWriter(Stream file, BackupKey key) : Stream
{
    private readonly SealedChunk chunk = new(key);
    private readonly byte[] content = new byte[SealedChunk.Size], secret = new byte[SealedChunk.HeadSize + SealedChunk.Size];
    private int filled;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            if (filled == content.Length) Put(last: false);
            var part = Math.Min(buffer.Length, content.Length - filled);
            buffer[..part].CopyTo(content.AsSpan(filled));
            buffer = buffer[part..];
            filled += part;
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <summary>Only a whole chunk is written, so that the file's form does not tell where one table ends.</summary>
    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>Without this the file lacks its last chunk, and nobody takes it for a whole one.</summary>
    public void End() => Put(last: true);

    protected override void Dispose(bool disposing)
    {
        if (disposing) chunk.Dispose();
        base.Dispose(disposing);
    }

    private void Put(bool last)
    {
        chunk.Seal(content.AsSpan(0, filled), last, secret);
        file.Write(secret, 0, SealedChunk.HeadSize + filled);
        filled = 0;
    }
}
