using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.WebUtilities;

namespace Samverk.Identity;

/// <summary>
/// A password, code or key on its way in. The door keeps a fingerprint of every command; a plain hash of a password there could be guessed
/// at leisure. So a secret is written as a keyed hash whose key lives and dies with this process: the same secret has the same fingerprint,
/// another one another, and nobody can try passwords against it. A retry over a restart is refused and simply typed again.
/// </summary>
[JsonConverter(typeof(SecretJson))]
internal readonly record struct Secret(string Value)
{
    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(32);

    /// <summary>256 random bits, as they stand in links and tokens.</summary>
    public static Secret New() => new(WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32)));

    /// <summary>What the database keeps of 256 random bits; never of anything that people choose.</summary>
    public byte[] Hash => SHA256.HashData(Encoding.UTF8.GetBytes(Value ?? ""));

    public override string ToString() => "…";

    private string Fingerprint => Convert.ToHexStringLower(HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes(Value ?? "")));

    private sealed class SecretJson : JsonConverter<Secret>
    {
        public override Secret Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => new(reader.GetString() ?? "");

        public override void Write(Utf8JsonWriter writer, Secret secret, JsonSerializerOptions options) => writer.WriteStringValue(secret.Fingerprint);
    }
}
