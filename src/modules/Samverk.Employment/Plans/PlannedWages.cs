using NodaTime;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Employment;

/// <summary>The months of approved salary plans whose wage was not asked for yet, as it was known on any day.</summary>
internal sealed class PlannedWages(Texts texts) : IPlannedChange
{
    public async Task<IReadOnlyList<PlannedChange>> Of(Tx tx, Activity activity, LocalDate asOf, LocalDate to) => await Of(tx, activity, asOf, to, null);

    /// <param name="without">Whose plan is left out.</param>
    public async Task<IReadOnlyList<PlannedChange>> Of(Tx tx, Activity activity, LocalDate asOf, LocalDate to, Id<Person>? without)
    {
        var (text, changes) = (texts.Of(typeof(PlannedWages).Assembly), new List<PlannedChange>());
        foreach (var plan in await tx.PlansOn(activity.Id, asOf))
        {
            if (plan.Person == without) continue;
            var asked = await tx.AskedMonths(plan.Activity, plan.Person, asOf);
            changes.AddRange(PlanRules.Span(plan.From, PlanItems.Count(plan)).Where(month => month >= asOf.ToYearMonth() && !asked.Contains(month))
                // What is planned for the month that runs is expected from tomorrow on: today is what has happened.
                .Select(month => (Month: month, Date: LocalDate.Max(month.OnDayOfMonth(1), asOf.PlusDays(1)))).Where(one => one.Date <= to)
                .Select(one => new PlannedChange(one.Date, -plan.Cost, text["Salary of {0}, planned", one.Month.Shown()], PlanItems.Href(plan)) { Wages = -plan.Cost, Expenses = -plan.Cost }));
        }

        return changes;
    }
}
