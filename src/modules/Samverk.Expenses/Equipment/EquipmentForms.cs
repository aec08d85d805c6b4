using System.Globalization;
using Microsoft.Extensions.Localization;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ui;

namespace Samverk.Expenses;

/// <summary>What the card of equipment on a claim's page posts.</summary>
internal sealed class MarkForm
{
    public Guid Request { get; set; } = Guid.CreateVersion7();
    public string? Serial { get; set; }
    public string? Months { get; set; }

    /// <summary>"lasts" or "used": the button that was pressed.</summary>
    public string? Go { get; set; }

    public Outcome<MarkEquipment.Command> ToMark(Guid claim)
    {
        if (Go is "used") return new MarkEquipment.Command(Request, claim, null, null);
        return int.TryParse(Months, NumberStyles.None, CultureInfo.InvariantCulture, out var months)
            ? new MarkEquipment.Command(Request, claim, months, Serial)
            : new Refusal("field-invalid", ("text", Months ?? ""), ("field", "months")) { Field = "months" };
    }
}

/// <summary>A hand-over as its page posts it: activity and person in one choice, because a person belongs to a team.</summary>
internal sealed class HandOverForm
{
    public Guid Request { get; set; } = Guid.CreateVersion7();

    /// <summary>"activity person".</summary>
    public string? To { get; set; }

    public string? Place { get; set; }

    public Outcome<HandOver.Command> ToHandOver(Guid thing) =>
        To?.Split(' ') is [var activity, var person] && Guid.TryParse(activity, out var where) && Guid.TryParse(person, out var who)
            ? new HandOver.Command(Request, thing, new(where), new(who), Place ?? "")
            : new Refusal("field-missing", ("field", "holder")) { Field = "holder" };
}

internal sealed class EndForm
{
    public Guid Request { get; set; } = Guid.CreateVersion7();
    public string? How { get; set; }
    public string? Invoice { get; set; }
    public string? Why { get; set; }

    public Outcome<EndThing.Command> ToEnd(Guid thing) =>
        Enum.GetValues<ThingState>().Where(state => state is not ThingState.InUse && state.ToString() == How).Select(state => (ThingState?)state).FirstOrDefault() is { } how
            ? new EndThing.Command(Request, thing, how, Why ?? "", Invoice)
            : new Refusal("field-missing", ("field", "how")) { Field = "how" };
}

/// <summary>Equipment in people's words.</summary>
internal static class ThingWords
{
    public static string Of(ThingState state, IStringLocalizer text) => state switch
    {
        ThingState.InUse => text["in use"], ThingState.Sold => text["sold"], ThingState.Lost => text["lost"], ThingState.Scrapped => text["scrapped"], _ => text["taken over by a member"],
    };

    public static Meaning MeaningOf(ThingState state) => state is ThingState.InUse ? Meaning.Good : state is ThingState.Lost ? Meaning.Late : Meaning.Neutral;
}
