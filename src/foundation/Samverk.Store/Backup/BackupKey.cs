using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Samverk.Store;

/// <summary>
/// The key of one backup, from its passphrase and a salt of its own: PBKDF2 with HMAC-SHA-256 (RFC 8018), 1,000,000 rounds, where OWASP's
/// password storage guide asks for 600,000 or more; then HKDF (RFC 5869) for the key and for what tells a wrong passphrase from a damaged
/// file.
/// </summary>
internal sealed class BackupKey
{
    /// <summary>Magic (16), rounds (4, little endian), salt (32), check (16).</summary>
    public const int HeaderSize = 68;

    private const int Rounds = 1_000_000;

    // Fewer were never written by this program; more would let a made-up file keep the processor busy for hours.
    private const int FewestRounds = 600_000, MostRounds = 10_000_000;

    private static ReadOnlySpan<byte> Magic => "samverk-backup-1"u8;

    private BackupKey(byte[] key, byte[] header) => (Key, Header) = (key, header);

    /// <summary>For AES-256.</summary>
    public byte[] Key { get; }

    /// <summary>The first bytes of the file; every chunk is bound to them.</summary>
    public byte[] Header { get; }

    public static BackupKey New(string passphrase)
    {
        var header = new byte[HeaderSize];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(16), Rounds);
        RandomNumberGenerator.Fill(header.AsSpan(20, 32));
        var (key, check) = Derive(passphrase, header);
        check.CopyTo(header, 52);
        return new(key, header);
    }

    /// <exception cref="BackupException">It is no backup, or the passphrase is another one.</exception>
    public static BackupKey Of(string passphrase, byte[] header)
    {
        if (!header.AsSpan(0, 16).SequenceEqual(Magic)) throw new BackupException("this file is no backup of Samverk, or of a later form: use the program that wrote it, or a newer one");
        if (BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(16)) is < FewestRounds or > MostRounds) throw new BackupException("the beginning of this backup was changed");
        var (key, check) = Derive(passphrase, header);
        return CryptographicOperations.FixedTimeEquals(check, header.AsSpan(52, 16))
            ? new(key, header)
            : throw new BackupException("the passphrase is not the one of this backup, or the beginning of the file was changed");
    }

    private static (byte[] Key, byte[] Check) Derive(string passphrase, byte[] header)
    {
        var rounds = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(16));
        var master = Rfc2898DeriveBytes.Pbkdf2(passphrase.Normalize(), header.AsSpan(20, 32), rounds, HashAlgorithmName.SHA256, 32);
        return (HKDF.Expand(HashAlgorithmName.SHA256, master, 32, "key"u8.ToArray()), HKDF.Expand(HashAlgorithmName.SHA256, master, 16, "check"u8.ToArray()));
    }
}
