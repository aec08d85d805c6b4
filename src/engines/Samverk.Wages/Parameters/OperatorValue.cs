using System.Text.Json;
using NodaTime;
using Samverk.Kernel;
using Period = Samverk.Kernel.Period;

namespace Samverk.Wages;

/// <summary>
/// A cooperative's own dated value. It supplies what is missing or unverified, and overrides what is verified; every result that used it
/// says so. Withdrawing one means asking without it: what was computed stays.
/// </summary>
/// <param name="Country">Two letters.</param>
/// <param name="Id">The id of the parameter.</param>
/// <param name="Value">In the form that the pack's own file has.</param>
/// <param name="ReleasedBy">Who answers for it; never empty.</param>
public sealed record OperatorValue(
    string Country, string Id, LocalDate ValidFrom, LocalDate? ValidTo, JsonElement Value, string Source, string ReleasedBy, LocalDate? CheckedOn = null)
{
    /// <returns>The row, or <c>invalid-input</c> with the field.</returns>
    internal Outcome<ParameterRow> Row(ParameterSet known)
    {
        if (string.IsNullOrWhiteSpace(ReleasedBy)) return Invalid("releasedBy", "nobody released it");
        if (string.IsNullOrWhiteSpace(Source)) return Invalid("source", "it has no source");
        if (ValidTo < ValidFrom) return Invalid("validTo", "it ends before it starts");
        if (Value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined) return Invalid("value", "it has no value");
        try
        {
            var use = new ParameterUse(Id, new Period(ValidFrom, ValidTo), ParameterStatus.Released, Source, CheckedOn, null, ReleasedBy, "operator")
            {
                Json = Value.GetRawText(),
            };
            return new ParameterRow(use, known.Find(Id)?.Read(new(Value, Id)), ValidFrom);
        }
        catch (FormatException unreadable)
        {
            return Invalid("value", unreadable.Message);
        }
    }

    private Refusal Invalid(string field, string problem) =>
        new("invalid-input", ("field", $"operatorValues.{field}"), ("id", Id), ("problem", problem)) { Field = $"operatorValues.{field}" };
}
