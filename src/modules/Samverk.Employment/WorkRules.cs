using NodaTime;
using Samverk.Countries;
using Samverk.Kernel;
using Samverk.Ledger;

namespace Samverk.Employment;

/// <summary>What may be announced as work. Pure.</summary>
internal static class WorkRules
{
    public const int LongestText = 120, MostDays = 62;

    /// <returns>Null, or the first thing that is wrong, with its field.</returns>
    public static Refusal? Refuse(Work work, LegalEntity entity, FactBook facts)
    {
        if (EmploymentRules.RefuseCountry(entity) is { } elsewhere) return elsewhere;
        foreach (var (field, text) in new[] { ("place", work.Place), ("role", work.Role), ("risk", work.Risk) })
            if (text.Length is 0) return new Refusal("field-missing", ("field", field)) { Field = field };
            else if (text.Length > LongestText || text.Any(char.IsControl)) return new Refusal("field-invalid", ("text", text[..Math.Min(text.Length, 40)])) { Field = field };
        if (work.Days.Count is 0) return new Refusal("field-missing", ("field", "days")) { Field = "days" };
        if (work.Days.Count > MostDays) return new Refusal("field-invalid", ("text", work.Days.Count)) { Field = "days" };
        if (work.Days.FirstOrDefault(day => day.Minutes is < 1 or > 1440 || day.Starts != new LocalTime(day.Starts.Hour, day.Starts.Minute)) is { } odd)
            return new Refusal("field-invalid", ("text", odd.Minutes)) { Field = "days" };
        if (Twice(work.Days) is { } twice) return new Refusal("work-overlaps", ("date", twice)) { Field = "days" };

        var kinds = facts.Find<IReadOnlyList<string>>(entity.Country, FactNames.EmploymentKinds, work.FirstDay);
        if (kinds.Refusal is { } unknown) return unknown with { Field = "contract" };
        if (!kinds.Value.Value.Contains(work.Contract, StringComparer.Ordinal)) return new Refusal("field-invalid", ("text", work.Contract)) { Field = "contract" };
        // Work abroad needs the certificate of the country where the person is insured (A1) before it begins.
        return work.Country == entity.Country ? null : new Refusal("posting-papers-missing", ("country", work.Country)) { Field = "country" };
    }

    /// <summary>Work is announced before it begins: a host, an insurer and an inspector may ask from the first hour on.</summary>
    public static Refusal? RefuseBegun(Work work, LocalDateTime now) =>
        work.Begins > now ? null : new Refusal("past-dated", ("date", now.Date.PlusDays(1))) { Field = "days" };

    /// <summary>Nobody is at two places at once, nor works more than the limits of a day and a week. The refusal names day and hours, never for whom they are.</summary>
    /// <param name="others">What the person works besides, a week around it.</param>
    public static Refusal? RefuseBeside(Work work, IReadOnlyList<WorkDay> others, (int? Day, int? Week) limits) =>
        others.Where(other => work.Days.Any(mine => mine.From < other.To && other.From < mine.To)).MinBy(other => other.From) is { } there
            ? new Refusal("work-overlaps", ("date", there.Day), ("hours", FormattableString.Invariant($"{there.Starts:HH:mm}–{there.To.TimeOfDay:HH:mm}"))) { Field = "days" }
            : RefuseHours(work, others, limits);

    /// <summary>The hours of the days and weeks that this work touches; what was announced before under other limits stands.</summary>
    /// <param name="others">What the person works besides.</param>
    /// <param name="limits">Hours; null where no verified limit is known, so that an adviser looks.</param>
    /// <returns>Null, or <c>hours-limit-exceeded</c> with the limit and the day on which it is passed.</returns>
    public static Refusal? RefuseHours(Work work, IReadOnlyList<WorkDay> others, (int? Day, int? Week) limits) =>
        RefuseSums(work, others, day => day, limits.Day) ?? RefuseSums(work, others, Monday, limits.Week);

    private static Refusal? RefuseSums(Work work, IReadOnlyList<WorkDay> others, Func<LocalDate, LocalDate> span, int? most)
    {
        if (most is not { } limit) return null;
        var touched = work.Days.Select(day => span(day.Day)).ToHashSet();
        var over = work.Days.Concat(others).GroupBy(day => span(day.Day)).Where(days => touched.Contains(days.Key) && days.Sum(day => day.Minutes) > limit * 60);
        return over.Select(days => (LocalDate?)days.Key).Min() is { } date ? new Refusal("hours-limit-exceeded", ("limit", limit), ("date", date)) { Field = "days" } : null;
    }

    public static LocalDate Monday(LocalDate day) => day.PlusDays(1 - (int)day.DayOfWeek);

    private static LocalDate? Twice(IReadOnlyList<WorkDay> days)
    {
        var sorted = days.OrderBy(day => day.From).ToArray();
        return sorted.Zip(sorted.Skip(1)).Where(pair => pair.First.To > pair.Second.From).Select(pair => (LocalDate?)pair.Second.Day).FirstOrDefault();
    }
}
