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
    public static string Question(this IStringLocalizer text, SimulatorFact fact) => fact.Name switch
    {
        "age" => text["Your age"],
        "aof" => text["Premium for disability (Aof)"],
        "awf" => text["Premium for unemployment (AWf)"],
        "birth_year" => text["The year you were born"],
        "blue_collar" => text["Paid as a manual worker, or as an artist in the same way"],
        "care_childless" => text["23 or older and without children"],
        "chamber_levy_rate" => text["Chamber levy (DZ), per cent"],
        "children" => text["Children who depend on you"],
        "church_member" => text["Member of a church that levies tax"],
        "class" => text["State pension"],
        "column" => text["Column of the tax table"],
        "contract" => text["Contract"],
        "credit" => text["Tax credits are asked for here"],
        "executive" => text["Executive (cadre)"],
        "family" or "family_situation" => text["Family"],
        "group" => text["Contribution group"],
        "health_additional_rate" => text["Additional contribution of your health fund, per cent"],
        "accident_rate" or "work_accident_rate" => text["Insurance against accidents at work, per cent"],
        "levy_u1_rate" => text["Levy for sick pay (U1), per cent"],
        "levy_u2_rate" => text["Levy for maternity (U2), per cent"],
        "personal_rate" => text["Your own tax rate, per cent"],
        "small_funds_rate" => text["Small funds of the quarter file, per cent"],
        "state" => text["State you live in"],
        "table" => text["Tax table"],
        "tax_class" => text["Tax class"],
        "temporary" => text["Fixed-term contract"],
        "vienna" => text["Work in Vienna"],
        "whk_rate" => text["Premium of the return-to-work fund (Whk), per cent"],
        "withholding" => text["Main employer"],
        _ => fact.Name,
    };

    /// <summary>Where a person finds the answer; null where the question says it.</summary>
    public static string? Hint(this IStringLocalizer text, SimulatorFact fact) => fact.Name switch
    {
        _ when fact.MustBeSaid => text["Your own assumption, 0 where nothing is due. The employer's notice says it"].Value,
        "column" => text["1 for pay under 66 years of age"].Value,
        "group" => text["1 to 7, in your contract or your last payslip"].Value,
        "health_additional_rate" => text["Each fund has its own; the usual one stands here"].Value,
        "personal_rate" => text["On your tax notice. Left open, the neutral rate counts"].Value,
        "table" => text["29 to 42, from the tax decision of your municipality"].Value,
        "tax_class" => text["1 single, 2 alone with children, 3 to 5 married, 6 second job"].Value,
        _ => null,
    };

    public static IReadOnlyList<Choice> Answers(this IStringLocalizer text, SimulatorFact fact) => [.. fact.Words.Select(word => new Choice(word, Answer(text, fact.Name, word)))];

    private static string Answer(IStringLocalizer text, string fact, string word) => (fact, word) switch
    {
        (_, SimulatorFact.Yes) => text["yes"],
        (_, SimulatorFact.No) => text["no"],
        (_, "single") => text["Without a spouse"],
        (_, "spouse_no_income") or ("family_situation", "2") => text["Spouse without income of their own"],
        (_, "spouse_own_income") => text["Spouse with income of their own"],
        ("family_situation", "3") => text["Any other situation"],
        (_, "permanent") => text["Permanent"],
        (_, "fixed_term") => text["Fixed term"],
        (_, "under_aow") => text["Under the age of the state pension"],
        (_, "aow_1946") => text["State pension, born in 1946 or later"],
        (_, "aow_1945") => text["State pension, born before 1946"],
        (_, "low") => text["Low"],
        (_, "high") => text["High"],
        (_, "table") => text["This is my main employer"],
        (_, "side_income") => text["Another one is"],
        ("state", _) => State(word),
        _ => word,
    };

    private static string State(string code) => code switch
    {
        "BW" => "Baden-Württemberg", "BY" => "Bayern", "BE" => "Berlin", "BB" => "Brandenburg", "HB" => "Bremen", "HH" => "Hamburg", "HE" => "Hessen", "MV" => "Mecklenburg-Vorpommern",
        "NI" => "Niedersachsen", "NW" => "Nordrhein-Westfalen", "RP" => "Rheinland-Pfalz", "SL" => "Saarland", "SN" => "Sachsen", "ST" => "Sachsen-Anhalt", "SH" => "Schleswig-Holstein", _ => "Thüringen",
    };

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
