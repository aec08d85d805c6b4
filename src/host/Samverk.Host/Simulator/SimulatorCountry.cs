using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using Samverk.Kernel;
using Samverk.Wages;

namespace Samverk.Host;

/// <summary>What the simulator asks about in a country: only what a person knows, and beside it what is assumed about the cooperative.</summary>
/// <param name="ByYear">The tax of a month hangs on the pay of the year: twelve such months are meant.</param>
/// <param name="Fixed">Facts that everybody who may use the simulator has in common.</param>
internal sealed record SimulatorCountry(string Code, Currency Currency, bool ByYear, JsonObject Fixed, params SimulatorFact[] Asked)
{
    /// <summary>What is asked, each with the words of the pack's description.</summary>
    public IReadOnlyList<SimulatorFact> Facts { get; } = [.. Asked.Select(fact => fact with { Described = WageFacts.Of(Code).FirstOrDefault(one => one.Name == fact.Name) })];

    private static readonly string[] GermanStates = ["BE", "BW", "BY", "BB", "HB", "HH", "HE", "MV", "NI", "NW", "RP", "SL", "SN", "ST", "SH", "TH"];

    /// <summary>In the order of their codes.</summary>
    public static readonly IReadOnlyList<SimulatorCountry> All =
    [
        new("AT", Currency.EUR, false, [], SimulatorFact.YesNo("vienna", SimulatorFact.No), SimulatorFact.RateOfEmployer("chamber_levy_rate", 5)),
        new("BE", Currency.EUR, false, new() { ["disabled"] = false },
            SimulatorFact.Choice("family", "single", "spouse_no_income", "spouse_own_income"), SimulatorFact.Whole("children", 0, 0, 30), SimulatorFact.YesNo("blue_collar", SimulatorFact.No),
            SimulatorFact.RateOfEmployer("small_funds_rate", 5)),
        new("DE", Currency.EUR, false, [],
            SimulatorFact.Whole("tax_class", 1, 1, 6), SimulatorFact.Choice("state", GermanStates), SimulatorFact.YesNo("church_member", SimulatorFact.No),
            SimulatorFact.YesNo("care_childless", SimulatorFact.Yes), SimulatorFact.PerCent("health_additional_rate", "2.9", 20),
            SimulatorFact.RateOfEmployer("levy_u1_rate", 10), SimulatorFact.RateOfEmployer("levy_u2_rate", 10), SimulatorFact.RateOfEmployer("accident_rate", 50)),
        new("ES", Currency.EUR, true, [],
            SimulatorFact.Whole("age", 35, 16, 100), SimulatorFact.Choice("family_situation", "3", "2"), SimulatorFact.YesNo("temporary", SimulatorFact.No), SimulatorFact.Whole("group", 5, 1, 7),
            SimulatorFact.RateOfEmployer("work_accident_rate", 20)),
        new("FR", Currency.EUR, false, new() { ["employees"] = 20, ["contract"] = "permanent", ["weekly_hours"] = 35, ["health_plan_employee"] = 0, ["health_plan_employer"] = 0 },
            SimulatorFact.PerCent("personal_rate", "", 100), SimulatorFact.YesNo("executive", SimulatorFact.No), SimulatorFact.RateOfEmployer("work_accident_rate", 100)),
        new("IT", Currency.EUR, true, [], SimulatorFact.Choice("contract", "permanent", "fixed_term"), SimulatorFact.RateOfEmployer("work_accident_rate", 20)),
        new("NL", Currency.EUR, false, new() { ["period"] = "month" },
            SimulatorFact.Choice("class", "under_aow", "aow_1946", "aow_1945"), SimulatorFact.YesNo("credit", SimulatorFact.Yes),
            SimulatorFact.Choice("awf", "low", "high") with { OfEmployer = true }, SimulatorFact.Choice("aof", "low", "high") with { OfEmployer = true }, SimulatorFact.RateOfEmployer("whk_rate", 100)),
        new("SE", Currency.SEK, false, [],
            SimulatorFact.Whole("birth_year", 1990, 1926, 2010), SimulatorFact.Choice("withholding", "table", "side_income"), SimulatorFact.Whole("table", 32, 29, 42), SimulatorFact.Whole("column", 1, 1, 6)),
    ];

    public static SimulatorCountry? Find(string? code) => All.FirstOrDefault(one => string.Equals(one.Code, code, StringComparison.OrdinalIgnoreCase));

    /// <summary>The answers as the pack reads them; what is not said is usual.</summary>
    /// <returns>The facts, or the refusal of the first answer that cannot be read; <c>field-unknown</c> for one that the country does not ask.</returns>
    public Outcome<JsonObject> Read(IReadOnlyDictionary<string, string> said)
    {
        if (said.Keys.FirstOrDefault(name => Facts.All(fact => fact.Name != name)) is { } unknown)
            return new Refusal("field-unknown", ("field", unknown.Length > 40 ? unknown[..40] : unknown)) { Field = "facts" };
        var facts = (JsonObject)Fixed.DeepClone();
        foreach (var fact in Facts)
        {
            var read = fact.Read(said.GetValueOrDefault(fact.Name));
            if (read.Refusal is { } refusal) return refusal;
            if (read.Value is { } value) facts[fact.Name] = fact.Name is "family_situation" ? JsonValue.Create(value.GetValue<string>() is "2" ? 2 : 3) : value;
        }

        return facts;
    }

    /// <summary>One month, paid on a day, with pay in its place.</summary>
    public PayslipRequest Request(JsonObject facts, LocalDate paidOn, decimal gross, decimal monthOfYear)
    {
        if (ByYear) facts["gross_year"] = (12 * monthOfYear).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture);
        return new(Code, "salaried", paidOn.ToYearMonth(), paidOn, gross, JsonSerializer.SerializeToElement(facts));
    }
}
