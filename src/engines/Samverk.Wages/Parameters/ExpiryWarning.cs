using NodaTime;

namespace Samverk.Wages;

/// <summary>Parameters of a country end soon, or have ended: no wage can be computed later until a newer file is supplied.</summary>
/// <param name="LastDay">The last day on which all of them hold.</param>
/// <param name="Stage">60, 30 or 7 days ahead, or 0 when the day has passed: a warning goes out once for each stage.</param>
/// <param name="Employments">How many employments of the country are concerned.</param>
/// <param name="Parameters">The ids that a newer file has to bring, in order.</param>
public sealed record ExpiryWarning(string Country, LocalDate LastDay, int Stage, int Employments, IReadOnlyList<string> Parameters)
{
    private static readonly int[] Stages = [7, 30, 60];

    internal static ExpiryWarning? Of(string country, ParameterBook book, LocalDate today, int employments)
    {
        // What has ended long ago by law (a relief) is not waited for: only what held in the last 60 days or holds now.
        var ends = book.Known.All.Select(parameter => (parameter.Id, End: book.EndOf(parameter.Id)))
            .Where(one => one.End is { } end && end >= today.PlusDays(-Stages[^1])).ToList();
        if (ends.Count is 0) return null;
        var last = ends.Min(one => one.End!.Value);
        var left = NodaTime.Period.DaysBetween(today, last);
        if (left > Stages[^1]) return null;
        return new(country, last, left < 0 ? 0 : Stages.First(stage => left <= stage), employments, [.. ends.Where(one => one.End == last).Select(one => one.Id).Order(StringComparer.Ordinal)]);
    }
}
