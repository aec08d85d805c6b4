using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Samverk.Kernel;

namespace Samverk.Host;

/// <summary>A field of a money-path file is missing, unknown or not what it should be.</summary>
internal sealed class FileFault(Refusal refusal) : Exception(refusal.ToString())
{
    public Refusal Refusal { get; } = refusal;

    public static FileFault Missing(string field) => new(new Refusal("field-missing", ("field", field)) { Field = field });

    public static FileFault Invalid(string field) => new(new Refusal("field-invalid", ("field", field)) { Field = field });
}

/// <summary>The fields of one JSON object, read once each: what nobody asked for is refused, as everywhere in Samverk.</summary>
internal sealed class EventFields(JsonElement json)
{
    private readonly Dictionary<string, JsonElement> fields = Read(json);
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);

    public string Text(string name) => Optional(name) ?? throw FileFault.Missing(name);

    public string? Optional(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text when text.GetString() is { Length: > 0 and <= 400 } value => value,
        _ => throw FileFault.Invalid(name),
    };

    public Money Amount(string name, Currency currency) => OptionalAmount(name, currency) ?? throw FileFault.Missing(name);

    public Money? OptionalAmount(string name, Currency currency)
    {
        if (Optional(name) is not { } text) return null;
        var amount = Money.Read(text, currency);
        return amount.Refusal is { } refusal ? throw new FileFault(refusal with { Field = name }) : amount.Value;
    }

    public Rate? OptionalRate(string name)
    {
        if (Optional(name) is not { } text) return null;
        var rate = Rate.Read(text);
        return rate.Refusal is null ? rate.Value : throw FileFault.Invalid(name);
    }

    public LocalDate Date(string name) => LocalDatePattern.Iso.Parse(Text(name)) is { Success: true } read
        ? read.Value
        : throw new FileFault(new Refusal("date-unreadable", ("field", name)) { Field = name });

    public bool Flag(string name, bool otherwise) => Find(name) switch
    {
        null => otherwise,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        _ => throw FileFault.Invalid(name),
    };

    public EventFields? Object(string name) => Find(name) is { } found ? new EventFields(found) : null;

    public IReadOnlyList<EventFields> Objects(string name) => [.. Array(name).Select(item => new EventFields(item))];

    public IReadOnlyList<string> Texts(string name) =>
        [.. Array(name).Select(item => item.ValueKind is JsonValueKind.String ? item.GetString()! : throw FileFault.Invalid(name))];

    /// <summary>Every field as an amount under its own name, in the file's order.</summary>
    public IReadOnlyList<(string Name, Money Amount)> Amounts(Currency currency) => [.. fields.Keys.Select(name => (name, Amount(name, currency)))];

    /// <summary>What is allowed to stand there without being used.</summary>
    public EventFields Ignore(params string[] names)
    {
        asked.UnionWith(names);
        return this;
    }

    /// <exception cref="FileFault"><c>field-unknown</c>: the file says something that no rule reads.</exception>
    public void NothingElse()
    {
        if (fields.Keys.FirstOrDefault(name => !asked.Contains(name)) is { } unknown)
            throw new FileFault(new Refusal("field-unknown", ("field", unknown)) { Field = unknown });
    }

    private JsonElement? Find(string name)
    {
        asked.Add(name);
        return fields.TryGetValue(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;
    }

    private IEnumerable<JsonElement> Array(string name) => Find(name) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } array => array.EnumerateArray(),
        _ => throw FileFault.Invalid(name),
    };

    private static Dictionary<string, JsonElement> Read(JsonElement json)
    {
        if (json.ValueKind is not JsonValueKind.Object) throw FileFault.Invalid("$");
        var fields = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var field in json.EnumerateObject())
            if (!fields.TryAdd(field.Name, field.Value)) throw FileFault.Invalid(field.Name);
        return fields;
    }
}
