using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Samverk.Kernel;
using Period = NodaTime.Period;

namespace Samverk.Employment;

/// <summary>The same hours on every day between two days, as people type them.</summary>
internal sealed class AnnounceForm
{
    public Guid Request { get; set; } = Guid.CreateVersion7();

    public string? Activity { get; set; }

    public string? Contract { get; set; } = "perAssignment";

    public string? From { get; set; }

    public string? To { get; set; }

    public string? Starts { get; set; } = "09:00";

    /// <summary>Hours a day; named as the command's field, so that its refusals stand here.</summary>
    public string? Days { get; set; } = "8";

    public bool Weekends { get; set; }

    public string? Place { get; set; }

    public string? Role { get; set; }

    public string? Risk { get; set; }

    /// <returns>The days, or what cannot be read, with its field.</returns>
    public Outcome<IReadOnlyList<WorkDay>> Read()
    {
        var (from, to) = (Words.Date(From, "from"), Words.Date(To, "to"));
        if ((from.Refusal ?? to.Refusal) is { } noDate) return noDate;
        if (to.Value < from.Value || Period.DaysBetween(from.Value, to.Value) > 366) return new Refusal("field-invalid", ("text", To)) { Field = "to" };
        var starts = LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse((Starts ?? "").Trim());
        if (!starts.Success) return new Refusal("field-invalid", ("text", Starts)) { Field = "starts" };
        if (Minutes(Days) is not { } minutes) return new Refusal("field-invalid", ("text", Days)) { Field = "days" };

        var all = Enumerable.Range(0, Period.DaysBetween(from.Value, to.Value) + 1).Select(day => from.Value.PlusDays(day));
        return Outcome.Of<IReadOnlyList<WorkDay>>(
            [.. all.Where(day => Weekends || day.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday)).Select(day => new WorkDay(day, starts.Value, minutes))]);
    }

    /// <summary>"7:30", "7.5" or "7,5".</summary>
    internal static int? Minutes(string? typed)
    {
        var text = (typed ?? "").Trim();
        if (text.Split(':') is [var hours, var rest])
            return int.TryParse(hours, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) && int.TryParse(rest, NumberStyles.None, CultureInfo.InvariantCulture, out var more) && whole <= 24 && more < 60
                ? (whole * 60) + more : null;
        return decimal.TryParse(text.Replace(',', '.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var parts) && parts is > 0 and <= 24 && parts * 60 == decimal.Truncate(parts * 60)
            ? (int)(parts * 60) : null;
    }
}
