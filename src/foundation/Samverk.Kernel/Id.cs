using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Samverk.Kernel;

/// <summary>
/// Identifies one <typeparamref name="T"/>. Made by the caller (UUID version 7), so the same id twice means the same request twice.
/// </summary>
[JsonConverter(typeof(IdJson))]
public readonly record struct Id<T>(Guid Value) : IParsable<Id<T>>
{
    public static Id<T> New() => new(Guid.CreateVersion7());

    /// <summary>The same name always gives the same id: for rows that a rule makes (one invoice of one plan date), so that making them twice makes one.</summary>
    public static Id<T> Named(Guid parent, string name) => new(NamedGuid.Of(parent, name));

    public static Id<T> Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s));

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Id<T> result)
    {
        var parsed = Guid.TryParse(s, out var value);
        result = new(value);
        return parsed;
    }

    public override string ToString() => Value.ToString();
}
