using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>What a contract says about one engagement; everything else is the template's.</summary>
/// <param name="Country">Of the employer: its law.</param>
/// <param name="Kind">A kind of employment of the country.</param>
/// <param name="Language">Wished for; English or the country's first where there is none.</param>
/// <param name="Gross">For all the work.</param>
internal sealed record ContractTerms(
    string Country, string Kind, string Language, string Entity, string Person, LocalDate? BornOn, string Role, string Place, string Risk, IReadOnlyList<WorkDay> Days, Money Gross)
{
    /// <summary>Of the employer, in one line; empty where nobody has said it.</summary>
    public string Address { get; init; } = "";

    /// <summary>Days of leave in a year of full work; null where the law alone says it.</summary>
    public int? Leave { get; init; }

    /// <summary>Days of notice that the cooperative grants; null where the law alone says it.</summary>
    public int? Notice { get; init; }

    /// <summary>Who receives the contributions to social security (Directive (EU) 2019/1152, article 4, 2 o).</summary>
    public required string Insurer { get; init; }

    /// <summary>Terms that both sides have agreed on besides; may be empty.</summary>
    public string Besides { get; init; } = "";

    /// <summary>The contract that this one takes the place of.</summary>
    public FileHash? Replaces { get; init; }
}

/// <summary>
/// Contracts in our own wording, one file per country, version and language, for one or several kinds of employment. A file is never edited once
/// somebody has signed by it: a new version is a new file. Lines that begin with "? " stand only where their placeholders have a value, with "!name "
/// only where that one has none, and with "[kind kind] " only for these kinds.
/// </summary>
internal static partial class ContractText
{
    private const string Folder = "Samverk.Employment.Contracts.Templates.";

    private static readonly IReadOnlyList<Template> All = [.. Load()];

    /// <summary>All placeholders that there are.</summary>
    public static readonly IReadOnlyList<string> Placeholders =
        ["entity", "address", "person", "born", "role", "place", "risk", "begins", "ends", "days", "hours", "gross", "leave", "notice", "insurer", "besides", "replaces"];

    /// <summary>Countries and kinds that a contract can be drafted for on the newest version, with its languages; the country's own come first.</summary>
    public static IReadOnlyList<string> Languages(string country, string kind) => [.. Newest(country, kind).Select(one => one.Language)];

    /// <summary>Whether mails or any contract of a country can be in a language.</summary>
    public static bool Speaks(string country, string language) => Samverk.Ui.Language.All.Any(one => one.Code == language) || Kinds(country).Any(kind => Languages(country, kind).Contains(language, StringComparer.Ordinal));

    /// <summary>The kinds of employment of a country for which there is a contract.</summary>
    public static IReadOnlyList<string> Kinds(string country) =>
        [.. All.Where(one => one.Name.StartsWith($"{country.ToLowerInvariant()}.", StringComparison.Ordinal)).Select(one => one.Name[3..]).Distinct(StringComparer.Ordinal)];

    public static IReadOnlyList<Template> Templates => All;

    /// <returns>The text with LF at every line's end; <c>contract-template-missing</c> with country and kind.</returns>
    public static Outcome<Drafted> Draft(ContractTerms terms)
    {
        var there = Newest(terms.Country, terms.Kind);
        if (there.Count is 0) return Missing(terms.Country, terms.Kind);
        var template = there.FirstOrDefault(one => one.Language == terms.Language) ?? there.FirstOrDefault(one => one.Language is "en") ?? there[0];
        var values = Values(terms, Samverk.Ui.Language.Of(template.Language)?.Culture ?? CultureInfo.GetCultureInfo($"{template.Language}-{terms.Country}"));
        var text = new StringBuilder();
        foreach (var line in template.Text.Split('\n').Select(line => Standing(line, values)).OfType<string>())
            text.Append(Placeholder().Replace(line, place => values[place.Groups["name"].Value])).Append('\n');

        return new Drafted(template.Name, template.Version, template.Language, text.ToString().TrimEnd('\n') + "\n");
    }

    public static Refusal? RefuseMissing(string country, string kind) => Newest(country, kind).Count is 0 ? Missing(country, kind) : null;

