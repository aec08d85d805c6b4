using System.Text.Json.Serialization;
using Samverk.Kernel;

namespace Samverk.Countries;

/// <summary>The lowest pay before tax for an hour of work, by law or by an agreement that the cooperative follows. Of a list the highest that fits counts.</summary>
public sealed record WageFloor
{
    /// <exception cref="ArgumentException">An hour without a price, or a list of kinds without a kind.</exception>
    [JsonConstructor]
    public WageFloor(Money hour, IReadOnlyList<string>? kinds = null)
    {
        if (!hour.IsPositive) throw new ArgumentException($"{hour} is no lowest pay", nameof(hour));
        if (kinds is { Count: 0 }) throw new ArgumentException("a floor for no kind of employment", nameof(kinds));
        (Hour, Kinds) = (hour, kinds);
    }

    public Money Hour { get; }

    /// <summary>Kinds of employment that it is for; null = all.</summary>
    public IReadOnlyList<string>? Kinds { get; }

    /// <summary>The lowest pay of an hour for a kind of employment; null where the list has none for it.</summary>
    public static Money? Of(IEnumerable<WageFloor> floors, string kind) =>
        floors.Where(floor => floor.Kinds is null || floor.Kinds.Contains(kind, StringComparer.Ordinal)).Select(floor => (Money?)floor.Hour).Max();
}
