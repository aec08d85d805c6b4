using System.Text.Json.Serialization;
using NodaTime;
using Samverk.Kernel;

namespace Samverk.Countries;

/// <summary>How late an employment may be asked for.</summary>
public enum CutOffKind
{
    BeforeStart,
    WorkingDaysBefore,

    /// <summary>The last day of the month for the next month.</summary>
    MonthBefore,
}

/// <summary>The last day on which an employment may be asked for.</summary>
public sealed record RequestCutOff
{
    /// <exception cref="ArgumentException">Days that the kind does not go with.</exception>
    [JsonConstructor]
    public RequestCutOff(CutOffKind kind, int days = 0)
    {
        if (days is < 0 or > 365 || kind is CutOffKind.WorkingDaysBefore == days is 0) throw new ArgumentException($"{days} days do not go with {kind}", nameof(days));
        (Kind, Days) = (kind, days);
    }

    public CutOffKind Kind { get; }

    /// <summary>For <see cref="CutOffKind.WorkingDaysBefore"/>, else 0.</summary>
    public int Days { get; }

    /// <summary>The last day on which work that starts on <paramref name="start"/> may be asked for.</summary>
    public Outcome<LocalDate> LastDay(LocalDate start, Calendar calendar) => Kind switch
    {
        CutOffKind.BeforeStart => start.PlusDays(-1),
        CutOffKind.WorkingDaysBefore => calendar.AddWorkingDays(start, -Days),
        CutOffKind.MonthBefore => new LocalDate(start.Year, start.Month, 1).PlusDays(-1),
        _ => throw new InvalidOperationException($"{Kind}"),
    };
}
