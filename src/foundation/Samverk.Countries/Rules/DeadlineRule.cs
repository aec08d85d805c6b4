using System.Globalization;
using System.Text.Json.Serialization;
using NodaTime;
using Samverk.Kernel;

namespace Samverk.Countries;

/// <summary>A legal day after a period has ended: "the 12th of the next month, in January and August the 17th".</summary>
public sealed record DeadlineRule
{
    /// <param name="day">Of the month; a day that the month does not have is its last.</param>
    /// <param name="months">After the month in which the period ends.</param>
    /// <param name="inMonth">Another day in some months, by the number of the month in which the deadline falls.</param>
    /// <param name="nextWorkingDay">Whether a day off moves it to the next working day.</param>
    /// <exception cref="ArgumentException">A day, a month or a number of months that does not exist.</exception>
    [JsonConstructor]
    public DeadlineRule(int day, int months = 1, IReadOnlyDictionary<string, int>? inMonth = null, bool nextWorkingDay = false)
    {
        if (day is < 1 or > 31) throw new ArgumentException($"{day} is no day", nameof(day));
        if (months is < 0 or > 24) throw new ArgumentException($"{months} months", nameof(months));
        if (inMonth?.Any(one => !int.TryParse(one.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var month) || month is < 1 or > 12 || one.Value is < 1 or > 31) is true)
            throw new ArgumentException("no such day or month", nameof(inMonth));
        (Day, Months, InMonth, NextWorkingDay) = (day, months, inMonth, nextWorkingDay);
    }

    public int Day { get; }

    public int Months { get; }

    public IReadOnlyDictionary<string, int>? InMonth { get; }

    public bool NextWorkingDay { get; }

    /// <summary>The last day on which the law lets it be done.</summary>
    /// <param name="end">The last day of the period.</param>
    /// <returns>The day; <c>rule-missing</c> where a day off would move it and nobody knows the days off.</returns>
    public Outcome<LocalDate> After(LocalDate end, Calendar calendar)
    {
        var month = new LocalDate(end.Year, end.Month, 1).PlusMonths(Months);
        var wanted = InMonth?.TryGetValue(month.Month.ToString(CultureInfo.InvariantCulture), out var other) is true ? other : Day;
        var day = month.PlusDays(Math.Min(wanted, CalendarSystem.Iso.GetDaysInMonth(month.Year, month.Month)) - 1);
        return NextWorkingDay ? calendar.OnOrAfter(day) : day;
    }

    public bool Equals(DeadlineRule? other) => other is not null && (Day, Months, NextWorkingDay) == (other.Day, other.Months, other.NextWorkingDay)
        && (InMonth ?? new Dictionary<string, int>(StringComparer.Ordinal)).OrderBy(one => one.Key, StringComparer.Ordinal)
            .SequenceEqual((other.InMonth ?? new Dictionary<string, int>(StringComparer.Ordinal)).OrderBy(one => one.Key, StringComparer.Ordinal));

    public override int GetHashCode() => HashCode.Combine(Day, Months, NextWorkingDay);
}
