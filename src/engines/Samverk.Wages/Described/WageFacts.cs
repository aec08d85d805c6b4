using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using Samverk.Kernel;

namespace Samverk.Wages;

/// <summary>What each country's wages hang on: one description, for tax facts, the employer's facts and the simulator.</summary>
public static class WageFacts
{
    /// <summary>The name of the question for circumstances that the pack refuses by name.</summary>
    public const string Regime = "regime";

    /// <summary>Names of the facts that are said for one calendar year; no two countries use such a name for different things.</summary>
    public static IReadOnlySet<string> OfYear { get; } = Pack.All.SelectMany(pack => pack.Described).Where(fact => fact.OfYear).Select(fact => fact.Name).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The facts of a country, in the order in which people are asked; none where there is no pack.</summary>
    /// <param name="country">Two letters.</param>
    public static IReadOnlyList<WageFact> Of(string country) => Pack.All.FirstOrDefault(pack => pack.Country == country.ToUpperInvariant())?.Described ?? [];

    /// <summary>The facts about the person, or about the employer.</summary>
    public static IReadOnlyList<WageFact> Of(string country, bool ofEmployer) => [.. Of(country).Where(fact => fact.OfEmployer == ofEmployer)];

    /// <summary>Answers as people gave them, in their one spelling, without what was left open or is not asked beside the others.</summary>
    /// <returns>The answers; <c>field-missing</c>, <c>field-invalid</c> or <c>field-unknown</c> of the first field that is wrong.</returns>
    public static Outcome<IReadOnlyDictionary<string, string>> Read(string country, bool ofEmployer, IReadOnlyDictionary<string, string> said)
    {
        var (asked, read) = (Of(country, ofEmployer), new Dictionary<string, string>(StringComparer.Ordinal));
        if (said.Keys.FirstOrDefault(name => asked.All(fact => fact.Name != name)) is { } unknown)
            return new Refusal("field-unknown", ("field", unknown.Length > 40 ? unknown[..40] : unknown)) { Field = "facts" };
        foreach (var fact in asked.Where(fact => fact.IsAsked(said)))
        {
            var answer = fact.Read(said.GetValueOrDefault(fact.Name));
            if (answer.Refusal is { } refusal) return refusal;
            if (answer.Value is { } text) read[fact.Name] = text;
        }

        return read;
    }

    /// <summary>The facts of a payslip as the pack reads them.</summary>
    /// <param name="contract">The form of employment, as the pack calls it.</param>
    /// <param name="date">The day of payment.</param>
    /// <param name="said">Answers that <see cref="Read"/> has given, of the person and of the employer.</param>
    /// <param name="fixed">What the kind of employment decides, in the pack's own form; it wins.</param>
    public static JsonElement ForPack(
        string country, string contract, LocalDate date, IEnumerable<KeyValuePair<string, string>> said, IEnumerable<KeyValuePair<string, JsonElement>>? @fixed = null)
    {
        var (pack, told) = (Pack.All.First(pack => pack.Country == country.ToUpperInvariant()), new JsonObject());
        var asked = pack.DescribedFor(contract).ToDictionary(fact => fact.Name, StringComparer.Ordinal);
        foreach (var (name, answer) in said)
            if (asked.TryGetValue(name, out var fact) && fact.Tell(answer, date) is { } one) told[one.Name] = one.Value;
        foreach (var (name, value) in @fixed ?? []) told[name] = JsonNode.Parse(value.GetRawText());
        return JsonSerializer.SerializeToElement(told);
    }
}
