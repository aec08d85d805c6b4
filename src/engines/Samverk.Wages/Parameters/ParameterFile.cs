using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Samverk.Kernel;
using Period = Samverk.Kernel.Period;

namespace Samverk.Wages;

/// <summary>
/// One file of parameters: <c>country, asOf, validUntil, parameters</c>. A parameter is <c>id</c> and either one row
/// (<c>validFrom, validTo, value, status, source, checkedOn, note</c>) or its history, <c>rows</c>, of such rows.
/// </summary>
internal sealed record ParameterFile(string Country, LocalDate AsOf, string Version, IReadOnlyList<ParameterRow> Rows)
{
    private static readonly string[] RowFields = ["id", "about", "validFrom", "validTo", "value", "status", "source", "checkedOn", "note"];

    /// <summary>The country that a file is about, to find the pack that can read it.</summary>
    public static Outcome<string> CountryOf(string json, string file) => Reading<string>(file, () =>
    {
        using var document = Parse(json);
        return new Value(document.RootElement, "$")["country"].Text();
    });

    /// <returns>The file, or <c>field-invalid</c> or <c>row-duplicate</c> naming file, place and problem.</returns>
    public static Outcome<ParameterFile> Read(ParameterSet known, string json, string file) => Reading<ParameterFile>(file, () =>
    {
        using var document = Parse(json);
        var root = new Value(document.RootElement.Clone(), "$");
        var (country, asOf) = (root["country"].Text(), root["asOf"].Date());
        LocalDate? until = root.Has("validUntil") ? root["validUntil"].Date() : null;
        var version = $"{country.ToLowerInvariant()}@{LocalDatePattern.Iso.Format(asOf)}:{Hash(json)}";
        var rows = new List<ParameterRow>();
        foreach (var parameter in document.RootElement.GetProperty("parameters").EnumerateArray())
        {
            var id = new Value(parameter, "parameter")["id"].Text();
            if (parameter.TryGetProperty("rows", out var history))
                foreach (var row in history.EnumerateArray()) rows.Add(Row(known, id, row, (asOf, until, version)));
            else rows.Add(Row(known, id, parameter, (asOf, until, version)));
        }

        return rows.GroupBy(row => (row.Use.Id, row.Use.Validity.From)).FirstOrDefault(same => same.Count() > 1) is { } twice
            ? new Refusal("row-duplicate", ("file", file), ("id", twice.Key.Id), ("date", twice.Key.From))
            : new ParameterFile(country, asOf, version, rows);
    });

    /// <summary>The first twelve hexadecimal digits of SHA-256: enough to tell two files apart, short enough to print.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];

    private static ParameterRow Row(ParameterSet known, string id, JsonElement json, (LocalDate AsOf, LocalDate? Until, string Version) file)
    {
        var row = new Value(json, id);
        foreach (var (name, _) in row.Fields)
            if (!RowFields.Contains(name)) throw new FormatException($"{id}: {name} is unknown");

        var status = row["status"].Text() switch
        {
            "verified" => ParameterStatus.Verified,
            "unverified" => ParameterStatus.Unverified,
            _ => throw new FormatException($"{id}: status is neither verified nor unverified"),
        };
        var value = json.GetProperty("value");
        var use = new ParameterUse(
            id, Valid(row), status, row["source"].Text(), row.Has("checkedOn") ? row["checkedOn"].Date() : file.AsOf,
            row.Has("note") ? row["note"].Text() : null, null, file.Version) { Json = value.GetRawText(), FileValidUntil = file.Until };
        return new(use, value.ValueKind is JsonValueKind.Null ? null : known.Find(id)?.Read(new(value, id)), file.AsOf);
    }

    internal static Period Valid(Value row)
    {
        var from = row["validFrom"].Date();
        LocalDate? to = row.Has("validTo") ? row["validTo"].Date() : null;
        return to < from ? throw row.Unreadable("a period: it ends before it starts") : new(from, to);
    }

    private static JsonDocument Parse(string json) => JsonDocument.Parse(json, new() { AllowDuplicateProperties = false });

    private static Outcome<T> Reading<T>(string file, Func<Outcome<T>> read)
    {
        try
        {
            return read();
        }
        catch (Exception unreadable) when (unreadable is FormatException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return new Refusal("field-invalid", ("file", file), ("problem", unreadable.Message));
        }
    }
}
