using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using NodaTime;
using Samverk.Kernel;

namespace Samverk.Countries;

/// <summary>
/// Every dated fact that this cooperative works with: the files of the program, newer files supplied as data, and the operator's values.
/// Immutable and safe to share between threads. The same book gives the same answer for ever.
/// </summary>
public sealed class FactBook
{
    private static readonly Lazy<FactBook> Shipped = new(ReadShipped);

    private readonly ImmutableDictionary<string, History> facts;
    private readonly ImmutableDictionary<string, ImmutableList<Entry>> releases;

    private FactBook(ImmutableDictionary<string, History> facts, ImmutableDictionary<string, ImmutableList<Entry>> releases) =>
        (this.facts, this.releases) = (facts, releases);

    /// <summary>The facts that this release of the program carries, without any operator's value.</summary>
    public static FactBook Embedded => Shipped.Value;

    /// <summary>
    /// The value of a fact on a date: the operator's where there is one, else the pack's if it is verified. Never the value of another date.
    /// </summary>
    /// <param name="country">Two letters, in any case; "EU" for what the Union says.</param>
    /// <param name="name">One of <see cref="FactNames"/>.</param>
    /// <returns>The fact; <c>rule-missing</c> or <c>parameter-missing</c> with id and date; <c>regime-not-verified</c> with the id.</returns>
    /// <exception cref="ArgumentException">No such fact, or one of another type: a bug of the caller.</exception>
    public Outcome<Fact<T>> Find<T>(string country, string name, LocalDate date)
        where T : notnull
    {
        var prefix = country.ToLowerInvariant();
        var type = FactNames.TypeOf(prefix, name) ?? throw new ArgumentException($"there is no fact {name}", nameof(name));
        if (!typeof(T).IsAssignableFrom(type)) throw new ArgumentException($"{name} is a {type.Name}", nameof(name));

        var id = $"{prefix}.{name}";
        if (releases.GetValueOrDefault(id)?.Find(entry => entry.Use.Validity.Contains(date)) is { } released)
            return new Fact<T>((T)released.Value, released.Use);
        if (facts.GetValueOrDefault(id)?.Entries.Find(entry => entry.Use.Validity.Contains(date)) is not { } found)
            return new Refusal(FactNames.MissingCode(name), ("id", id), ("date", date));
        return found.Use.Status is FactStatus.Verified
            ? new Fact<T>((T)found.Value, found.Use)
            : new Refusal("regime-not-verified", ("id", id), ("date", date));
    }

    /// <summary>Operator's values in force on a date, by id: as long as there is one, the installation is not certified.</summary>
    public IReadOnlyList<FactUse> ReleasesInForce(LocalDate date) =>
        [.. releases.Values.SelectMany(entries => entries).Select(entry => entry.Use).Where(use => use.Validity.Contains(date)).OrderBy(use => use.Id, StringComparer.Ordinal)];

    /// <summary>Everything the packs know, verified or not, for the page that shows what may be released. Ordered by id and date.</summary>
    public IReadOnlyList<FactUse> Known =>
        [.. facts.Values.SelectMany(history => history.Entries).Select(entry => entry.Use)
            .OrderBy(use => use.Id, StringComparer.Ordinal).ThenBy(use => use.Validity.From)];

    /// <summary>All values of a fact, whatever their day and status: the pack's and the operator's, each in the form of its file.</summary>
    /// <param name="id">The whole id: <c>se.fee</c>.</param>
    public IReadOnlyList<(FactUse Use, string Json)> HistoryOf(string id) =>
        [.. (facts.GetValueOrDefault(id)?.Entries ?? []).Concat(releases.GetValueOrDefault(id, [])).OrderBy(entry => entry.Use.Validity.From)
            .Select(entry => (entry.Use, JsonSerializer.Serialize(entry.Value, entry.Value.GetType(), FactJson.Strict)))];

