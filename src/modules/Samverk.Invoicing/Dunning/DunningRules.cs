using NodaTime;

namespace Samverk.Invoicing;

internal static class DunningRules
{
    public const string Talk = "Talk", Heard = "Heard", Demand = "Demand", Collection = "Collection", Court = "Court";

    /// <summary>
    /// What the plan asks for on a day, one thing a day: the earliest reminder that is due and not done, then the talk. Once people have taken
    /// over (the talk is asked for), no more reminders go out.
    /// </summary>
    public static string? Next(DunningPlan plan, LocalDate due, IReadOnlySet<string> done, LocalDate today)
    {
        if (done.Contains(Talk)) return null;
        var late = Period.DaysBetween(due, today);
        for (var at = 0; at < plan.ReminderDays.Count; at++)
            if (!done.Contains($"Reminder{at + 1}"))
                return late >= plan.ReminderDays[at] ? $"Reminder{at + 1}" : null;
        return late >= plan.TalkDay ? Talk : null;
    }
}
