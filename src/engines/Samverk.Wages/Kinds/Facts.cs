using System.Text.Json;
using Samverk.Kernel;

namespace Samverk.Wages;

/// <summary>
/// What a caller said: a JSON object, read strictly. A field that is missing, of another form or out of bounds, and at the end one that
/// nobody asked for, is refused as <c>invalid-input</c> with its name.
/// </summary>
internal sealed class Facts(JsonElement json, string path = "")
{
    /// <summary>Above it sums could leave what a decimal holds exactly; no wage is that large.</summary>
    private const decimal Most = 100_000_000_000m;

    private readonly List<string> asked = [];

    public static Facts None { get; } = new(JsonDocument.Parse("{}").RootElement);

    public bool Has(string name) => TryFind(name, out _);

    /// <summary>Money in units: a decimal string (or JSON number) with at most two decimals, not negative.</summary>
    public decimal Amount(string name) => Number(name, 0, Most, 2);

    public decimal? AmountOrNull(string name) => TryFind(name, out _) ? Amount(name) : null;

    public decimal Amount(string name, decimal otherwise) => AmountOrNull(name) ?? otherwise;

    /// <summary>Any decimal number within bounds.</summary>
    public decimal Number(string name, decimal least, decimal most, int decimals = 6)
    {
        var number = Value.TryNumber(Find(name)) ?? throw Invalid(name, "it is not a decimal number");
        return number < least || number > most ? throw Invalid(name, FormattableString.Invariant($"it is not between {least} and {most}"))
            : decimal.Round(number, decimals) != number ? throw Invalid(name, FormattableString.Invariant($"it has more than {decimals} decimals"))
            : number;
    }

    public decimal Number(string name, decimal least, decimal most, int decimals, decimal otherwise) => TryFind(name, out _) ? Number(name, least, most, decimals) : otherwise;

    /// <summary>A whole JSON number within bounds.</summary>
    public int Whole(string name, int least, int most) =>
        Find(name) is { ValueKind: JsonValueKind.Number } found && found.TryGetInt32(out var whole)
            ? whole >= least && whole <= most ? whole : throw Invalid(name, FormattableString.Invariant($"it is not between {least} and {most}"))
            : throw Invalid(name, "it is not a whole number");

    public int Whole(string name, int least, int most, int otherwise) => TryFind(name, out _) ? Whole(name, least, most) : otherwise;

    public int? WholeOrNull(string name, int least, int most) => TryFind(name, out _) ? Whole(name, least, most) : null;

    public bool Flag(string name) =>
        Find(name) is { ValueKind: JsonValueKind.True or JsonValueKind.False } found ? found.GetBoolean() : throw Invalid(name, "it is neither true nor false");

    public bool Flag(string name, bool otherwise) => TryFind(name, out _) ? Flag(name) : otherwise;

    /// <summary>One of the given words.</summary>
    public string Choice(string name, params ReadOnlySpan<string> words)
    {
        var found = Find(name);
        if (found.ValueKind is JsonValueKind.String)
            foreach (var word in words)
                if (found.ValueEquals(word)) return word;
        throw Invalid(name, $"it is none of {string.Join(", ", words!)}");
    }

    public string ChoiceOr(string otherwise, string name, params ReadOnlySpan<string> words) => TryFind(name, out _) ? Choice(name, words) : otherwise;

    /// <summary>A short text, such as a code.</summary>
    public string Text(string name, int longest = 60) =>
        Find(name) is { ValueKind: JsonValueKind.String } found && found.GetString() is { } text && text.Length <= longest
            ? text
            : throw Invalid(name, FormattableString.Invariant($"it is not a text of at most {longest} characters"));

    /// <summary>A list of whole numbers.</summary>
    public int[] Wholes(string name, int least, int most, int longest = 50) =>
        [.. List(name, longest).Select(item =>
            item.ValueKind is JsonValueKind.Number && item.TryGetInt32(out var whole) && whole >= least && whole <= most
                ? whole
                : throw Invalid(name, FormattableString.Invariant($"an item is no whole number between {least} and {most}")))];

    /// <summary>A list of objects; ask each, and let it <see cref="End"/>.</summary>
    public IReadOnlyList<Facts> Objects(string name, int longest = 50) =>
        [.. List(name, longest).Select((item, number) => item.ValueKind is JsonValueKind.Object
            ? new Facts(item, FormattableString.Invariant($"{path}{name}[{number}]."))
            : throw Invalid(name, "an item is not an object"))];

    /// <summary>An object inside; ask it, and let it <see cref="End"/>.</summary>
    public Facts Object(string name) => Find(name) is { ValueKind: JsonValueKind.Object } found ? new Facts(found, $"{path}{name}.") : throw Invalid(name, "it is not an object");

    /// <summary>The raw JSON of a field, for forms that only one pack has (brackets with an open end).</summary>
    public Value Raw(string name) => new(Find(name), path + name);

    /// <summary>After the last question: a field that nobody asked for is refused, because what it says would be ignored.</summary>
    public void End()
    {
        foreach (var field in json.EnumerateObject())
            if (!asked.Contains(field.Name)) throw Invalid(field.Name, "it is unknown here");
    }

    /// <summary><c>invalid-input</c> about a field.</summary>
    public RefusedException Invalid(string name, string problem) => Reckoning.Invalid(path + name, problem);

    private IEnumerable<JsonElement> List(string name, int longest) =>
        Find(name) is { ValueKind: JsonValueKind.Array } found && found.GetArrayLength() <= longest
            ? found.EnumerateArray()
            : throw Invalid(name, FormattableString.Invariant($"it is not a list of at most {longest}"));

    private JsonElement Find(string name) => TryFind(name, out var found) ? found : throw Invalid(name, "it is missing");

    private bool TryFind(string name, out JsonElement found)
    {
        if (!asked.Contains(name)) asked.Add(name);
        return json.TryGetProperty(name, out found) && found.ValueKind is not JsonValueKind.Null;
    }
}
