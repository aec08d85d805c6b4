using System.Text.Json;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Wages;

namespace Samverk.Employment;

/// <summary>The cooperative's own values of wage parameters: what a named person has released is used, and every payslip that used it says so.</summary>
public static class OwnWageValues
{
    /// <summary>The law that this cooperative's wages are computed by: what the program knows, and the own values that are released.</summary>
    public static async Task<WageRules> WageRules(this Tx tx)
    {
        var released = (await tx.OwnValues(OwnValue.Wages)).Where(value => value.State is OwnValueState.Released).Select(Of).ToList();
        // What is released was read once before; if the program has forgotten an id since, that is for people to see and not to be passed over.
        var rules = await tx.SuppliedRules();
        return released.Count is 0 ? rules : rules.With(released).Value;
    }

    /// <returns>Null, or <c>field-unknown</c> of the name, <c>field-invalid</c> of the value.</returns>
    public static Refusal? Refuse(OwnValue value)
    {
        if (value.Name.Length < 4 || value.Name[2] is not '.' || !Wages.WageRules.Embedded.Ids(value.Name[..2]).Contains(value.Name[3..], StringComparer.Ordinal))
            return new Refusal("field-unknown", ("field", value.Name)) { Field = "name" };
        return Wages.WageRules.Embedded.With([Of(value)]).Refusal is { } refusal ? new Refusal("field-invalid", ("text", value.Value[..Math.Min(value.Value.Length, 40)]), ("problem", refusal.Facts.LastOrDefault().Value)) { Field = "value" } : null;
    }

    private static OperatorValue Of(OwnValue value) => new(
        value.Name[..2], value.Name[3..], value.ValidFrom, value.ValidTo, JsonDocument.Parse(value.Value).RootElement, value.Source, (value.ReleasedBy ?? value.EnteredBy).ToString(),
        value.ReleasedOn ?? value.EnteredOn);
}
