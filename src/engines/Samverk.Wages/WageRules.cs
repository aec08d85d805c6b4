using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using NodaTime;
using Samverk.Kernel;

namespace Samverk.Wages;

/// <summary>
/// The wage law of every country that Samverk can compute: the packs of the program, newer parameter files supplied as data, and a
/// cooperative's own values. Pure, immutable, safe to share between threads: the same question gives the same answer for ever.
/// </summary>
public sealed class WageRules
{
    private static readonly FrozenDictionary<string, Pack> Packs = Pack.All.ToFrozenDictionary(pack => pack.Country, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, (Pack Pack, Kind Kind)> Kinds =
        Pack.All.SelectMany(pack => pack.Kinds.Select(kind => (pack, kind))).ToFrozenDictionary(both => both.kind.Name, StringComparer.Ordinal);

    /// <summary>Words by which a caller asks for a branch's own rules, none of which are here.</summary>
    private static readonly string[] SectorWords = ["sector", "joint_committee", "collective_agreement"];

    private readonly ImmutableDictionary<string, Lazy<ParameterBook>> books;

    private WageRules(ImmutableDictionary<string, Lazy<ParameterBook>> books) => this.books = books;

    /// <summary>What this release of the program carries. A country's files are read when it is first asked about.</summary>
    public static WageRules Embedded { get; } = new(Packs.Values.ToImmutableDictionary(pack => pack.Country, pack => new Lazy<ParameterBook>(() => Shipped(pack)), StringComparer.Ordinal));

    /// <summary>No values at all: for comparing files with each other.</summary>
    public static WageRules Empty { get; } = new(Packs.Values.ToImmutableDictionary(pack => pack.Country, pack => new Lazy<ParameterBook>(() => new(pack.Parameters, [], [])), StringComparer.Ordinal));

    /// <summary>The countries, two letters each.</summary>
    public static IReadOnlyList<string> Countries => [.. Packs.Keys.Order(StringComparer.Ordinal)];

    /// <summary>These rules and a newer parameter file: a row with a later <c>asOf</c> wins, and rows the file does not name stay.</summary>
    /// <param name="file">The name for messages.</param>
    /// <returns>The new rules; <c>field-invalid</c> or <c>row-duplicate</c> with file and problem.</returns>
    public Outcome<WageRules> With(string json, string file) => ParameterFile.CountryOf(json, file).Then<WageRules>(country =>
        Packs.TryGetValue(country.ToUpperInvariant(), out var pack)
            ? ParameterFile.Read(pack.Parameters, json, file).Then<WageRules>(read => With(pack.Country, books[pack.Country].Value.With(read)))
            : new Refusal("field-invalid", ("file", file), ("problem", $"there is no pack {country}")));

    /// <summary>These rules and a cooperative's own values, all or none.</summary>
    /// <returns>The new rules, or <c>invalid-input</c> with the field.</returns>
    public Outcome<WageRules> With(IReadOnlyList<OperatorValue> values)
    {
        var rules = this;
        foreach (var own in values.GroupBy(value => value.Country, StringComparer.OrdinalIgnoreCase))
        {
            if (!Packs.TryGetValue(own.Key.ToUpperInvariant(), out var pack)) return Invalid("country", "there is no such pack");
            var book = books[pack.Country].Value.With(own);
            if (book.Refusal is { } refusal) return refusal;
            rules = rules.With(pack.Country, book.Value);
        }

        return rules;
    }

    /// <summary>Answers one question of a pack: the result's keys, as the country's part of the specification names them.</summary>
    /// <returns>A JSON object; <c>unknown-kind</c>, <c>invalid-input</c>, <c>parameter-missing</c>, <c>regime-not-verified</c> or <c>sector-table-missing</c>.</returns>
    public Outcome<JsonElement> Answer(string country, string kind, LocalDate date, JsonElement input)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
            if (Answer(country, kind, date, input, json).Refusal is { } refusal) return refusal;
        return JsonDocument.Parse(bytes.ToArray()).RootElement;
    }

    /// <summary>A payslip with its lines.</summary>
    public Outcome<Payslip> Payslip(PayslipRequest request) => Run(request.Country, request.PaidOn, request.Explain, (pack, reckoning) =>
    {
        if (request.Gross < 0 || decimal.Round(request.Gross, 2) != request.Gross) throw Reckoning.Invalid("gross", "it is negative or has more than two decimals");
        RefuseWhatNobodyKnows(pack, request.Facts);
        return pack.Compute(request, new Facts(request.Facts), reckoning);
    });

