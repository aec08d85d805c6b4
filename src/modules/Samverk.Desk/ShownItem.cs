using System.Globalization;
using Microsoft.Extensions.Localization;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ui;

namespace Samverk.Desk;

/// <summary>Items in the reader's words: each in the texts of the module that put it on the desk.</summary>
internal sealed class ShownItem(Texts texts, IEnumerable<DeskKind> kinds, IStringLocalizer own)
{
    public string Word(Item item) => kinds.FirstOrDefault(kind => kind.Kind == item.Kind) is { } known ? texts.Of(known.Module)[known.Word] : item.Kind;

    /// <summary>A text of the item's module with the item's facts in their places.</summary>
    public string Say(Item item, string key) => new Refusal(key, [.. item.Facts.Select(fact => (fact.Name, (object?)fact.Value))]).Shown(Of(item));

    /// <summary>"20 min", "19 h", "3 days".</summary>
    public string Age(Duration age) => age switch
    {
        { TotalMinutes: < 60 } => own["{0} min", (int)age.TotalMinutes],
        { TotalHours: < 48 } => own["{0} h", (int)age.TotalHours],
        _ => own["{0} days", age.Days],
    };

    /// <summary>"today 17:00", "today 24:00", "4 March"; a day only where the whole day is meant or it is not today.</summary>
    public string Due(LegalDate due, LocalDate today, DateTimeZone zone)
    {
        var local = due.At.InZone(zone).LocalDateTime;
        if (local.Date != today) return local.Date.Near(today, own);
        return $"{own["today"].Value} {(due.WholeDay ? "24:00" : local.TimeOfDay.ToString("HH:mm", CultureInfo.InvariantCulture))}";
    }

    private IStringLocalizer Of(Item item) => kinds.FirstOrDefault(kind => kind.Kind == item.Kind) is { } known ? texts.Of(known.Module) : own;
}
