using System.Globalization;
using System.Text.Json;

namespace Samverk.Wages;

/// <summary>Writes the keys of a result: amounts and rates as decimal strings, so that no reader takes them for binary floats.</summary>
internal readonly struct Answer(Utf8JsonWriter json)
{
    /// <summary>Money with two decimals: <c>"1234.50"</c>.</summary>
    public void Amount(string name, decimal amount) => Write(name, amount, "F2");

    /// <summary>Money in whole units: <c>"7134"</c>.</summary>
    public void Whole(string name, decimal amount) => Write(name, amount, "F0");

    /// <summary>A rate or fraction without trailing zeros: <c>"0.48"</c>.</summary>
    public void Number(string name, decimal number) => Write(name, number, "0.##########");

    /// <summary>A number with as many decimals as its rounding says.</summary>
    public void Number(string name, decimal number, int decimals) => Write(name, number, decimals switch { 4 => "F4", 3 => "F3", _ => "F2" });

    public void Count(string name, int count) => json.WriteNumber(name, count);

    public void Flag(string name, bool flag) => json.WriteBoolean(name, flag);

    public void Text(string name, string text) => json.WriteString(name, text);

    /// <summary>An object inside: what <paramref name="write"/> writes.</summary>
    public void Object(string name, Action<Answer> write)
    {
        json.WriteStartObject(name);
        write(this);
        json.WriteEndObject();
    }

    private void Write(string name, decimal number, string format)
    {
        Span<char> text = stackalloc char[64];
        if (!number.TryFormat(text, out var length, format, CultureInfo.InvariantCulture)) throw new FormatException(name);
        json.WriteString(name, text[..length]);
    }
}
