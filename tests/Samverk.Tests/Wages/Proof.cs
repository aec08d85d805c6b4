using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Samverk.Wages;

namespace Samverk.Tests.Wages;

/// <summary>Which open cases speak of a line of a payslip.</summary>
/// <param name="Line">The code of the line.</param>
/// <param name="Kind">The question of the case.</param>
/// <param name="Key">The expected key, with dots; <c>{fact}</c> stands for a fact of the pay.</param>
/// <param name="Input">The case's amount that has to lie below and above the pay; null where the line is one rate of one base.</param>
/// <param name="By">What of the pay is compared with it: <c>gross</c>, <c>base</c> (of the line), or a fact.</param>
/// <param name="Same">Facts of the pay that the case has to state alike: fact = input of the case.</param>
internal sealed record Proof(string Line, string Kind, string Key, string? Input, string By, params (string Fact, string Input)[] Same)
{
    /// <summary>Lines whose rate or amount the asker said.</summary>
    public static readonly FrozenSet<string> Said = FrozenSet.Create(StringComparer.Ordinal,
        "at.chamber_levy", "at.underground_levy", "be.small_funds", "de.employer.levy_u1", "de.employer.levy_u2", "de.employer.accident", "fr.employee.health_plan", "fr.employer.health_plan",
        "fr.employer.work_accident", "it.accident", "se.pension_premium");

    public static readonly IReadOnlyList<Proof> All = [.. Austrian(), .. Belgian(), .. German(), .. Spanish(), .. French(), .. Italian(), .. Dutch(), .. Swedish()];

    public bool Covers(WageCase one, JsonElement facts)
    {
        if (one.Kind != Kind) return false;
        var expected = one.Expected;
        foreach (var name in Filled(facts).Split('.'))
            if (!expected.TryGetProperty(name, out expected)) return false;
        return Same.All(same => Text(facts, same.Fact) == Text(one.Input, same.Input));
    }

    /// <summary>The amount of a case on the scale of the pay: the wage tax of a German year is that of its twelfth.</summary>
    public decimal? Amount(WageCase one)
    {
        if (Input is null || !one.Input.TryGetProperty(Input, out var found)) return null;
        var amount = decimal.Parse(found.ToString(), CultureInfo.InvariantCulture);
        return Input is not "RE4" ? amount : Text(one.Input, "LZZ") switch { "2" => amount / 100, "1" => amount / 1200, _ => null };
    }

    public decimal? Of(JsonElement facts, Payslip slip, Line line) => Input is null ? null : By switch
    {
        "gross" => slip.Gross,
        "base" => line.Base,
        _ => decimal.Parse(Text(facts, By), CultureInfo.InvariantCulture),
    };

    private string Filled(JsonElement facts)
    {
        var key = Key;
        for (var at = key.IndexOf('{', StringComparison.Ordinal); at >= 0; at = key.IndexOf('{', StringComparison.Ordinal))
        {
            var fact = key[(at + 1)..key.IndexOf('}', StringComparison.Ordinal)];
            key = key.Replace($"{{{fact}}}", fact is "credit" ? Text(facts, fact) is "True" ? "with_credit" : "without_credit" : Text(facts, fact), StringComparison.Ordinal);
        }

        return key;
    }

    /// <summary>What is not said is what the packs mean then: no.</summary>
    private static string Text(JsonElement json, string name) => json.TryGetProperty(name, out var found)
        ? name is "employees" ? (found.GetInt32() >= 50 ? "large" : "small") : found.ToString()
        : name switch
    {
        "period" => "month",
        "tax_factor" or "f" => "1",
        "child_allowances" or "children" or "care_child_discounts" or "PVA" or "ZKF" or "STKL" => "0",
        "children_ages" => "[]",
        _ => "False",
    };

    private static IEnumerable<Proof> Austrian()
    {
        foreach (var (line, key) in new[]
        {
            ("at.social", "month.social_employee"), ("at.tax", "month.wage_tax"), ("at.accident", "month.accident_employer"), ("at.employer_social", "annual_cost_without_chamber_levy"),
            ("at.db", "annual_cost_without_chamber_levy"), ("at.municipal_tax", "annual_cost_without_chamber_levy"), ("at.severance_fund", "annual_cost_without_chamber_levy"),
        })
            yield return new(line, "at.payslip_year", key, "gross_month", "gross", ("vienna", "vienna"));
    }

    private static IEnumerable<Proof> Belgian()
    {
        (string, string)[] who = [("family", "family"), ("children", "children"), ("blue_collar", "blue_collar"), ("days_paid", "days_paid"), ("hours_paid", "hours_paid")];
        foreach (var (line, key) in new[]
        {
            ("be.onss", "social_contribution"), ("be.work_bonus_a", "work_bonus_a"), ("be.work_bonus_b", "work_bonus_b"), ("be.withholding", "withholding_before_bonus"),
            ("be.bonus_reduction", "withholding_bonus_reduction"), ("be.special_contribution", "special_contribution"),
        })
            yield return new(line, "be.payslip", key, "gross_month", "gross", who);
        yield return new("be.withholding", "be.withholding", "withholding", "taxable", "base", ("family", "family"), ("children", "children"), ("disabled", "disabled"));
        yield return new("be.special_contribution", "be.special_contribution", "special_contribution", "month_base", "base", ("family", "family"));
        yield return new("be.onss", "be.social_contribution", "employee", null, "", ("blue_collar", "blue_collar"));
        yield return new("be.employer", "be.social_contribution", "employer", null, "", ("blue_collar", "blue_collar"));
        yield return new("be.student", "be.student", "solidarity_employee", null, "");
        yield return new("be.student_employer", "be.student", "solidarity_employer", null, "");
    }

