using System.Text.Json;
using NodaTime;
using Samverk.Kernel;

namespace Samverk.Wages;

/// <summary>Reads an operator's table from JSON: a list of <c>id, validFrom, validTo?, value, source, releasedBy</c>.</summary>
internal static class OperatorTable
{
    private static readonly string[] Fields = ["id", "validFrom", "validTo", "value", "source", "checkedOn", "releasedBy", "releasedOn", "note", "status"];

    /// <returns>The values, or <c>invalid-input</c> with the field.</returns>
    public static Outcome<IReadOnlyList<OperatorValue>> Read(string country, JsonElement json)
    {
        if (json.ValueKind is not JsonValueKind.Array) return Invalid("operatorValues", "it is not a list");
        var values = new List<OperatorValue>();
        foreach (var item in json.EnumerateArray())
        {
            var row = new Value(item, $"operatorValues[{values.Count}]");
            try
            {
                if (row.Fields.FirstOrDefault(field => !Fields.Contains(field.Key)).Key is { } unknown) throw new FormatException($"{unknown} is unknown");
                values.Add(new(
                    country, row["id"].Text(), row["validFrom"].Date(), Date(row, "validTo"), item.GetProperty("value").Clone(),
                    row.Has("source") ? row["source"].Text() : "", row.Has("releasedBy") ? row["releasedBy"].Text() : "", Date(row, "checkedOn")));
            }
            catch (Exception unreadable) when (unreadable is FormatException or KeyNotFoundException)
            {
                return Invalid($"operatorValues[{values.Count}]", unreadable.Message);
            }
        }

        return values;
    }

    private static LocalDate? Date(Value row, string name) => row.Has(name) ? row[name].Date() : null;

    private static Refusal Invalid(string field, string problem) => new("invalid-input", ("field", field), ("problem", problem)) { Field = field };
}
