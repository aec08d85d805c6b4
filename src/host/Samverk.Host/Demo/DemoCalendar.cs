using System.Text.Json;
using NodaTime;
using Samverk.Countries;

namespace Samverk.Host;

/// <summary>Who does what on which working day, in the order in which it was put down.</summary>
internal sealed class DemoCalendar
{
    public static readonly LocalDate Begins = new(2025, 10, 1), Today = new(2026, 3, 2);

    private static readonly HashSet<LocalDate> Holidays =
        [new(2025, 12, 24), new(2025, 12, 25), new(2025, 12, 26), new(2025, 12, 31), new(2026, 1, 1), new(2026, 1, 6)];

    private readonly Dictionary<LocalDate, List<Func<Task>>> days = [];
    private readonly Dictionary<LocalDate, List<(Func<Task> Work, Action Then)>> together = [];

    public static IReadOnlyList<LocalDate> WorkingDays { get; } =
        [.. Enumerable.Range(0, Period.DaysBetween(Begins, Today) + 1).Select(Begins.PlusDays).Where(IsWorkingDay)];

    public static bool IsWorkingDay(LocalDate day) => day.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday) && !Holidays.Contains(day);

    /// <summary>The day itself or the first working day after it.</summary>
    public static LocalDate WorkingDayFrom(LocalDate day)
    {
        while (!IsWorkingDay(day)) day = day.PlusDays(1);
        return day;
    }

    /// <summary>So many working days later.</summary>
    public static LocalDate After(LocalDate day, int workingDays)
    {
        for (; workingDays > 0; workingDays--) day = WorkingDayFrom(day.PlusDays(1));
        return day;
    }

    /// <summary>What the demo's last day has not reached stays undone: it is what people find to do.</summary>
    public void On(LocalDate day, Func<Task> work)
    {
        day = WorkingDayFrom(day);
        if (!days.TryGetValue(day, out var list)) days[day] = list = [];
        list.Add(work);
    }

    /// <summary>
    /// What takes no number and meets nobody else's: side by side with its like, first thing in the day. What follows from it is put down
    /// afterwards and in order, so that the play stays the same.
    /// </summary>
    public void Together(LocalDate day, Func<Task> work, Action? then = null)
    {
        day = WorkingDayFrom(day);
        if (!together.TryGetValue(day, out var list)) together[day] = list = [];
        list.Add((work, then ?? (() => { })));
    }

    /// <summary>By month and day, between October and March.</summary>
    public void On(int month, int day, Func<Task> work) => On(Day(month, day), work);

    /// <summary>What the demo's board has decided itself; invented like its people.</summary>
    public void Stand(DemoStage stage, string fact, string json) => On(1, 7, async () =>
    {
        var value = DemoStage.Name($"own:{fact}");
        await stage.Do(new EnterOwnValue.Command(value, "facts", fact, new(2026, 1, 1), null, JsonDocument.Parse(json).RootElement, "Board, 10 December 2025, § 9"), DemoCast.Fia);
        await stage.Do(new ReleaseOwnValue.Command(DemoStage.Name($"own:{fact}:release"), new(value)), DemoCast.Bo);
    });

    public static LocalDate Day(int month, int day) => new(month >= 10 ? 2025 : 2026, month, day);

    /// <summary>Everything of a day; what is put down for the same day meanwhile comes at its end.</summary>
    public async Task Live(LocalDate day)
    {
        if (together.TryGetValue(day, out var alike))
        {
            await DemoStage.Each(alike, one => one.Work());
            foreach (var (_, then) in alike) then();
        }

        if (!days.TryGetValue(day, out var list)) return;
        for (var at = 0; at < list.Count; at++) await list[at]();
    }
}