    /// <summary>The largest gross whose whole cost <paramref name="available"/> can pay; <see cref="PayslipRequest.Gross"/> is not looked at.</summary>
    public Outcome<AffordableGross> GrossFromCost(PayslipRequest request, decimal available) => Run(request.Country, request.PaidOn, false, (pack, reckoning) =>
    {
        RefuseWhatNobodyKnows(pack, request.Facts);
        return CostToGross.Find(available, pack.CostSteps(request, reckoning), CostOf, gross => pack.LeastCostOf(request with { Gross = gross }, new Facts(request.Facts), reckoning))
            ?? throw Reckoning.Invalid("available", "it pays not even the cost of no wage");

        decimal CostOf(decimal gross) => pack.CostOf(request with { Gross = gross }, new Facts(request.Facts), reckoning);
    });

    /// <summary>The payslip of the smallest gross that leaves the wanted net; <see cref="PayslipRequest.Gross"/> is not looked at.</summary>
    public Outcome<Payslip> GrossFromNet(PayslipRequest request, decimal net) => Run(request.Country, request.PaidOn, false, (pack, reckoning) =>
    {
        RefuseWhatNobodyKnows(pack, request.Facts);
        var least = pack.LeastGross(request, reckoning);
        // A net that less than the least gross would leave is one of the pays that are refused there.
        if (least > 0 && net > 0 && NetOf(least) > net && Payslip(request with { Gross = least - 0.01m }).Refusal is { } refusal) throw new RefusedException(refusal);
        return NetToGross.Find(net, NetOf, pack.NetPeaksBefore) ?? throw Reckoning.Invalid("net", "no wage leaves so much");

        decimal NetOf(decimal gross) =>
            gross > 0 && gross < least ? 0 : Payslip(request with { Gross = gross, Explain = false }) is { Refusal: null } slip ? slip.Value.Net : decimal.MaxValue;
    }).Then(gross => Payslip(request with { Gross = gross }));

    /// <summary>The smallest gross that the rules of a whole month cover; less is refused by its name.</summary>
    public Outcome<decimal> LeastGross(PayslipRequest request) => Run(request.Country, request.PaidOn, false, (pack, reckoning) => pack.LeastGross(request, reckoning));

    /// <summary>What a client's price without VAT becomes: fee, cost, gross, net.</summary>
    public Outcome<Simulation> Simulate(PayslipRequest request, SimulatedFee fee, decimal clientPrice) => Simulation.Forward(this, request, fee, clientPrice);

    /// <summary>The smallest client's price without VAT that leaves the wanted net.</summary>
    public Outcome<Simulation> PriceFor(PayslipRequest request, SimulatedFee fee, decimal net) => Simulation.Backward(this, request, fee, net);

    /// <summary>Which countries' parameters end within 60 days or have ended, by the number of employments of each country.</summary>
    public IReadOnlyList<ExpiryWarning> Expiring(LocalDate today, IReadOnlyDictionary<string, int> employments) =>
        [.. employments.Where(country => country.Value > 0 && Packs.ContainsKey(country.Key)).OrderBy(country => country.Key, StringComparer.Ordinal)
            .Select(country => ExpiryWarning.Of(country.Key, books[country.Key].Value, today, country.Value)).OfType<ExpiryWarning>()];

    /// <summary>What other rules say differently: rows added, gone, or with another value, status or end.</summary>
    public IReadOnlyList<ParameterChange> ChangesTo(WageRules other) =>
        [.. Countries.SelectMany(country => ParameterChange.Between(country, books[country].Value, other.books[country].Value))];

    /// <summary>What <see cref="ChangesTo"/> does to ordinary months, in the month in which each changed row begins.</summary>
    public IReadOnlyList<SampleChange> SamplesTo(WageRules other, IEnumerable<ParameterChange> changes) => [.. SampleChange.Of(this, other, changes)];