    /// <summary>
    /// This book and a file: either newer facts (<c>country, asOf, facts</c>), which replace the whole history of every id they name
    /// unless the book's file is as new, or a cooperative's own values (<c>operatorValues</c>).
    /// </summary>
    /// <param name="file">The name for messages.</param>
    /// <returns>The new book, <c>field-invalid</c>, <c>field-unknown</c> or <c>row-duplicate</c>, naming file and id.</returns>
    public Outcome<FactBook> With(string json, string file)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new() { AllowDuplicateProperties = false });
            if (HasNullElement(document.RootElement)) return new Refusal("field-invalid", ("file", file), ("at", "$"), ("problem", "null in a list"));
            return document.RootElement.ValueKind is JsonValueKind.Object && document.RootElement.TryGetProperty("operatorValues", out _)
                ? With(document.Deserialize<OperatorFile>(FactJson.Strict)!.OperatorValues, file)
                : With(document.Deserialize<FactFile>(FactJson.Strict)!, FactJson.Hash(json), file);
        }
        catch (JsonException unreadable)
        {
            return new Refusal("field-invalid", ("file", file), ("at", unreadable.Path ?? "$"), ("problem", unreadable.Message));
        }
    }

    /// <summary>This book and a cooperative's own values, all or none.</summary>
    /// <returns>The new book, or a refusal that names the id.</returns>
    public Outcome<FactBook> With(IReadOnlyList<OperatorValue> values, string file = "operator's values")
    {
        var all = releases;
        foreach (var value in values)
        {
            if (Unsigned(value) is { } field) return new Refusal("field-missing", ("file", file), ("id", value.Id), ("name", field)) { Field = field };

            var release = new Release(value.ReleasedBy, value.ReleasedOn, value.Reason);
            var packs = facts.GetValueOrDefault(value.Id)?.Version ?? value.Id.Split('.')[0];
            var version = $"{packs}+{FactJson.Hash(JsonSerializer.Serialize(value, FactJson.Strict))}";
            var entry = Entry.Read(file, value.Id, (value.ValidFrom, value.ValidTo), value.Value, value.Source ?? value.Reason, (value.ReleasedOn, FactStatus.Released, release, version));
            if (entry.Refusal is { } refusal) return refusal;

            var list = all.GetValueOrDefault(value.Id, []).Add(entry.Value);
            if (History.Overlap(list) is { } twice) return new Refusal("row-duplicate", ("file", file), ("id", value.Id), ("date", twice));
            all = all.SetItem(value.Id, list);
        }

        return new FactBook(facts, all);
    }

    private Outcome<FactBook> With(FactFile pack, string hash, string file)
    {
        var version = $"{pack.Country}@{pack.AsOf:R}:{hash}";
        var all = facts;
        foreach (var rows in pack.Facts.GroupBy(row => row.Id, StringComparer.Ordinal))
        {
            var list = ImmutableList<Entry>.Empty;
            foreach (var row in rows)
            {
                if (row.Id.Split('.')[0] != pack.Country || row.Status is FactStatus.Released)
                    return new Refusal("field-invalid", ("file", file), ("id", row.Id), ("problem", "another country's id, or a release in a pack"));
                var entry = Entry.Read(file, row.Id, (row.ValidFrom, row.ValidTo), row.Value, row.Source, (row.CheckedOn, row.Status, null, version));
                if (entry.Refusal is { } refusal) return refusal;
                list = list.Add(entry.Value);
            }

            if (History.Overlap(list) is { } twice) return new Refusal("row-duplicate", ("file", file), ("id", rows.Key), ("date", twice));
            if (all.GetValueOrDefault(rows.Key) is { } known && known.AsOf >= pack.AsOf) continue;
            all = all.SetItem(rows.Key, new(pack.AsOf, version, list));
        }

        return new FactBook(all, releases);
    }

    /// <summary>The types of lists cannot say that their elements are never null, so the reader does.</summary>
    private static bool HasNullElement(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().Any(element => element.ValueKind is JsonValueKind.Null || HasNullElement(element)),
        JsonValueKind.Object => json.EnumerateObject().Any(property => HasNullElement(property.Value)),
        _ => false,
    };

    private static string? Unsigned(OperatorValue value) =>
        string.IsNullOrWhiteSpace(value.ReleasedBy) ? "releasedBy" : string.IsNullOrWhiteSpace(value.Reason) ? "reason" : null;

    private static FactBook ReadShipped()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var book = new FactBook(
            ImmutableDictionary.Create<string, History>(StringComparer.Ordinal),
            ImmutableDictionary.Create<string, ImmutableList<Entry>>(StringComparer.Ordinal));
        foreach (var file in assembly.GetManifestResourceNames().Where(name => name.StartsWith("facts/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(file)!);
            book = book.With(reader.ReadToEnd(), file).Value;
        }

        return book;
    }

    /// <summary>One row of a file, its value read into the fact's own type.</summary>
    private sealed record Entry(object Value, FactUse Use)
    {
        public static Outcome<Entry> Read(
            string file, string id, (LocalDate From, LocalDate? To) valid, JsonElement value, string source,
            (LocalDate CheckedOn, FactStatus Status, Release? Release, string Version) origin)
        {
            if (!FactNames.IsId(id) || FactNames.TypeOf(id[..2], id[3..]) is not { } type) return new Refusal("field-unknown", ("file", file), ("id", id));
            if (valid.To < valid.From) return Invalid("ends before it starts");
            if (string.IsNullOrWhiteSpace(source)) return Invalid("no source");
            try
            {
                return value.Deserialize(type, FactJson.Strict) is { } read && FactNames.Makes(id[3..], read)
                    ? new Entry(read, new(id, new(valid.From, valid.To), source, origin.CheckedOn, origin.Status, origin.Release, origin.Version))
                    : Invalid("no such value");
            }
            catch (Exception unreadable) when (unreadable is JsonException or ArgumentException)
            {
                return Invalid(unreadable.Message);
            }

            Refusal Invalid(string problem) => new("field-invalid", ("file", file), ("id", id), ("problem", problem));
        }
    }

    /// <summary>What one file says about one id.</summary>
    private sealed record History(LocalDate AsOf, string Version, ImmutableList<Entry> Entries)
    {
        /// <summary>The first day on which two rows would hold, or null.</summary>
        public static LocalDate? Overlap(IEnumerable<Entry> entries)
        {
            var periods = entries.Select(entry => entry.Use.Validity).OrderBy(period => period.From).ToList();
            return periods.Zip(periods.Skip(1)).Where(pair => pair.First.Overlaps(pair.Second)).Select(pair => (LocalDate?)pair.Second.From).FirstOrDefault();
        }
    }
}
