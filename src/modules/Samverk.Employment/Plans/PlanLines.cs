using NodaTime;
using Samverk.Activities;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Employment;

/// <summary>What a salary plan asks of its person, on the start page: a month's work has to be announced before the plan can pay it.</summary>
internal static class PlanLines
{
    public static readonly Access Access = ListPlans.Access;

    public static async Task<IEnumerable<HomeLine>> Of(HomeQuestion asked)
    {
        var (tx, text, lines) = (asked.Tx, asked.Text, new List<HomeLine>());
        foreach (var plan in (await tx.PlansOf(asked.Actor.Person)).Where(plan => plan.State is PlanState.Approved))
        {
            var (now, paid) = (tx.Today.ToYearMonth(), await tx.AskedMonths(plan.Activity, plan.Person, tx.Today));
            var days = await tx.DaysOf(plan.Person, tx.Today, now.PlusMonths(1).ToDateInterval().End);
            foreach (var month in (YearMonth[])[now, now.PlusMonths(1)])
                if (plan.Covers(month) && !paid.Contains(month) && !days.Any(day => day.Day.ToYearMonth() == month))
                    lines.Add(new(HomePart.Todo, text["Announce your work of {0}", month.Shown()], "/work/new")
                    {
                        Date = PlanRules.FromDay(month, tx.Today), Under = text["As a monthly plan: then your salary of {0} is asked for by itself.", plan.Cost.Shown()], Meaning = Meaning.Info,
                    });
        }

        return lines;
    }
}
