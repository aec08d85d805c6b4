using NodaTime;
using Samverk.Kernel;

namespace Samverk.Countries;

/// <summary>
/// The working days of a country: Monday to Friday without its nationwide days off. "EU" is the calendar of the TARGET payment system.
/// A date for which no days off are known is refused with <c>rule-missing</c>.
/// </summary>
public sealed class Calendar(FactBook book, string country)
{
    /// <summary>The name of the day off, or null.</summary>
    public Outcome<string?> Holiday(LocalDate date) =>
        book.Find<IReadOnlyList<HolidayRule>>(country, FactNames.Holidays, date)
            .Then(rules => Outcome.Of(rules.Value.FirstOrDefault(rule => rule.In(date.Year) == date)?.Name));

    public Outcome<bool> IsWorkingDay(LocalDate date) =>
        Holiday(date).Then<bool>(holiday => holiday is null && date.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday));

    /// <summary>The day that is so many working days after the date (before it, if negative); 0 is the date itself.</summary>
    public Outcome<LocalDate> AddWorkingDays(LocalDate date, int days)
    {
        for (var left = Math.Abs(days); left > 0;)
        {
            date = date.PlusDays(Math.Sign(days));
            var working = IsWorkingDay(date);
            if (working.Refusal is { } refusal) return refusal;
            if (working.Value) left--;
        }

        return date;
    }

    /// <summary>The date itself, or the next working day.</summary>
    public Outcome<LocalDate> OnOrAfter(LocalDate date) => AddWorkingDays(date.PlusDays(-1), 1);

    /// <summary>The date itself, or the working day before.</summary>
    public Outcome<LocalDate> OnOrBefore(LocalDate date) => AddWorkingDays(date.PlusDays(1), -1);
}
