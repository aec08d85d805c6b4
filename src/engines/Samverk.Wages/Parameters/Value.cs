using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Samverk.Wages;

/// <summary>The value of a parameter as a file writes it, for the typed reader of the parameter. Every reading is strict.</summary>
internal readonly struct Value(JsonElement json, string path)
{
    /// <summary>The items of a list.</summary>
    public IReadOnlyList<Value> Items
    {
        get
        {
            if (json.ValueKind is not JsonValueKind.Array) throw Unreadable("a list");
            var at = path;
            return [.. json.EnumerateArray().Select((item, number) => new Value(item, $"{at}[{number}]"))];
        }
    }

    /// <summary>The fields of an object, by name.</summary>
    public IEnumerable<KeyValuePair<string, Value>> Fields
    {
        get
        {
            if (json.ValueKind is not JsonValueKind.Object) throw Unreadable("an object");
            var at = path;
            return json.EnumerateObject().Select(one => KeyValuePair.Create(one.Name, new Value(one.Value, $"{at}.{one.Name}")));
        }
    }

    /// <summary>A field that has to be there.</summary>
    public Value this[string name] =>
        json.ValueKind is JsonValueKind.Object && json.TryGetProperty(name, out var found) ? new(found, $"{path}.{name}") : throw Unreadable($"an object with {name}");

    /// <summary>An item of a list that has to be there.</summary>
    public Value this[int index] =>
        json.ValueKind is JsonValueKind.Array && index < json.GetArrayLength() ? new(json[index], $"{path}[{index}]") : throw Unreadable($"a list with more than {index} items");

    public bool Has(string name) => json.ValueKind is JsonValueKind.Object && json.TryGetProperty(name, out var field) && field.ValueKind is not JsonValueKind.Null;

    /// <summary>An exact decimal number, written as a string or as a JSON number.</summary>
    public decimal Number() => TryNumber(json) ?? throw Unreadable("a number");

    /// <summary>A number; null where the file says that there is no bound (<c>null</c> or <c>"above"</c>).</summary>
    public decimal? Bound() => json.ValueKind is JsonValueKind.Null || (json.ValueKind is JsonValueKind.String && json.ValueEquals("above"u8)) ? null : Number();

    public int Whole() => json.ValueKind is JsonValueKind.Number && json.TryGetInt32(out var whole) ? whole
        : Number() is var number && number == decimal.Truncate(number) && Math.Abs(number) <= int.MaxValue ? (int)number : throw Unreadable("a whole number");

    public bool Flag() => json.ValueKind is JsonValueKind.True or JsonValueKind.False ? json.GetBoolean() : throw Unreadable("true or false");

    public string Text() => json.ValueKind is JsonValueKind.String ? json.GetString()! : throw Unreadable("a text");

    public LocalDate Date() => LocalDatePattern.Iso.Parse(Text()).TryGetValue(default, out var date) ? date : throw Unreadable("a date");

    /// <summary>A list, each item read by <paramref name="read"/>.</summary>
    public ImmutableArray<T> Rows<T>(Func<Value, T> read) => [.. Items.Select(read)];

    /// <summary>A list of numbers.</summary>
    public ImmutableArray<decimal> Numbers() => Rows(item => item.Number());

    public FormatException Unreadable(string wanted) => new($"{path} is not {wanted}");

    /// <summary>Null unless it is a string or number in plain decimal notation (no exponent, no spaces, no grouping).</summary>
    internal static decimal? TryNumber(JsonElement json)
    {
        var text = json.ValueKind switch
        {
            JsonValueKind.String => json.GetString()!,
            JsonValueKind.Number => json.GetRawText(),
            _ => "",
        };
        return text.Length <= 28 && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
    }
}
