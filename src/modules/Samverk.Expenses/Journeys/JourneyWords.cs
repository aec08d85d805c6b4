using System.Globalization;
using Microsoft.Extensions.Localization;
using Samverk.Countries;
using Samverk.Ui;

namespace Samverk.Expenses;

/// <summary>Journeys in people's words.</summary>
internal static class JourneyWords
{
    /// <summary>A kind of vehicle; one that only the cooperative's own values know keeps its name there.</summary>
    public static string Vehicle(string kind, IStringLocalizer text) => kind switch
    {
        "own-car" => text["own car"], "motorcycle" => text["motorcycle"], "bicycle" => text["bicycle"], _ => kind,
    };

    public static string Meal(string meal, IStringLocalizer text) => meal switch
    {
        MealTicks.Breakfast => text["Breakfast"], MealTicks.Lunch => text["Lunch"], _ => text["Dinner"],
    };

    /// <summary>"0.4449 EUR": rates have more decimals than money.</summary>
    public static string Rate(decimal perKilometre, string currency) => $"{perKilometre.ToString("0.00####", CultureInfo.CurrentCulture)} {currency}";

    public static string Kilometres(decimal kilometres) => kilometres.ToString("#,0.#", CultureInfo.CurrentCulture);

    public static Choice[] Vehicles(JourneyChoices.Result choices, IStringLocalizer text) => [.. choices.Vehicles.Select(one => new Choice(
        one.Kind, one.Rate is { } rate ? text["{0}, {1} a kilometre", Vehicle(one.Kind, text), Rate(rate.PerKilometre, rate.Currency.Code)] : text["{0}, no rate today", Vehicle(one.Kind, text)]))
        .DistinctBy(choice => choice.Value)];

    public static string Hour(NodaTime.LocalDateTime at, NodaTime.LocalDate today) => $"{at.Date.Shown(today)} {at.TimeOfDay.ToString("HH:mm", CultureInfo.InvariantCulture)}";

    public static string Share(PaidDay day) => $"{day.PerCent.PerCent.ToString("0.##", CultureInfo.CurrentCulture)} %";
}
