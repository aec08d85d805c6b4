using System.Globalization;
using System.Text.Json;
using NodaTime;
using Samverk.Countries;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Host;

/// <summary>What people type for an own value. Simple values are typed as people type them; the others in the form of the pack's file.</summary>
internal sealed class FactForm
{
    public Guid Request { get; set; } = Guid.CreateVersion7();

    public DateOnly? From { get; set; }

    public DateOnly? To { get; set; }

    public string? Value { get; set; }

    /// <summary>Of a fee, beside its rate.</summary>
    public string? FeeKind { get; set; }

    public string? FundRate { get; set; }

    public string? Source { get; set; }

    /// <summary>Which value a button is about, and why it is withdrawn.</summary>
    public Guid Which { get; set; }

    public string? Why { get; set; }

    /// <returns>The command, or <c>field-missing</c>, <c>field-invalid</c> of the value.</returns>
    public Outcome<EnterOwnValue.Command> ToEnter(string id, Currency currency)
    {
        if (From is not { } from) return new Refusal("field-missing") { Field = "from" };
        if (string.IsNullOrWhiteSpace(Value)) return new Refusal("field-missing") { Field = "value" };
        var read = Read(FactNames.TypeOf(id)!, Value.Trim(), currency);
        return read.Refusal is { } refusal
            ? refusal
            : new EnterOwnValue.Command(Request, OwnValue.Facts, id, LocalDate.FromDateOnly(from), To is { } to ? LocalDate.FromDateOnly(to) : null, read.Value, Source ?? "");
    }

    /// <summary>A value of a wage parameter: JSON in the form of the program's files, or a number, which those files write as text.</summary>
    /// <returns>The command, or <c>field-missing</c>.</returns>
    public Outcome<EnterOwnValue.Command> ToWageValue(string id)
    {
        if (From is not { } from) return new Refusal("field-missing") { Field = "from" };
        if (string.IsNullOrWhiteSpace(Value)) return new Refusal("field-missing") { Field = "value" };
        return new EnterOwnValue.Command(Request, OwnValue.Wages, id, LocalDate.FromDateOnly(from), To is { } to ? LocalDate.FromDateOnly(to) : null, Parsed(Value.Trim()), Source ?? "");

        static JsonElement Parsed(string typed)
        {
            try
            {
                return JsonDocument.Parse(typed).RootElement is { ValueKind: not JsonValueKind.Number } json ? json : JsonSerializer.SerializeToElement(typed);
            }
            catch (JsonException)
            {
                return JsonSerializer.SerializeToElement(typed);
            }
        }
    }

    private Outcome<JsonElement> Read(Type type, string typed, Currency currency)
    {
        if (type == typeof(int)) return int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Json(number) : Invalid(typed);
        if (type == typeof(bool)) return typed is "yes" or "no" ? Json(typed is "yes") : Invalid(typed);
        if (type == typeof(Rate)) return Json(Plain(typed));
        if (type == typeof(string) || type.IsEnum) return Json(typed);
        if (type == typeof(IReadOnlyList<string>)) return Json(typed.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        if (type == typeof(IReadOnlyList<Rate>)) return Json(typed.Split([';', ' '], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Plain).ToArray());
        if (type == typeof(FeeRule)) return Json(new { kind = FeeKind ?? "", rate = Plain(typed), fundRate = string.IsNullOrWhiteSpace(FundRate) ? "0" : Plain(FundRate) });
        if (type == typeof(Money)) return Money.Read(typed, currency) is { Refusal: null, Value: var money } ? JsonSerializer.SerializeToElement(money, StoreJson.Options) : Invalid(typed);
        try
        {
            return JsonDocument.Parse(typed).RootElement;
        }
        catch (JsonException)
        {
            return Invalid(typed);
        }
    }

    private static Outcome<JsonElement> Json(object value) => JsonSerializer.SerializeToElement(value);

    private static string Plain(string rate) => rate.Replace(',', '.').Replace("%", "", StringComparison.Ordinal).Trim();

    private static Refusal Invalid(string text) => new("field-invalid", ("text", text)) { Field = "value" };
}