    /// <returns>What stands of a line; null where nothing does.</returns>
    private static string? Standing(string line, Dictionary<string, string> values)
    {
        if (line.StartsWith("? ", StringComparison.Ordinal)) return Placeholder().Matches(line).Any(place => values[place.Groups["name"].Value].Length is 0) ? null : line[2..];
        if (!line.StartsWith('!')) return line;
        var name = line[1..line.IndexOf(' ', StringComparison.Ordinal)];
        return values[name].Length is 0 ? line[(name.Length + 2)..] : null;
    }

    private static Refusal Missing(string country, string kind) => new("contract-template-missing", ("country", country), ("kind", kind)) { Field = "contract" };

    private static IReadOnlyList<Template> Newest(string country, string kind)
    {
        var name = $"{country.ToLowerInvariant()}.{kind}";
        var all = All.Where(one => one.Name == name).ToArray();
        return all.Length is 0 ? [] : [.. all.Where(one => one.Version == all.Max(other => other.Version)).OrderBy(one => one.Language is "en").ThenBy(one => one.Language, StringComparer.Ordinal)];
    }

    // Amounts and days as the reader of the contract writes them; hours and hashes as they are everywhere.
    private static Dictionary<string, string> Values(ContractTerms terms, CultureInfo culture) => new(StringComparer.Ordinal)
    {
        ["entity"] = terms.Entity, ["address"] = terms.Address, ["person"] = terms.Person, ["born"] = terms.BornOn is { } born ? Iso(born) : "", ["role"] = terms.Role, ["place"] = terms.Place, ["risk"] = terms.Risk,
        ["begins"] = Iso(terms.Days.Min(day => day.Day)), ["ends"] = Iso(terms.Days.Max(day => day.To).Date), ["leave"] = Number(terms.Leave), ["notice"] = Number(terms.Notice),
        ["insurer"] = terms.Insurer, ["besides"] = terms.Besides,
        ["days"] = string.Join('\n', terms.Days.OrderBy(day => day.From).Select(day => $"- {Iso(day.Day)} {Time(day.Starts)}–{Time(day.To.TimeOfDay)}")),
        ["hours"] = Words.Hours(terms.Days.Sum(day => day.Minutes)), ["gross"] = $"{terms.Gross.ToDecimal().ToString("N2", culture)} {terms.Gross.Currency.Code}", ["replaces"] = terms.Replaces?.Value ?? "",
    };

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Iso(LocalDate day) => day.ToString("uuuu'-'MM'-'dd", CultureInfo.InvariantCulture);

    private static string Time(LocalTime time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static IEnumerable<Template> Load()
    {
        var here = typeof(ContractText).Assembly;
        foreach (var name in here.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            // "se.monthlyPlan+grantWage.1.sv.txt"
            if (name[Folder.Length..].Split('.') is not [var country, var kinds, var version, var language, "txt"]) throw new InvalidOperationException($"{name} is no name of a contract");
            using var reader = new StreamReader(here.GetManifestResourceStream(name)!, Encoding.UTF8);
            var text = reader.ReadToEnd().ReplaceLineEndings("\n").TrimEnd('\n');
            foreach (var kind in kinds.Split('+'))
                yield return new Template($"{country}.{kind}", int.Parse(version, CultureInfo.InvariantCulture), language, string.Join('\n', text.Split('\n').Select(line => OfKind(line, kind)).OfType<string>()));
        }
    }

    private static string? OfKind(string line, string kind)
    {
        if (!line.StartsWith('[')) return line;
        var end = line.IndexOf(']', StringComparison.Ordinal);
        return line[1..end].Split(' ').Contains(kind, StringComparer.Ordinal) ? line[(end + 2)..] : null;
    }

    [GeneratedRegex(@"\{(?<name>[a-z]+)\}", RegexOptions.ExplicitCapture, 1000)]
    internal static partial Regex Placeholder();

    internal sealed record Template(string Name, int Version, string Language, string Text);

    internal sealed record Drafted(string Template, int Version, string Language, string Text);
}
