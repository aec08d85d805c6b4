using System.Buffers.Text;
using System.Security.Cryptography;
using Dapper;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>
/// The address of an invoice for its client: the invoice's id and a keyed hash of it, 128 bits that nobody can guess. It is computed, not
/// stored, so that a copy of the table of invoices opens nothing and every reminder has the same link.
/// </summary>
internal static class InvoiceLink
{
    private const string Secret = "invoicing.link-secret";

    public static string Token(byte[] secret, Id<Invoice> invoice) =>
        Base64Url.EncodeToString([.. invoice.Value.ToByteArray(bigEndian: true), .. Mark(secret, invoice)]);

    /// <returns>The invoice, or null for a token that is not one of ours.</returns>
    public static Id<Invoice>? Read(byte[] secret, string? token)
    {
        Span<byte> bytes = stackalloc byte[32];
        if (token is not { Length: 43 } || !Base64Url.TryDecodeFromChars(token, bytes, out var written) || written is not 32) return null;
        var invoice = new Id<Invoice>(new Guid(bytes[..16], bigEndian: true));
        return CryptographicOperations.FixedTimeEquals(bytes[16..], Mark(secret, invoice)) && Token(secret, invoice) == token ? invoice : null;
    }

    /// <summary>The whole link; makes the secret when it is the first one. Null while nobody has said where this node is.</summary>
    public static async Task<string?> LinkOf(this Tx tx, Id<Invoice> invoice) =>
        await tx.Address() is { } address ? $"{address}i/{Token(await tx.LinkSecret(), invoice)}" : null;

    /// <summary>The invoice that a token opens.</summary>
    public static async Task<Id<Invoice>?> OpenLink(this Tx tx, string? token) =>
        await tx.Setting<string>(Secret) is { } secret ? Read(Convert.FromBase64String(secret), token) : null;

    internal static async Task<byte[]> LinkSecret(this Tx tx)
    {
        if (await tx.Setting<string>(Secret) is { } known) return Convert.FromBase64String(known);
        // Two first links at once agree on one secret: the second waits here and reads what the first has made.
        await tx.Connection.ExecuteAsync("select pg_advisory_xact_lock(hashtext(@Secret))", new { Secret });
        if (await tx.Setting<string>(Secret) is { } earlier) return Convert.FromBase64String(earlier);
        var made = RandomNumberGenerator.GetBytes(32);
        await tx.Set(Secret, Convert.ToBase64String(made));
        return made;
    }

    private static byte[] Mark(byte[] secret, Id<Invoice> invoice) => HMACSHA256.HashData(secret, invoice.Value.ToByteArray(bigEndian: true))[..16];
}
