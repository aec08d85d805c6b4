using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Samverk.Store;

/// <summary>Names a stored file by its content: the SHA-256 of its bytes, as 64 hexadecimal digits in lower case.</summary>
[JsonConverter(typeof(FileHashJson))]
public readonly record struct FileHash : IParsable<FileHash>
{
    private readonly string? digits;

    private FileHash(string digits) => this.digits = digits;

    /// <exception cref="InvalidOperationException">The value was never set.</exception>
    public string Value => digits ?? throw new InvalidOperationException("this names no file");

    internal byte[] Bytes => Convert.FromHexString(Value);

    public static FileHash Of(ReadOnlySpan<byte> content) => new(Convert.ToHexStringLower(SHA256.HashData(content)));

    public static FileHash Parse(string s, IFormatProvider? provider) => TryParse(s, provider, out var hash) ? hash : throw new FormatException("no SHA-256");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out FileHash result)
    {
        var fits = s is { Length: 64 } && s.All(char.IsAsciiHexDigitLower);
        result = fits ? new FileHash(s!) : default;
        return fits;
    }

    public override string ToString() => Value;

    private sealed class FileHashJson : JsonConverter<FileHash>
    {
        public override FileHash Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TryParse(reader.GetString(), null, out var hash) ? hash : throw new JsonException("no SHA-256");

        public override void Write(Utf8JsonWriter writer, FileHash value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
    }
}
