using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Samverk.Kernel;

namespace Samverk.Ui;

/// <summary>Where the lines of a step chart go, in the units of its view box. Pure, so that a test can look at it.</summary>
public sealed class StepDrawing
{
    private const int Top = 16, Right = 10, Bottom = 30, PerFigure = 7;

    private readonly IReadOnlyList<StepPoint> points, second;
    private readonly LocalDate first, last;
    private readonly decimal low, high;

    /// <param name="points">At least one, in the order of their dates, in one currency.</param>
    /// <param name="until">The last day shown; after the last point.</param>
    /// <param name="second">Another curve in the same picture.</param>
    public StepDrawing(IReadOnlyList<StepPoint> points, LocalDate today, LocalDate until, int width, int height, IReadOnlyList<StepPoint>? second = null)
    {
        (this.points, this.second, Today, Width, Height) = (points, second ?? [], today, width, height);
        (first, last) = (points[0].From, until);
        StepPoint[] all = [.. points, .. this.second];
        var step = Step(all);
        low = Math.Floor(Math.Min(0, all.Min(point => point.Amount.ToDecimal())) / step) * step;
        high = Math.Max(step, Math.Ceiling(all.Max(point => point.Amount.ToDecimal()) / step) * step);
        var ticks = new List<decimal>();
        for (var value = low; value <= high; value += step) ticks.Add(value);
        Left = 8 + PerFigure * ticks.Max(value => Label(value).Length);
        Ticks = [.. ticks.Select(value => new Tick(Up(value), Label(value), value is 0))];
    }

    public int Width { get; }

    public int Height { get; }

    public LocalDate Today { get; }

    public int Left { get; }

    public int Floor => Height - Bottom;

    public IReadOnlyList<Tick> Ticks { get; }

    /// <summary>The first of each month, thinned out where names would touch; never beside today's.</summary>
    public IEnumerable<(decimal X, string Name)> Months
    {
        get
        {
            var pattern = LocalDatePattern.Create("MMM", CultureInfo.CurrentUICulture);
            var free = (decimal)Left;
            for (var month = first.PlusDays(first.Day is 1 ? 0 : ToNextMonth(first)); month < last; month = month.PlusMonths(1))
            {
                var x = Along(month);
                if (x < free || Math.Abs(x - Along(Today)) < 34 || x > Width - 24) continue;
                free = x + 40;
                yield return (x, pattern.Format(month).TrimEnd('.'));
            }
        }
    }

    public bool ShowsToday => Today >= first && Today <= last;

    /// <summary>What has been: along each amount to the next date, then up or down.</summary>
    public string Past => PastOf(points);

    /// <summary>What is expected.</summary>
    public string Future => FutureOf(points);

    /// <summary>The other curve; empty where there is none.</summary>
    public string SecondPast => second.Count is 0 ? "" : PastOf(second);

    public string SecondFuture => second.Count is 0 ? "" : FutureOf(second);

    /// <summary>The surface under the past, down to zero.</summary>
    public string PastSurface => $"{Past}V{At(Up(0))}H{At(Left)}Z";

    public decimal Along(LocalDate date) =>
        Left + (decimal)Math.Clamp(NodaTime.Period.DaysBetween(first, date), 0, Days) * (Width - Right - Left) / Days;

    public decimal Up(decimal amount) => Top + (high - amount) * (Floor - Top) / (high - low);

    /// <summary>How high the curve is on this day.</summary>
    public decimal Up(LocalDate date) => Up(On(date).ToDecimal());

    public static string At(decimal place) => place.ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>1, 2 or 5 times a power of ten, so that three to five lines cross the picture.</summary>
    private static decimal Step(IReadOnlyList<StepPoint> points)
    {
        var span = Math.Max(points.Max(point => point.Amount.ToDecimal()), 0) - Math.Min(points.Min(point => point.Amount.ToDecimal()), 0);
        var power = 1m;
        while (span > power * 40) power *= 10;
        return new[] { 1m, 2m, 5m, 10m, 20m }.Select(times => times * power).First(step => span <= step * 4);
    }

    private static string Label(decimal value) => value.ToString("N0", CultureInfo.CurrentCulture);

    private static int ToNextMonth(LocalDate date) => date.Calendar.GetDaysInMonth(date.Year, date.Month) - date.Day + 1;

    private int Days => Math.Max(1, NodaTime.Period.DaysBetween(first, last));

    private Money On(LocalDate date) => On(points, date);

    private static Money On(IReadOnlyList<StepPoint> points, LocalDate date) => (points.LastOrDefault(point => point.From <= date) ?? points[0]).Amount;

    private string PastOf(IReadOnlyList<StepPoint> points) => Path(points, first, Today < last ? Today : last);

    private string FutureOf(IReadOnlyList<StepPoint> points) => Today < first ? Path(points, first, last) : Today < last ? Path(points, Today, last) : "";

    private string Path(IReadOnlyList<StepPoint> points, LocalDate from, LocalDate to) =>
        $"M{At(Along(from))} {At(Up(On(points, from).ToDecimal()))}"
        + string.Concat(points.Where(point => point.From > from && point.From <= to).Select(point => $"H{At(Along(point.From))}V{At(Up(point.Amount.ToDecimal()))}"))
        + $"H{At(Along(to))}";

    /// <summary>A line across the picture.</summary>
    public sealed record Tick(decimal Y, string Label, bool Zero);
}
