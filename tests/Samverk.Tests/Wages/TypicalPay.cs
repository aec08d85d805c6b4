using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using Samverk.Tests.Ui;
using Samverk.Wages;

namespace Samverk.Tests.Wages;

/// <summary>
/// A pay as it occurs in a cooperative: what it is about, and the question to the pack. The files of <c>Pays</c> say them in groups: common facts,
/// and each gross with each variation.
/// </summary>
/// <param name="About">The group: "Day job".</param>
/// <param name="Variation">What this pay has beside the group's facts; empty where it has nothing.</param>
internal sealed record TypicalPay(string About, string Variation, PayslipRequest Request)
{
    private static readonly LocalDate Usual = new(2026, 7, 31);

    public string Name => Variation.Length is 0 ? About : $"{About} ({Variation})";

    public static IReadOnlyList<TypicalPay> Of(string country)
    {
        var file = JsonNode.Parse(File.ReadAllText(Path.Combine(SourceTexts.Root, "tests", "Samverk.Tests", "Wages", "Pays", $"{country.ToLowerInvariant()}.json")))!;
        var common = file["facts"]!.AsObject();
        return [.. file["groups"]!.AsArray().SelectMany(group => OfGroup(country, common, group!.AsObject()))];
    }

    private static IEnumerable<TypicalPay> OfGroup(string country, JsonObject common, JsonObject group)
    {
        var paidOn = group["paidOn"] is { } day ? LocalDatePattern.Iso.Parse(day.GetValue<string>()).Value : Usual;
        // Contracts with facts of their own (Belgian students) do not have the common ones.
        var facts = group["only"] is null ? Merged(common, group["facts"]) : Merged([], group["facts"]);
        var variations = group["each"]?.AsArray().Select(one => one!.AsObject()).ToList() ?? [[]];
        foreach (var variation in variations)
            foreach (var gross in group["gross"]!.AsArray())
                yield return new(group["about"]!.GetValue<string>(), Said(variation), new(
                    country, group["contract"]?.GetValue<string>() ?? "salaried", paidOn.ToYearMonth(), paidOn, decimal.Parse(gross!.GetValue<string>(), CultureInfo.InvariantCulture),
                    JsonSerializer.SerializeToElement(Merged(facts, variation)))
                {
                    YearToDate = group["yearToDate"]?.AsObject().ToDictionary(sum => sum.Key, sum => sum.Value!.GetValue<decimal>(), StringComparer.Ordinal) ?? [],
                });
    }

    /// <summary>A later null takes a fact away.</summary>
    private static JsonObject Merged(JsonObject facts, JsonNode? more)
    {
        var all = (JsonObject)facts.DeepClone();
        foreach (var (name, value) in more?.AsObject() ?? [])
            if (value is null) all.Remove(name);
            else all[name] = value.DeepClone();
        return all;
    }

    private static string Said(JsonObject variation) => string.Join(", ", variation.Select(fact => $"{fact.Key} {fact.Value?.ToJsonString().Replace("\"", "", StringComparison.Ordinal)}"));
}
