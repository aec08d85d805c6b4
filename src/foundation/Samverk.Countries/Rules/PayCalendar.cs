using System.Text.Json.Serialization;
using NodaTime;
using Samverk.Kernel;

namespace Samverk.Countries;

/// <summary>From what the promised day of pay is counted.</summary>
public enum PayDayKind
{
    /// <summary>So many working days after the last day of work.</summary>
    WorkingDaysAfterWork,

    /// <summary>So many days after the member reported the work.</summary>
    DaysAfterReport,

    /// <summary>The last day of the month of work.</summary>
    EndOfMonth,

    /// <summary>A day of the month after the work.</summary>
    DayOfNextMonth,
}

/// <summary>The day on which the cooperative promises to pay, whether or not the client has paid.</summary>
public sealed record PayCalendar
{
    /// <exception cref="ArgumentException">Days that the kind does not go with.</exception>
    [JsonConstructor]
    public PayCalendar(PayDayKind kind, int days = 0)
    {
        if (days is < 0 or > 31 || kind is PayDayKind.EndOfMonth != days is 0) throw new ArgumentException($"{days} days do not go with {kind}", nameof(days));
        (Kind, Days) = (kind, days);
    }

    public PayDayKind Kind { get; }

    /// <summary>Working days, days, or the day of the month; 0 at the end of the month.</summary>
    public int Days { get; }

    /// <summary>The promised day. A bank does not pay on a day off, so it is the working day before where the day is none.</summary>
    /// <param name="from">Last day of work; for <see cref="PayDayKind.DaysAfterReport"/> the day of the report.</param>
    public Outcome<LocalDate> PayDay(LocalDate from, Calendar calendar) => Kind switch
    {
        PayDayKind.WorkingDaysAfterWork => calendar.AddWorkingDays(from, Days),
        PayDayKind.DaysAfterReport => calendar.OnOrBefore(from.PlusDays(Days)),
        PayDayKind.EndOfMonth => calendar.OnOrBefore(Deadlines.EndOfMonth(from)),
        PayDayKind.DayOfNextMonth => calendar.OnOrBefore(InNextMonth(from)),
        _ => throw new InvalidOperationException($"{Kind}"),
    };

    private LocalDate InNextMonth(LocalDate from)
    {
        var first = Deadlines.EndOfMonth(from).PlusDays(1);
        return first.PlusDays(Math.Min(Days, CalendarSystem.Iso.GetDaysInMonth(first.Year, first.Month)) - 1);
    }
}
