using System.Globalization;
using Microsoft.Extensions.Localization;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ui;
using Samverk.Wages;

namespace Samverk.Host;

/// <summary>What the simulator's questions, answers, limits and reasons are called.</summary>
internal static class SimulatorWords
{
    public static string Question(this IStringLocalizer text, SimulatorFact fact) => fact.Described is { } described ? Said(described.Label) : text["Your age"];

    /// <summary>Where a person finds the answer; null where the question says it.</summary>
    public static string? Hint(this IStringLocalizer text, SimulatorFact fact) =>
        fact.MustBeSaid ? text["Your own assumption, 0 where nothing is due. The employer's notice says it"].Value : fact.Described?.Hint is { } hint ? Said(hint) : null;

    public static IReadOnlyList<Choice> Answers(this IStringLocalizer text, SimulatorFact fact) => [.. fact.Words.Select(word => new Choice(word, word switch
    {
        SimulatorFact.Yes => text["yes"].Value,
        SimulatorFact.No => text["no"].Value,
        _ => Said(fact.Described?.Answers.FirstOrDefault(answer => answer.Word == word)?.Phrase ?? word),
    }))];

    /// <summary>"This is not for you if …": what the figures leave out, and what nobody has verified.</summary>
    public static IReadOnlyList<string> NotIf(this IStringLocalizer text, string country) =>
    [
        .. country switch
        {
            "AT" => (string[])[text["you count on a 13th and 14th pay: they are not in this month"], text["you work single days, as a free contractor, or get money from the artists' fund"]],
            "BE" => [text["you are paid by the flat withholding for artists, or by the rules of amateur arts"], text["you work only part of the month, or as a student"]],
            "DE" => [text["you work only part of the month, for less than a week, or by the flat tax of short-term work"], text["your church tax is capped or has a minimum"]],
            "ES" => [text["you live in the Basque Country or Navarra, or pay by the bases of artists"], text["your contract is shorter than 30 days"]],
            "FR" => [text["you are paid by the rules of show business"], text["you work in Alsace-Moselle or overseas, or where the mobility levy is due: it is not in the cost"]],
            "IT" => [text["you are a performer, work as a co.co.co., or the employer is outside commerce"], text["you want to see the surcharges of region and municipality: they are kept in the year after"]],
            "NL" => [text["you are paid by the artists' scheme, or get a benefit that the green table taxes"], text["you count on the holiday allowance: it is not set aside here"]],
            _ => [text["you live abroad or are an artist from abroad: another tax applies"], text["you have an occupational pension: it is not in the cost"]],
        },
        text["your work has expenses that the client's money pays first"],
        text["you work for several employers in the same month"],
    ];

    /// <summary>A number of a payslip without its currency: whole ones short.</summary>
    public static string Figure(decimal amount) => amount.ToString(amount == decimal.Truncate(amount) ? "N0" : "N2", Language.Current.Culture);

    public static string PerCent(decimal rate) => $"{rate.ToString("0.####", Language.Current.Culture)}\u00A0%";

    /// <summary>"rounded to the nearest 0.01, halves up".</summary>
    public static string Rounding(SimulatedLine line) => string.Format(Language.Current.Culture, Said(line.Rounding), line.Unit);

    public static string Said(string phrase) => WageWords.Say(phrase, Language.Current.Code);

    /// <summary>"We cannot compute this honestly yet because …", with the name of what is missing.</summary>
    public static string Because(this IStringLocalizer text, string code, string? about) => code switch
    {
        "regime-not-verified" when about is "part_time" or "partial_month" => text["it is less than the lowest pay of a whole month, and nobody has verified the rules for part of the hours or of a month"],
        "no-wage-reaches" => text["it does not pay even the lowest contributions of a whole month"],
        "parameter-missing" => text["the figure {0} is not there for this date", about ?? ""],
        "regime-not-verified" => text["nobody has verified {0}", about ?? ""],
        "field-missing" => text["a rate of the employer has no public source and nobody said it"],
        "sector-table-missing" => text["the pay table of the sector {0} is not there", about ?? ""],
        _ => text["the rule is not there for this date"],
    };

    /// <summary>The name that such a refusal carries.</summary>
    public static string? About(Refusal refusal) => refusal.Facts.FirstOrDefault(fact => fact.Name is "parameter" or "regime" or "id" or "sector").Value?.ToString();

    /// <summary>Whether it is the law's data that lack something, not the reader's answer.</summary>
    public static bool IsHonest(Refusal? refusal) => refusal is { Code: "parameter-missing" or "regime-not-verified" or "sector-table-missing" or "rule-missing", Field: not "fee" };
}
