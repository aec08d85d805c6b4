using System.IO.Compression;
using System.Security.Cryptography;

namespace Samverk.Store;

/// <summary>Reads a backup from its beginning to its end; nothing unauthenticated comes out of it.</summary>
internal sealed class BackupReader : IDisposable
{
    private readonly SealedReader chunks;
    private readonly BrotliStream packed;
    private readonly byte[] buffer = new byte[BackupFrames.Piece];
    private readonly List<(string Table, string Sha256)> read = [];

    /// <exception cref="BackupException">It is no backup, or the passphrase is another one.</exception>
    public BackupReader(Stream file, string passphrase)
    {
        var header = new byte[BackupKey.HeaderSize];
        if (file.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length) throw new BackupException("this file is too short for a backup");
        chunks = new(file, BackupKey.Of(passphrase, header));
        packed = new(chunks, CompressionMode.Decompress);
        Head = packed.ReadJson<BackupHead>();
        if (Head.Format != BackupHead.Current) throw new BackupException($"this backup was written by a newer program ({Head.Program}): use that one");
    }

    public BackupHead Head { get; }

    /// <summary>The next table's rows, piece by piece.</summary>
    public async Task Table(TableForm table, Func<ReadOnlyMemory<byte>, ValueTask>? each)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (int length; (length = packed.ReadFrame(buffer)) > 0;)
        {
            hash.AppendData(buffer, 0, length);
            if (each is not null) await each(buffer.AsMemory(0, length));
        }

        read.Add((table.ToString(), Convert.ToHexStringLower(hash.GetHashAndReset())));
    }

    /// <summary>After the last table.</summary>
    /// <exception cref="BackupException">The file goes on, or does not hold what its end says.</exception>
    public BackupManifest End()
    {
        var manifest = packed.ReadJson<BackupManifest>();
        chunks.End();
        return manifest.Tables.Select(table => (table.Table, table.Sha256)).SequenceEqual(read)
            ? manifest
            : throw new BackupException("this backup does not hold what its own list says: take another one");
    }

    /// <summary>Reads the whole file once, so that a damaged one is refused before anything is done with it.</summary>
    public static async Task<BackupHead> Check(Stream file, string passphrase, Action<long, long>? progress)
    {
        using var reader = new BackupReader(file, passphrase);
        foreach (var table in reader.Head.Tables)
        {
            await reader.Table(table, null);
            progress?.Invoke(file.Position, file.Length);
        }

        reader.End();
        return reader.Head;
    }

    public void Dispose()
    {
        packed.Dispose();
        chunks.Dispose();
    }
}
