using NodaTime;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>
/// The same salary every month although clients pay in lumps. It is asked for and approved once; then it asks for the wage of each month when
/// the work of that month is approved.
/// </summary>
/// <param name="Cost">What a month costs the activity.</param>
/// <param name="To">The last month.</param>
public sealed record SalaryPlan(
    Id<SalaryPlan> Id, Id<LegalEntity> Entity, Id<Activity> Activity, Id<Person> Person, Id<Person> Author, Money Cost, YearMonth From, YearMonth To, PlanState State, LocalDate MadeOn)
{
    /// <summary>The kind of employment that a plan pays.</summary>
    public const string Contract = "monthlyPlan";

    public static readonly StateMachine<PlanState> States = new("employment.plan", 1,
        (PlanState.Requested, PlanState.Approved), (PlanState.Requested, PlanState.Refused), (PlanState.Requested, PlanState.Withdrawn), (PlanState.Approved, PlanState.Ended));

    public bool Covers(YearMonth month) => month >= From && month <= To;
}

public enum PlanState { Requested, Approved, Refused, Withdrawn, Ended }

/// <summary>A month of a plan.</summary>
/// <param name="From">The day on which its money has to be there.</param>
/// <param name="Before">What the activity has for wages then, after the months before.</param>
/// <param name="Left">And after this month.</param>
internal sealed record PlanMonth(YearMonth Month, LocalDate From, Money Before, Money Left);

/// <summary>How long a salary lasts. Pure.</summary>
internal static class PlanRules
{
    public const int MostMonths = 24;

    /// <summary>Whole months of warning before the first one without salary.</summary>
    public const int WarnedMonths = 2;

    /// <summary>
    /// A month's wage is reserved when its work is approved, before it begins: the money has to be there on the first day of the month, or today
    /// where it has begun.
    /// </summary>
    public static LocalDate FromDay(YearMonth month, LocalDate today) => LocalDate.Max(month.OnDayOfMonth(1), today);

    public static IReadOnlyList<PlanMonth> Months(Curve wages, Money cost, IReadOnlyList<YearMonth> months, LocalDate today) =>
    [
        .. months.Select((month, at) =>
        {
            var from = FromDay(month, today);
            var before = On(wages, from) - Times(cost, at);
            return new PlanMonth(month, from, before, before - cost);
        }),
    ];

    /// <summary>The largest cost of a month that every month can bear; zero where there is none. Whole hundreds of cents, so that it is a figure that people remember.</summary>
    public static Money Sustainable(Curve wages, IReadOnlyList<YearMonth> months, LocalDate today)
    {
        var currency = wages.Points[0].Amount.Currency;
        if (months.Count is 0) return Money.Zero(currency);
        var least = months.Select((month, at) => On(wages, FromDay(month, today)).Minor / (at + 1)).Min();
        return new Money(Math.Max(0, least / 100 * 100), currency);
    }

    /// <summary>The first month that the money does not cover; null where all are.</summary>
    public static YearMonth? FirstNegative(IReadOnlyList<PlanMonth> months) => months.FirstOrDefault(month => month.Left.IsNegative)?.Month;

    /// <summary>The first month without salary: the money ends, or the plan does.</summary>
    public static YearMonth FirstWithout(SalaryPlan plan, IReadOnlyList<PlanMonth> months) => FirstNegative(months) is { } negative && negative <= plan.To ? negative : plan.To.PlusMonths(1);

    /// <summary>Whether the end has to be told today: two whole months of salary are left at most.</summary>
    public static bool Warns(YearMonth firstWithout, LocalDate today) => firstWithout <= today.ToYearMonth().PlusMonths(WarnedMonths + 1);

    /// <summary>The curve after the plan: what was there, less each month's cost from the day on which it is reserved.</summary>
    public static IReadOnlyList<CurvePoint> After(Curve wages, Money cost, IReadOnlyList<YearMonth> months, LocalDate today)
    {
        var days = months.Select(month => FromDay(month, today)).ToArray();
        return [.. wages.Points.Select(point => point.From).Concat(days).Distinct().Order().Select(day => new CurvePoint(day, On(wages, day) - Times(cost, days.Count(from => from <= day))))];
    }

    public static IReadOnlyList<YearMonth> Span(YearMonth from, int months) => [.. Enumerable.Range(0, months).Select(from.PlusMonths)];

    public static Money On(Curve curve, LocalDate day) => (curve.Points.LastOrDefault(point => point.From <= day) ?? curve.Points[0]).Amount;

    private static Money Times(Money cost, int times) => new(cost.Minor * times, cost.Currency);
}
