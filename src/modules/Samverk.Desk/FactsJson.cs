using System.Text.Json;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Desk;

/// <summary>Facts of an item as JSON that keeps what is money and what is a date: <c>{"name":…,"money":{…}}</c>.</summary>
internal static class FactsJson
{
    public static string Write(IReadOnlyList<(string Name, object Value)> facts) => JsonSerializer.Serialize(
        facts.Select(fact => fact.Value switch
        {
            Money money => new Fact(fact.Name, null, null, money, null),
            LocalDate date => new Fact(fact.Name, null, date, null, null),
            int number => new Fact(fact.Name, null, null, null, number),
            string text => new Fact(fact.Name, text, null, null, null),
            _ => throw new ArgumentException($"a fact of an item is no {fact.Value.GetType().Name}", nameof(facts)),
        }),
        StoreJson.Options);

    public static IReadOnlyList<(string Name, object Value)> Read(string json) =>
        [.. JsonSerializer.Deserialize<Fact[]>(json, StoreJson.Options)!.Select(fact => (fact.Name, (object?)fact.Money ?? (object?)fact.Date ?? (object?)fact.Number ?? fact.Text ?? ""))];

    private sealed record Fact(string Name, string? Text, LocalDate? Date, Money? Money, int? Number);
}