    /// <summary>The row of a parameter that holds on a date, whether a formula uses it or not (mileage, per diems).</summary>
    /// <returns>The row; <c>parameter-missing</c> or <c>regime-not-verified</c> with the id.</returns>
    public Outcome<ParameterUse> Parameter(string country, string id, LocalDate date) =>
        !Packs.TryGetValue(country.ToUpperInvariant(), out var pack) || books[pack.Country].Value.Find(id, date) is not { } row
            ? new Refusal("parameter-missing", ("parameter", id), ("date", date))
            : row.Use is { Status: not ParameterStatus.Unverified, Json: not "null" } ? row.Use : row.Refuse(date);

    /// <summary>Every row of a country's parameters, in order of id and date, the cooperative's own among them.</summary>
    public IReadOnlyList<ParameterUse> Rows(string country) => Packs.ContainsKey(country.ToUpperInvariant()) ? books[country.ToUpperInvariant()].Value.All : [];

    /// <summary>The ids of a country's parameters, those without any row among them.</summary>
    public IReadOnlyList<string> Ids(string country) => Packs.TryGetValue(country.ToUpperInvariant(), out var pack)
        ? [.. pack.Parameters.All.Select(parameter => parameter.Id).Concat(Rows(country).Select(row => row.Id)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]
        : [];

    internal ParameterBook Book(string country) => books[country].Value;

    internal WageRules With(string country, ParameterBook book) => new(books.SetItem(country, new(() => book)));

    /// <summary>Writes the result object. Where it refuses, what was written is a fragment: the caller throws it away.</summary>
    /// <returns>The calculation, for whoever wants to know what it looked up.</returns>
    internal Outcome<Reckoning> Answer(string country, string kind, LocalDate date, JsonElement input, Utf8JsonWriter json)
    {
        if (!Kinds.TryGetValue(kind, out var known) || !string.Equals(known.Pack.Country, country, StringComparison.OrdinalIgnoreCase))
            return new Refusal("unknown-kind", ("kind", kind), ("country", country));
        if (input.ValueKind is not JsonValueKind.Object) return Invalid("input", "it is not an object");
        return Run(known.Pack.Country, date, false, (pack, reckoning) =>
        {
            RefuseWhatNobodyKnows(pack, input);
            json.WriteStartObject();
            known.Kind.Run(new Facts(input), reckoning, new(json));
            WriteReleased(reckoning, json);
            json.WriteEndObject();
            return reckoning;
        });
    }

    private static void RefuseWhatNobodyKnows(Pack pack, JsonElement input)
    {
        foreach (var word in SectorWords)
            if (input.TryGetProperty(word, out var sector)) throw new RefusedException(new("sector-table-missing", ("country", pack.Country), ("sector", sector.ToString())));
        // No pack computes under a regime of a special name; those it knows of are listed in RefusedRegimes.
        if (input.TryGetProperty("regime", out var regime) && regime.ValueKind is JsonValueKind.String) throw Reckoning.NotVerified(regime.GetString()!);
    }

    private static void WriteReleased(Reckoning reckoning, Utf8JsonWriter json)
    {
        var released = reckoning.Uses().Where(use => use.Status is ParameterStatus.Released).Select(use => use.Id).Distinct().Order(StringComparer.Ordinal).ToList();
        if (released.Count is 0) return;
        json.WriteStartArray("operatorValues");
        foreach (var id in released) json.WriteStringValue(id);
        json.WriteEndArray();
    }

    /// <summary>The one place where a formula that a missing value has left becomes an answer.</summary>
    private Outcome<T> Run<T>(string country, LocalDate date, bool explain, Func<Pack, Reckoning, T> compute)
    {
        if (!Packs.TryGetValue(country.ToUpperInvariant(), out var pack)) return Invalid("country", "there is no such pack");
        try
        {
            return Outcome.Of(compute(pack, new Reckoning(books[pack.Country].Value, date, explain)));
        }
        catch (RefusedException refused)
        {
            return refused.Refusal;
        }
    }

    private static Refusal Invalid(string field, string problem) => new("invalid-input", ("field", field), ("problem", problem)) { Field = field };

    private static ParameterBook Shipped(Pack pack)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var book = new ParameterBook(pack.Parameters, [], []);
        var folder = $"packs/{pack.Country.ToLowerInvariant()}/";
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            book = book.With(ParameterFile.Read(pack.Parameters, reader.ReadToEnd(), name).Value);
        }

        return book;
    }
}
