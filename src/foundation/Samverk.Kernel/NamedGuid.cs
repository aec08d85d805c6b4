using System.Security.Cryptography;
using System.Text;

namespace Samverk.Kernel;

/// <summary>UUIDs of version 8 (RFC 9562): the first 16 bytes of SHA-256 over parent and name.</summary>
public static class NamedGuid
{
    public static Guid Of(Guid parent, string name)
    {
        var bytes = SHA256.HashData([.. parent.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(name)])[..16];
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
