using System.Globalization;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Samverk.Kernel;

namespace Samverk.Host;

/// <summary>Everything a simulation was asked, as its address carries it: whoever has the link sees the same. Read with bounds; written back unchanged.</summary>
internal sealed record SimulatorLink(string? Country, string? From, string? Amount, string? Vat, string? Fee, IReadOnlyDictionary<string, string> Facts)
{
    /// <summary>What the reader says about working on their own.</summary>
    public string? OwnCosts { get; init; }

    public string? OwnContributions { get; init; }

    public string? OwnTax { get; init; }

    /// <summary>More is no answer to any question here.</summary>
    private const int Longest = 60;

    public static SimulatorLink Read(HttpRequest request) => Read(request.Query.ToDictionary(word => word.Key, word => word.Value, StringComparer.Ordinal));

    /// <param name="text">An address's part behind the question mark, as <see cref="Text"/> writes it.</param>
    public static SimulatorLink Read(string text) => Read(QueryHelpers.ParseQuery(text));

    private static SimulatorLink Read(Dictionary<string, StringValues> query)
    {
        var country = SimulatorCountry.Find(Said("country"));
        // Words of other addresses (language, tracking of some sender) are passed over; questions of the country are read.
        var facts = (country?.Facts ?? []).Where(fact => query.ContainsKey(fact.Name)).ToDictionary(fact => fact.Name, fact => Said(fact.Name)!, StringComparer.Ordinal);
        return new(Said("country"), Said("from"), Said("amount"), Said("vat"), Said("fee"), facts)
        {
            OwnCosts = Said(OwnBusiness.CostsField), OwnContributions = Said(OwnBusiness.ContributionsField), OwnTax = Said(OwnBusiness.TaxField),
        };

        string? Said(string name) => query.TryGetValue(name, out var values) ? values.ToString() is { Length: > Longest } tooLong ? tooLong[..Longest] : values.ToString() : null;
    }

    /// <summary>The question, or the refusal of the field whose word nobody knows.</summary>
    public Outcome<Simulate.Query> Ask(SimulatorCountry country, string usualAmount, string? usualFee)
    {
        if (Country is not null && SimulatorCountry.Find(Country) is null) return new Refusal("unknown-kind", ("kind", Country)) { Field = "country" };
        if (Word<SimulatorStart>(From ?? nameof(SimulatorStart.Price)) is not { } start) return new Refusal("unknown-kind", ("kind", From)) { Field = "from" };
        if (Word<SimulatorVat>(Vat ?? nameof(SimulatorVat.Standard)) is not { } vat) return new Refusal("unknown-kind", ("kind", Vat)) { Field = "vat" };
        return new Simulate.Query(country.Code, start, Amount ?? usualAmount, vat, string.IsNullOrWhiteSpace(Fee) ? usualFee : Fee, Facts, OwnCosts, OwnContributions, OwnTax);
    }

    /// <summary>The part of an address behind the question mark: only what was said, in one order.</summary>
    public string Text => QueryHelpers.AddQueryString("", Words().Where(word => !string.IsNullOrEmpty(word.Value))).TrimStart('?');

    private IEnumerable<KeyValuePair<string, string?>> Words() =>
    [
        new("country", Country), new("from", From), new("amount", Amount), new("vat", Vat), new("fee", Fee),
        .. Facts.OrderBy(fact => fact.Key, StringComparer.Ordinal).Select(fact => new KeyValuePair<string, string?>(fact.Key, fact.Value)),
        new(OwnBusiness.CostsField, OwnCosts), new(OwnBusiness.ContributionsField, OwnContributions), new(OwnBusiness.TaxField, OwnTax),
    ];

    public static string Of(string country, string? from, string? amount) => QueryHelpers.AddQueryString("/simulator", new Dictionary<string, string?> { ["country"] = country, ["from"] = from, ["amount"] = amount });

    private static T? Word<T>(string text) where T : struct, Enum =>
        Enum.GetValues<T>().Where(one => string.Equals(one.ToString(), text, StringComparison.OrdinalIgnoreCase)).Select(one => (T?)one).FirstOrDefault();
}
