using NodaTime;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>What an activity will have for wages: confirmed orders, planned invoices and due dates, and the plans of everybody else.</summary>
internal sealed class PlanOutlook(IEnumerable<IPlannedChange> plans, PlannedWages wages)
{
    private const int MonthsBack = 2;

    public Task<Outlook> Without(Id<Person> person, Tx tx, Activity activity, LocalDate to) => tx.Outlook(
        activity, LocalDate.Max(activity.Opened, tx.Today.PlusMonths(-MonthsBack)), tx.Today, to, [.. plans.Where(plan => plan is not PlannedWages), new OfOthers(wages, person)]);

    /// <summary>The months of a plan that are still to be paid, and what the activity has for them.</summary>
    public async Task<IReadOnlyList<PlanMonth>> Months(Tx tx, Activity activity, SalaryPlan plan)
    {
        var months = await tx.MonthsAhead(plan);
        return months.Count is 0 ? [] : PlanRules.Months((await Without(plan.Person, tx, activity, plan.To.ToDateInterval().End)).Wages, plan.Cost, months, tx.Today);
    }

    private sealed class OfOthers(PlannedWages wages, Id<Person> person) : IPlannedChange
    {
        public Task<IReadOnlyList<PlannedChange>> Of(Tx tx, Activity activity, LocalDate asOf, LocalDate to) => wages.Of(tx, activity, asOf, to, person);
    }
}

internal static class PlanMonths
{
    /// <summary>Months from today's on for which no wage stands yet: what stands is reserved already.</summary>
    public static async Task<IReadOnlyList<YearMonth>> MonthsAhead(this Tx tx, SalaryPlan plan)
    {
        var asked = await tx.AskedMonths(plan.Activity, plan.Person, tx.Today);
        return [.. PlanRules.Span(plan.From, PlanItems.Count(plan)).Where(month => month >= tx.Today.ToYearMonth() && !asked.Contains(month))];
    }

    /// <summary>What a month's cost would be as a wage, by the law of its last day; as the forecast of a wage says it.</summary>
    public static Task<Outcome<Forecast>> ForecastOf(this Tx tx, SalaryPlan plan) => Forecast.Of(
        tx, new Work(default, plan.Entity, plan.Activity, plan.Person, plan.Author, SalaryPlan.Contract, "", "", "", "", [new(LocalDate.Max(plan.From.ToDateInterval().End, tx.Today), LocalTime.Midnight, 0)], WorkState.Checked, false, tx.Today),
        WageBasis.Cost, plan.Cost);
}
