using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Samverk.Kernel;
using Samverk.Wages;

namespace Samverk.Host;

/// <summary>How an answer is written.</summary>
public enum FactKind { Whole, PerCent, YesNo, Choice }

/// <summary>One thing that a wage hangs on and that the reader can say: what the country's pack calls it, and what is meant where nothing is said.</summary>
/// <param name="Usual">Shown in the form, so that nobody relies on it unseen; empty = may be left open.</param>
/// <param name="OfEmployer">Not about the reader: an assumption about the cooperative that changes the cost.</param>
/// <param name="Words">Of a choice.</param>
public sealed record SimulatorFact(string Name, FactKind Kind, string Usual, decimal Least = 0, decimal Most = 0, bool OfEmployer = false, params string[] Words)
{
    /// <summary>No public source gives it, so nothing is assumed: the reader says their own assumption, or there is no answer.</summary>
    public bool MustBeSaid { get; init; }

    /// <summary>The pack's own description, whose words are shown; null for a question that only the simulator asks.</summary>
    [JsonIgnore] public WageFact? Described { get; init; }

    public const string Yes = WageFact.Yes, No = WageFact.No;

    private const int Longest = 20;

    public static SimulatorFact Whole(string name, int usual, int least, int most) => new(name, FactKind.Whole, usual.ToString(CultureInfo.InvariantCulture), least, most);

    public static SimulatorFact PerCent(string name, string usual, decimal most) => new(name, FactKind.PerCent, usual, 0, most);

    /// <summary>A rate that an insurer, a fund or an authority tells each employer.</summary>
    public static SimulatorFact RateOfEmployer(string name, decimal most) => new(name, FactKind.PerCent, "", 0, most, OfEmployer: true) { MustBeSaid = true };

    public static SimulatorFact YesNo(string name, string usual) => new(name, FactKind.YesNo, usual, Words: [Yes, No]);

    public static SimulatorFact Choice(string name, params string[] words) => new(name, FactKind.Choice, words[0], Words: words);

    /// <summary>What the pack is told; null = nothing, because the answer was left open.</summary>
    /// <returns>The value, or a refusal of this field.</returns>
    public Outcome<JsonNode?> Read(string? typed)
    {
        var text = (typed ?? Usual).Trim();
        if (text.Length is 0) return Usual.Length is 0 && !MustBeSaid ? Outcome.Of<JsonNode?>(null) : new Refusal("field-missing") { Field = Name };
        if (text.Length > Longest) return new Refusal("field-invalid") { Field = Name };
        return Kind switch
        {
            FactKind.Whole => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) && whole >= Least && whole <= Most
                ? Outcome.Of<JsonNode?>(JsonValue.Create(whole))
                : OutOfRange,
            FactKind.PerCent => Rate.Read(text) is { Refusal: null } rate && rate.Value.PerCent >= Least && rate.Value.PerCent <= Most && decimal.Round(rate.Value.PerCent, 2) == rate.Value.PerCent
                ? Outcome.Of<JsonNode?>(JsonValue.Create(rate.Value.ToString()))
                : OutOfRange,
            _ when !Words.Contains(text, StringComparer.Ordinal) => new Refusal("field-invalid", ("text", text)) { Field = Name },
            FactKind.YesNo => Outcome.Of<JsonNode?>(JsonValue.Create(text is Yes)),
            _ => Outcome.Of<JsonNode?>(JsonValue.Create(text)),
        };
    }

    private Refusal OutOfRange => new("out-of-range", ("least", Least), ("most", Most)) { Field = Name };
}
