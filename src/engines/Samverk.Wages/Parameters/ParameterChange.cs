using NodaTime;

namespace Samverk.Wages;

/// <summary>What a newer set of parameter files says differently about a row.</summary>
/// <param name="Before">Null where the row is new.</param>
/// <param name="After">Null where the row is gone.</param>
public sealed record ParameterChange(string Country, string Id, LocalDate ValidFrom, ParameterUse? Before, ParameterUse? After)
{
    internal static IEnumerable<ParameterChange> Between(string country, ParameterBook before, ParameterBook after)
    {
        var old = before.Rows.ToDictionary(row => (row.Use.Id, row.Use.Validity.From), row => row.Use);
        var @new = after.Rows.ToDictionary(row => (row.Use.Id, row.Use.Validity.From), row => row.Use);
        foreach (var key in old.Keys.Union(@new.Keys).OrderBy(key => key.Id, StringComparer.Ordinal).ThenBy(key => key.From))
        {
            var (was, becomes) = (old.GetValueOrDefault(key), @new.GetValueOrDefault(key));
            if (was is null || becomes is null || !Same(was, becomes)) yield return new(country, key.Id, key.From, was, becomes);
        }
    }

    /// <summary>Sources and notes may be worded anew; what a wage rests on is value, status and end.</summary>
    private static bool Same(ParameterUse a, ParameterUse b) =>
        a.Status == b.Status && a.Validity == b.Validity && a.FileValidUntil == b.FileValidUntil && System.Text.Json.Nodes.JsonNode.DeepEquals(
            System.Text.Json.Nodes.JsonNode.Parse(a.Json), System.Text.Json.Nodes.JsonNode.Parse(b.Json));
}
