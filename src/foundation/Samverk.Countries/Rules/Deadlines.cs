using NodaTime;

namespace Samverk.Countries;

/// <summary>Date arithmetic of reminders and blocks, in calendar months.</summary>
public static class Deadlines
{
    /// <summary>
    /// The last free day of a claim that may be overdue for some months: due 30 June + 2 months = 30 August; 31 August is the first blocked day.
    /// A day that the month does not have becomes the month's last.
    /// </summary>
    public static LocalDate OverdueLimit(LocalDate due, int months) => due.PlusMonths(months);

    public static bool IsOverdueBeyond(LocalDate due, int months, LocalDate today) => today > OverdueLimit(due, months);

    public static LocalDate EndOfMonth(LocalDate date) => date.With(DateAdjusters.EndOfMonth);
}
