using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Text;

namespace Samverk.Countries;

/// <summary>How fact files are read: nothing unknown, nothing missing, nothing twice.</summary>
internal static class FactJson
{
    public static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
        Converters = { new DateJson(), new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <summary>The first twelve hexadecimal digits of SHA-256: enough to tell two files apart, short enough to print.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];

    private sealed class DateJson : JsonConverter<LocalDate>
    {
        public override LocalDate Read(ref Utf8JsonReader json, Type type, JsonSerializerOptions options) =>
            LocalDatePattern.Iso.Parse(json.GetString() ?? "").TryGetValue(default, out var date) ? date : throw new JsonException("no ISO date");

        public override void Write(Utf8JsonWriter json, LocalDate date, JsonSerializerOptions options) =>
            json.WriteStringValue(LocalDatePattern.Iso.Format(date));
    }
}
