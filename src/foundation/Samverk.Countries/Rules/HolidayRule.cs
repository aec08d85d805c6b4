using System.Text.Json.Serialization;
using NodaTime;

namespace Samverk.Countries;

/// <summary>
/// A day off that comes every year, by one of three rules: days after Easter Sunday; a day of a month; a weekday on or after a day of a month.
/// </summary>
public sealed record HolidayRule
{
    /// <exception cref="ArgumentException">Not exactly one of the three rules.</exception>
    [JsonConstructor]
    public HolidayRule(string name, int? easter = null, string? on = null, IsoDayOfWeek? weekday = null)
    {
        if (easter is null == on is null || (weekday is not null && on is null)) throw new ArgumentException("one rule a day off", nameof(name));
        if (on is not null && !Days.Parse(on).Success) throw new ArgumentException($"{on} is no day of a year", nameof(on));
        if (easter is < -80 or > 200 || weekday is IsoDayOfWeek.None) throw new ArgumentException("out of the year", nameof(easter));
        (Name, Easter, On, Weekday) = (name, easter, on, weekday);
    }

    /// <summary>In the country's own language.</summary>
    public string Name { get; }

    /// <summary>Days after Easter Sunday; −2 is Good Friday.</summary>
    public int? Easter { get; }

    /// <summary>Month and day: "12-25".</summary>
    public string? On { get; }

    /// <summary>The first such weekday from <see cref="On"/> on; null = the day itself.</summary>
    public IsoDayOfWeek? Weekday { get; }

    public LocalDate In(int year)
    {
        if (Easter is { } days) return EasterSunday(year).PlusDays(days);

        var first = Days.Parse(On!).Value.InYear(year);
        return Weekday is { } weekday && first.DayOfWeek != weekday ? first.Next(weekday) : first;
    }

    private static readonly NodaTime.Text.AnnualDatePattern Days = NodaTime.Text.AnnualDatePattern.Iso;

    /// <summary>Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher's arithmetic).</summary>
    internal static LocalDate EasterSunday(int year)
    {
        var (a, century, rest) = (year % 19, year / 100, year % 100);
        var correction = (century - ((century + 8) / 25) + 1) / 3;
        var moon = ((19 * a) + century - (century / 4) - correction + 15) % 30;
        var weekday = (32 + (2 * (century % 4)) + (2 * (rest / 4)) - moon - (rest % 4)) % 7;
        var late = (a + (11 * moon) + (22 * weekday)) / 451;
        var day = moon + weekday - (7 * late) + 114;
        return new(year, day / 31, (day % 31) + 1);
    }
}
