using System.Globalization;
using System.Text.Json;
using NodaTime.Text;
using Samverk.Kernel;
using Samverk.Tests.Ui;
using Samverk.Wages;

namespace Samverk.Tests.Wages;

/// <summary>A case of the specification's vectors: a question, and the keys that its answer must have.</summary>
internal sealed record WageCase(string Id, string Country, string Kind, NodaTime.LocalDate Date, JsonElement Input, JsonElement Expected, JsonElement? Tolerance, JsonElement? OperatorValues)
{
    /// <summary>Every open case of a country; skips the test where the shared data is absent.</summary>
    public static IReadOnlyList<WageCase> Of(string country) => Read(Shared.Path($"wages/vectors/{country.ToLowerInvariant()}.jsonl"));

    /// <summary>Our own cases, beside these tests; none where a country has no file.</summary>
    public static IReadOnlyList<WageCase> Own(string country)
    {
        var file = Path.Combine(SourceTexts.Root, "tests", "Samverk.Tests", "Wages", "Cases", $"{country.ToLowerInvariant()}.jsonl");
        return File.Exists(file) ? Read(file) : [];
    }

    /// <summary>The rules that the case is asked under: with its own operator's table where it has one.</summary>
    public WageRules Under(WageRules rules) => OperatorValues is { } table ? rules.With(OperatorTable.Read(Country, table).Value).Value : rules;

    /// <summary>The answer's JSON, or the refusal's code with id, regime or field.</summary>
    public (string Answer, Reckoning? Reckoning) Ask(WageRules rules)
    {
        using var bytes = new MemoryStream();
        using var json = new Utf8JsonWriter(bytes);
        var answer = Under(rules).Answer(Country, Kind, Date, Input, json);
        if (answer.Refusal is { } refusal) return (Said(refusal), null);
        json.Flush();
        return (System.Text.Encoding.UTF8.GetString(bytes.ToArray()), answer.Value);
    }

    /// <summary>What differs from the expectation, key by key; empty when nothing does.</summary>
    public IReadOnlyList<string> Differences(JsonElement answer)
    {
        var found = new List<string>();
        Compare(Expected, answer, "", found);
        return found;
    }

    public static string Said(Refusal refusal) => $"{refusal.Code} {refusal.Facts[0].Value}";

    private static IReadOnlyList<WageCase> Read(string file) => [.. File.ReadLines(file).Where(line => line.Length > 0).Select(Case)];

    private static WageCase Case(string line)
    {
        var json = JsonDocument.Parse(line).RootElement;
        return new(
            json.GetProperty("id").GetString()!, json.GetProperty("country").GetString()!, json.GetProperty("kind").GetString()!,
            LocalDatePattern.Iso.Parse(json.GetProperty("date").GetString()!).Value, json.GetProperty("input"), json.GetProperty("expected"),
            json.TryGetProperty("tolerance", out var tolerance) ? tolerance : null, json.TryGetProperty("operatorValues", out var values) ? values : null);
    }

    private void Compare(JsonElement expected, JsonElement answer, string path, List<string> found)
    {
        if (expected.ValueKind is JsonValueKind.Object)
        {
            foreach (var key in expected.EnumerateObject())
                if (answer.TryGetProperty(key.Name, out var value)) Compare(key.Value, value, $"{path}.{key.Name}", found);
                else found.Add($"{path}.{key.Name} is absent");
            return;
        }

        var same = (Number(expected), Number(answer)) is ({ } wanted, { } got) ? Math.Abs(wanted - got) <= Allowed(path)
            : expected.ValueKind == answer.ValueKind && expected.ToString() == answer.ToString();
        if (!same) found.Add($"{path} is {answer}, not {expected}");
    }

    private decimal Allowed(string path) => Tolerance switch
    {
        { ValueKind: JsonValueKind.Object } keys => keys.TryGetProperty(path.Split('.')[^1], out var tolerance) ? Number(tolerance)!.Value : 0,
        { } all => Number(all)!.Value,
        null => 0,
    };

    private static decimal? Number(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String when decimal.TryParse(json.GetString(), NumberStyles.Number, CultureInfo.InvariantCulture, out var number) => number,
        JsonValueKind.Number => json.GetDecimal(),
        _ => null,
    };
}
