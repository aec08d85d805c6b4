using NodaTime;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Desk;
using Samverk.Store;
using Check = Samverk.Desk.Check;

namespace Samverk.Employment;

/// <summary>What salary plans ask of the staff.</summary>
internal static class PlanItems
{
    public const string Plan = "employment.plan", Ends = "employment.plan-ends", NotAsked = "employment.plan-not-asked";

    public static string Href(SalaryPlan plan) => $"/salary/{plan.Activity}?person={plan.Person}";

    public static Task AskAdviser(this Tx tx, SalaryPlan plan, Activity activity, Money? floor) => tx.OpenItem(
        new Item(Plan, Plan, plan.Id.Value, "Salary of {cost} a month", Href(plan))
        {
            Under = "{activity}, {number} months from {from}", Member = plan.Person, FourEyes = true,
            Facts = [("cost", plan.Cost), ("activity", activity.Name), ("number", Count(plan)), ("from", plan.From.OnDayOfMonth(1))],
            Checks =
            [
                new Check("check:money", true, "{activity} has enough for every month of it"),
                WageFloors.Check(floor),
            ],
            IfApproved = "If you approve: each month's wage is asked for and reserved when its work is approved.",
        });

    /// <summary>A salary ends soon: the money does, or the plan.</summary>
    public static Task TellEnd(this Tx tx, SalaryPlan plan, Activity activity, YearMonth firstWithout) => tx.OpenItem(
        new Item(Ends, Plan, plan.Id.Value, "A salary lasts until {date}", Href(plan))
        {
            Under = "{activity}: talk about new orders, a lower salary or leave", Member = plan.Person, Facts = [("date", firstWithout.OnDayOfMonth(1).PlusDays(-1)), ("activity", activity.Name)],
        });

    /// <summary>The wage of a month could not be asked for.</summary>
    public static Task TellNotAsked(this Tx tx, SalaryPlan plan, Activity activity, YearMonth month) => tx.OpenItem(
        new Item(NotAsked, Plan, plan.Id.Value, "The plan cannot pay the month from {date}", Href(plan))
        {
            Under = "{activity}: look at the money and the tax facts", Member = plan.Person, Facts = [("date", month.OnDayOfMonth(1)), ("activity", activity.Name)],
        });

    public static int Count(SalaryPlan plan) => ((plan.To.Year - plan.From.Year) * 12) + plan.To.Month - plan.From.Month + 1;
}