    private static IEnumerable<Proof> German()
    {
        yield return new("de.wage_tax", "de.wage_tax", "LSTLZZ", "RE4", "gross", ("tax_class", "STKL"), ("tax_factor", "f"));
        yield return new("de.solidarity", "de.wage_tax", "SOLZLZZ", "RE4", "gross", ("tax_class", "STKL"), ("tax_factor", "f"), ("child_allowances", "ZKF"));
        yield return new("de.church_tax", "de.wage_tax", "BK", "RE4", "gross", ("tax_class", "STKL"), ("tax_factor", "f"), ("child_allowances", "ZKF"));
        foreach (var side in new[] { "employee", "employer" })
            foreach (var branch in new[] { "health", "health_additional", "care", "pension", "unemployment" })
                foreach (var kind in new[] { "de.social_insurance", "de.payslip" })
                    yield return new($"de.{side}.{branch}", kind, $"{branch}_{side}", "gross_month", "gross", branch is "care" ? [("care_child_discounts", "care_child_discounts")] : []);
        foreach (var kind in new[] { "de.social_insurance", "de.payslip" })
            yield return new("de.employee.care_childless", kind, "care_childless_surcharge", "gross_month", "gross", ("care_childless", "care_childless"));
        yield return new("de.employer.insolvency_levy", "de.social_insurance", "insolvency_levy", "gross_month", "gross");
        yield return new("de.employer.flat_tax", "de.social_insurance", "flat_tax", "gross_month", "gross");
    }

    private static IEnumerable<Proof> Spanish()
    {
        foreach (var (side, lines) in new[] { ("worker", new[] { "common", "unemployment", "training", "mei" }), ("employer", ["common", "unemployment", "training", "mei", "fogasa", "work_accident"]) })
            foreach (var line in lines)
                yield return new($"es.{side}.{line}", "es.social_security_month", $"{side}.{line}", "gross_month", "gross", ("temporary", "temporary"));
        yield return new("es.tax", "es.withholding", "rate", "gross_year", "gross_year",
            ("family_situation", "family_situation"), ("children_ages", "children_ages"), ("contract_under_one_year", "contract_under_one_year"), ("special_relationship", "special_relationship"),
            ("disability_percent_class", "disability_percent_class"), ("geographic_mobility", "geographic_mobility"), ("housing_loan", "housing_loan"), ("children_shared", "children_shared"),
            ("ascendants_over_75", "ascendants_over_75"), ("ceuta_melilla", "ceuta_melilla"));
    }

    private static IEnumerable<Proof> French()
    {
        (string, string)[] who = [("weekly_hours", "weekly_hours")];
        foreach (var line in new[] { "old_age_capped", "old_age_uncapped", "agirc_arrco", "ceg", "cet", "apec", "csg_deductible", "csg_non_deductible", "crds" })
            yield return new($"fr.employee.{line}", "fr.payslip", $"employee.{line}", "gross_month", "gross", who);
        foreach (var line in new[]
        {
            "health", "old_age_capped", "old_age_uncapped", "agirc_arrco", "ceg", "cet", "apec", "family", "unemployment", "ags", "provident", "fnal", "solidarity_autonomy", "training",
            "training_fixed_term", "apprenticeship_tax", "housing_peec", "social_dialogue", "forfait_social",
        })
            yield return new($"fr.employer.{line}", "fr.payslip", $"employer.{line}", "gross_month", "gross", who);
        yield return new("fr.employer.reduction", "fr.payslip", "reduction", "gross_month", "gross", ("weekly_hours", "weekly_hours"), ("employees", "employees"), ("leave_fund", "leave_fund"));
        yield return new("fr.tax", "fr.withholding_neutral", "withholding", "net_taxable_month", "base");
    }

    private static IEnumerable<Proof> Italian()
    {
        foreach (var (line, key) in new[] { ("it.social", "social_contributions"), ("it.tax", "net_tax"), ("it.exempt_sum", "exempt_sum"), ("it.integrative_allowance", "integrative_allowance"), ("it.severance", "severance") })
            yield return new(line, "it.year_core", key, "gross_year", "gross_year", ("contract", "contract"));
        foreach (var (line, key) in new[] { ("it.social", "social_contributions"), ("it.exempt_sum", "exempt_sum"), ("it.integrative_allowance", "integrative_allowance"), ("it.tax", "net_tax") })
            yield return new(line, "it.year", key, "gross_year", "gross_year", ("contract", "contract"), ("cigs", "cigs"), ("spouse_income", "spouse_income"), ("children", "children"));
    }

    private static IEnumerable<Proof> Dutch()
    {
        yield return new("nl.tax", "nl.table_row", "{class}.{credit}", "table_wage", "base", ("period", "period"));
        yield return new("nl.special_tax", "nl.special_rate", "percent", "annual_wage_previous_year", "annual_wage_previous_year", ("class", "class"), ("credit", "credit"));
        yield return new("nl.tax_anonymous", "nl.anonymous", "tax", null, "");
        foreach (var line in new[] { "awf", "aof", "wko", "whk", "zvw" }) yield return new($"nl.{line}", "nl.premiums", line, null, "");
    }

    private static IEnumerable<Proof> Swedish()
    {
        yield return new("se.tax", "se.table", "column{column}", "monthly_income", "base");
        yield return new("se.tax", "se.table_percent", "column{column}", "monthly_income", "base");
        yield return new("se.one_off_tax", "se.one_off", "percent", "annual_income", "annual_income", ("column", "column"));
        yield return new("se.employer", "se.employer_contribution", "contribution", null, "");
        yield return new("se.employer_youth", "se.employer_contribution", "contribution", null, "");
    }
}
