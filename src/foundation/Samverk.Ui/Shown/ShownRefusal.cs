using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Localization;
using NodaTime;
using Samverk.Kernel;

namespace Samverk.Ui;

/// <summary>
/// Refusals in words: what, why, and the next best step. In a text, {amount} is the fact of that name; what stands in [square brackets]
/// is left out unless every fact in it was given, so that a sentence is whole with and without it.
/// </summary>
public static partial class ShownRefusal
{
    public static string Shown(this Refusal refusal, IStringLocalizer text)
    {
        var facts = refusal.Facts.Where(fact => fact.Value is not null).ToDictionary(fact => fact.Name, fact => Said(fact.Value!, text), StringComparer.Ordinal);
        var chosen = Optional().Replace(
            text[refusal.Code].Value,
            part => Place().Matches(part.Value).All(place => facts.ContainsKey(place.Groups["name"].Value)) ? part.Groups["inside"].Value : "");
        return Place().Replace(chosen, place => facts.GetValueOrDefault(place.Groups["name"].Value, "…"));
    }

    private static string Said(object fact, IStringLocalizer text) => fact switch
    {
        Money money => money.Shown(),
        Rate rate => rate.Shown(),
        LocalDate date => date.Shown(),
        YearMonth month => month.Shown(),
        string words => words,
        Enum state => text[state.ToString()],
        System.Collections.IEnumerable several => string.Join(", ", several.Cast<object>().Select(one => Said(one, text))),
        IFormattable value => value.ToString(null, CultureInfo.CurrentCulture),
        _ => fact.ToString() ?? "",
    };

    [GeneratedRegex(@"\[(?<inside>[^\[\]]*)\]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    internal static partial Regex Optional();

    [GeneratedRegex(@"\{(?<name>[A-Za-z0-9]+)\}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    internal static partial Regex Place();
}
