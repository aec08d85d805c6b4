using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Samverk.Kernel;

/// <summary>
/// An exact rate. <see cref="Fraction"/> 0.21 is written "21" per cent. Default value: nothing per cent.
/// In JSON and in data files it is the per cent as a string, as the law writes it: <c>"6.95"</c>.
/// </summary>
[JsonConverter(typeof(RateJson))]
public readonly record struct Rate : IComparable<Rate>
{
    private Rate(decimal fraction) => Fraction = fraction;

    public static Rate Zero => default;

    /// <summary>0.21 for 21 %.</summary>
    public decimal Fraction { get; }

    /// <summary>21 for 21 %.</summary>
    public decimal PerCent => Fraction * 100m;

    /// <param name="perCent">21 for 21 %; at most four decimals, from −1000 to 1000.</param>
    public static Rate OfPerCent(decimal perCent) =>
        perCent is < -1000 or > 1000 || decimal.Round(perCent, 4) != perCent
            ? throw new ArgumentOutOfRangeException(nameof(perCent), perCent, "a rate has at most four decimals")
            : new(perCent / 100m);

    /// <summary>Reads "21", "6.95" or "6,95"; spaces around it and one per cent sign are allowed.</summary>
    /// <returns>The rate, or <c>field-invalid</c>.</returns>
    public static Outcome<Rate> Read(string text)
    {
        var typed = text.Trim().TrimEnd('%').Trim().Replace(',', '.');
        return decimal.TryParse(typed, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var perCent)
            && perCent is >= -1000 and <= 1000 && decimal.Round(perCent, 4) == perCent
            ? new Rate(perCent / 100m)
            : new Refusal("field-invalid", ("text", text));
    }

    public static bool operator >(Rate a, Rate b) => a.Fraction > b.Fraction;

    public static bool operator <(Rate a, Rate b) => a.Fraction < b.Fraction;

    public int CompareTo(Rate other) => Fraction.CompareTo(other.Fraction);

    /// <summary>"6.95", the same for every reader.</summary>
    public override string ToString() => (PerCent / 1.0000000000m).ToString("0.####", CultureInfo.InvariantCulture);
}

internal sealed class RateJson : JsonConverter<Rate>
{
    public override Rate Read(ref Utf8JsonReader json, Type type, JsonSerializerOptions options)
    {
        var rate = Rate.Read(json.GetString() ?? "");
        return rate.Refusal is { } refusal ? throw new JsonException(refusal.Code) : rate.Value;
    }

    public override void Write(Utf8JsonWriter json, Rate rate, JsonSerializerOptions options) => json.WriteStringValue(rate.ToString());
}
