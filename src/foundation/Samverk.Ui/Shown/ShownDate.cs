using System.Globalization;
using Microsoft.Extensions.Localization;
using NodaTime;
using NodaTime.Text;

namespace Samverk.Ui;

/// <summary>Dates as people say them. <c>today</c> is the cooperative's business date: what a read got as <c>tx.Today</c>.</summary>
public static class ShownDate
{
    /// <summary>"5 March"; in another year than today's "5 March 2025".</summary>
    public static string Shown(this LocalDate date, LocalDate today) => date.Year == today.Year ? Write(date, "d MMMM") : date.Shown();

    /// <summary>"5 March 2026", for documents and wherever no today is at hand.</summary>
    public static string Shown(this LocalDate date) => Write(date, "d MMMM yyyy");

    /// <summary>"5 Mar", for axes and narrow lines.</summary>
    public static string ShownShort(this LocalDate date) => Write(date, "d MMM").Replace(".", "", StringComparison.Ordinal);

    /// <summary>"Monday 2 March 2026".</summary>
    public static string ShownWithDay(this LocalDate date) => Write(date, "dddd d MMMM yyyy");

    /// <summary>"March 2026".</summary>
    public static string Shown(this YearMonth month) => Write(month.OnDayOfMonth(1), "MMMM yyyy");

    /// <summary>"today 17:00", "4 March 09:30".</summary>
    public static string Shown(this LocalDateTime time, LocalDate today, IStringLocalizer text) =>
        $"{(time.Date == today ? text["today"].Value : time.Date.Shown(today))} {time.TimeOfDay.ToString("HH:mm", CultureInfo.InvariantCulture)}";

    /// <summary>"today", "tomorrow", "yesterday"; otherwise the date. For what lies ahead or has been.</summary>
    public static string Near(this LocalDate date, LocalDate today, IStringLocalizer text) => Period.DaysBetween(today, date) switch
    {
        0 => text["today"],
        1 => text["tomorrow"],
        -1 => text["yesterday"],
        _ => date.Shown(today),
    };

    /// <summary>For what is due: "12 days late", "due today", "due tomorrow", "due 5 March".</summary>
    public static string Due(this LocalDate date, LocalDate today, IStringLocalizer text) => Period.DaysBetween(date, today) switch
    {
        > 0 and var days => text.Count(days, "1 day late", "{0} days late"),
        0 => text["due today"],
        -1 => text["due tomorrow"],
        _ => text["due {0}", date.Shown(today)],
    };

    /// <summary>One text for exactly one, another with the number in {0} for all else.</summary>
    public static string Count(this IStringLocalizer text, int number, string one, string many) => number is 1 ? text[one].Value : text[many, number].Value;

    private static string Write(LocalDate date, string pattern) => LocalDatePattern.Create(pattern, CultureInfo.CurrentUICulture).Format(date);
}
