using System.Collections.Frozen;
using System.Text.Json;
using NodaTime;
using Samverk.Kernel;

namespace Samverk.Wages;

/// <summary>One ordinary month before and after new parameters, so that whoever releases them sees what they do to a payslip.</summary>
/// <param name="PaidOn">The last day of the month in which a changed row begins.</param>
/// <param name="Before">The payslip, or what was missing.</param>
public sealed record SampleChange(string Country, LocalDate PaidOn, decimal Gross, Outcome<Payslip> Before, Outcome<Payslip> After)
{
    /// <summary>A low, an ordinary and a high month of each country, with facts that stand for nobody.</summary>
    private static readonly FrozenDictionary<string, (decimal[] Gross, JsonElement Facts)> Ordinary = new Dictionary<string, (decimal[], string)>
    {
        ["AT"] = ([1_000, 3_200, 7_500], """{"chamber_levy_rate":"0.36"}"""),
        ["BE"] = ([2_300, 3_100, 6_500], """{"blue_collar":false,"family":"single","small_funds_rate":"0.47"}"""),
        ["DE"] = ([1_200, 3_300, 9_000], """{"tax_class":1,"state":"BE","church_member":false,"health_additional_rate":"2.9","care_childless":true,"levy_u1_rate":"1.6","levy_u2_rate":"0.4","accident_rate":"1.0"}"""),
        ["ES"] = ([1_500, 2_400, 5_000], """{"temporary":false,"group":5,"work_accident_rate":"1.50","gross_year":"28800","family_situation":3,"age":36}"""),
        ["FR"] = ([2_000, 3_000, 6_000], """{"employees":20,"executive":false,"contract":"permanent","weekly_hours":"35","work_accident_rate":"1.2","health_plan_employee":"20.00","health_plan_employer":"20.00"}"""),
        ["IT"] = ([1_500, 2_200, 5_000], """{"contract":"permanent","gross_year":"60000","work_accident_rate":"0.4"}"""),
        ["NL"] = ([1_600, 3_500, 8_000], """{"class":"under_aow","credit":true,"awf":"low","aof":"low","whk_rate":"1.16"}"""),
        ["SE"] = ([18_000, 35_000, 90_000], """{"table":33,"column":1,"birth_year":1988}"""),
    }.ToFrozenDictionary(pair => pair.Key, pair => (pair.Value.Item1, JsonDocument.Parse(pair.Value.Item2).RootElement), StringComparer.Ordinal);

    /// <summary>Whether a payslip changes at all.</summary>
    public bool Differs => Before.Refusal is null && After.Refusal is null
        ? After.Value.Less(Before.Value).Count > 0
        : $"{Before.Refusal}" != $"{After.Refusal}";

    internal static IEnumerable<SampleChange> Of(WageRules before, WageRules after, IEnumerable<ParameterChange> changes) =>
        from month in changes.Select(change => (change.Country, Month: change.ValidFrom.ToYearMonth())).Distinct().OrderBy(one => one.Country, StringComparer.Ordinal).ThenBy(one => one.Month)
        where Ordinary.ContainsKey(month.Country)
        from gross in Ordinary[month.Country].Gross
        let paidOn = month.Month.ToDateInterval().End
        let request = new PayslipRequest(month.Country, "salaried", month.Month, paidOn, gross, Ordinary[month.Country].Facts)
        select new SampleChange(month.Country, paidOn, gross, before.Payslip(request), after.Payslip(request));
}
