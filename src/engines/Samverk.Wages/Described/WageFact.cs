using System.Globalization;
using System.Text.Json.Nodes;
using NodaTime;
using Samverk.Kernel;

namespace Samverk.Wages;

/// <summary>How a fact is written.</summary>
public enum WageFactKind
{
    Whole,
    Number,
    PerCent,
    YesNo,
    Choice,

    /// <summary>Money in the country's currency.</summary>
    Amount,

    /// <summary>Ages with commas between them.</summary>
    Ages,
}

/// <summary>One of the answers to a choice.</summary>
/// <param name="Phrase">English; <see cref="WageWords"/> says it in other languages.</param>
public sealed record WageAnswer(string Word, string Phrase);

/// <summary>One thing that a country's wages hang on, described so that pages can ask for it and check it. Facts are kept as the text of their answer.</summary>
/// <param name="Name">As the pack calls it.</param>
/// <param name="Label">The question, an English phrase; <see cref="WageWords"/> says it in other languages.</param>
public sealed record WageFact(string Name, WageFactKind Kind, string Label)
{
    /// <summary>Answers of yes or no, of every country.</summary>
    public const string Yes = "yes", No = "no";

    private const int Longest = 60, MostAges = 20;

    /// <summary>Where the answer is found, an English phrase.</summary>
    public string? Hint { get; init; }

    public IReadOnlyList<WageAnswer> Answers { get; init; } = [];

    public decimal Least { get; init; }

    public decimal Most { get; init; } = 1_000_000_000;

    public int Decimals { get; init; }

    /// <summary>What is not said is what the law assumes of everybody.</summary>
    public bool MayBeOpen { get; init; }

    /// <summary>About the employer: the same for everybody it employs.</summary>
    public bool OfEmployer { get; init; }

    /// <summary>Said for the calendar year of its first day; it says nothing of the next year.</summary>
    public bool OfYear { get; init; }

    /// <summary>Asked only where another fact has one of these answers.</summary>
    public (string Fact, string[] Words)? OnlyWhere { get; init; }

    /// <summary>The answer that says nothing to the pack.</summary>
    internal string? SaysNothing { get; init; }

    /// <summary>A year of birth that the pack wants as an age in the year of payment, under this name.</summary>
    internal string? AsAge { get; init; }

    /// <summary>Whether each age is an object of its own.</summary>
    internal bool AsObjects { get; init; }

    /// <summary>Whether it is asked beside these answers.</summary>
    public bool IsAsked(IReadOnlyDictionary<string, string> said) =>
        OnlyWhere is not { } where || (said.TryGetValue(where.Fact, out var word) && where.Words.Contains(word.Trim(), StringComparer.Ordinal));

    /// <summary>What somebody typed, in its one spelling; null where it was left open and may be.</summary>
    /// <returns>The answer, <c>field-missing</c> or <c>field-invalid</c> of this field.</returns>
    public Outcome<string?> Read(string? typed)
    {
        var text = typed?.Trim() ?? "";
        if (text.Length is 0) return MayBeOpen ? Outcome.Of<string?>(null) : new Refusal("field-missing", ("field", Name)) { Field = Name };
        if (text.Length > Longest) return Invalid(text[..Longest]);
        return Kind switch
        {
            WageFactKind.YesNo => text is Yes or No ? text : Invalid(text),
            _ when Answers.Count > 0 => Answers.Any(answer => answer.Word == text) ? text : Invalid(text),
            WageFactKind.Ages => ReadAges(text),
            _ => Numeral(text) is { } number && number >= Least && number <= Most && decimal.Round(number, Places) == number ? Plain(number) : Invalid(text),
        };
    }

    /// <summary>What the pack is told by an answer that <see cref="Read"/> has given: name and value, or null for nothing.</summary>
    internal (string Name, JsonNode Value)? Tell(string answer, LocalDate date)
    {
        if (answer == SaysNothing) return null;
        if (AsAge is { } age) return (age, date.Year - int.Parse(answer, CultureInfo.InvariantCulture));
        return (Name, Kind switch
        {
            WageFactKind.YesNo => answer is Yes,
            WageFactKind.Whole => int.Parse(answer, CultureInfo.InvariantCulture),
            WageFactKind.Ages => new JsonArray([.. Ages(answer).Select(one => AsObjects ? new JsonObject { ["age"] = one } : (JsonNode)one)]),
            _ => answer,
        });
    }

    private int Places => Kind is WageFactKind.Amount ? 2 : Decimals;

    private Outcome<string?> ReadAges(string text)
    {
        var ages = text.Split([',', ' '], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return ages.Length is > 0 and <= MostAges && ages.All(age => int.TryParse(age, NumberStyles.None, CultureInfo.InvariantCulture, out var years) && years <= 120)
            ? string.Join(", ", ages)
            : Invalid(text);
    }

    private static IEnumerable<int> Ages(string answer) => answer.Split(", ").Select(age => int.Parse(age, CultureInfo.InvariantCulture));

    /// <summary>A comma or a point starts the decimals; spaces group.</summary>
    private static decimal? Numeral(string text) =>
        decimal.TryParse(string.Concat(text.Where(letter => !char.IsWhiteSpace(letter))).TrimEnd('%').Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    private string Plain(decimal number) => Kind is WageFactKind.Amount ? number.ToString("0.00", CultureInfo.InvariantCulture) : number.ToString("0.####", CultureInfo.InvariantCulture);

    private Refusal Invalid(string text) => new("field-invalid", ("text", text)) { Field = Name };
}
