using Samverk.Activities;
using Samverk.Desk;
using Samverk.Kernel;
using Samverk.Members;
using Samverk.Store;
using Check = Samverk.Desk.Check;

namespace Samverk.Employment;

/// <summary>Somebody who is engaged by a link has given everything: an adviser looks before both sides sign. No tax fact is written on the desk.</summary>
internal static class EngagementItems
{
    public const string Kind = "employment.engagement";

    public static Task AskAdviser(this Tx tx, Engagement one, PersonFacts person, Activity activity, (int? Day, int? Week) limits, Money? floor) => tx.OpenItem(
        new Item(Kind, "employment.engagement", one.Id.Value, "Engagement of {name}", $"/engagements/{one.Id}")
        {
            Under = "{activity} pays {cost}, from {date}", Facts = [("name", person.Name), ("activity", activity.Name), ("cost", one.Cost), ("date", one.Days.Min(day => day.Day))], FourEyes = true,
            Checks = Checks(one, limits, floor),
            IfApproved = "If you approve: you have seen identity, tax decision and permit, you sign the contract for the cooperative, and the person can sign it by their link.",
        });

    /// <summary>What the adviser looks at, with what the program has found out itself.</summary>
    public static IReadOnlyList<Check> Checks(Engagement one, (int? Day, int? Week) limits, Money? floor) =>
    [
        new("check:identity", false, "Compare the identity with a document of the person"),
        new("check:double", one.Twin is null, one.Twin is null ? "Nobody else with this name and birth date, or this address" : "Somebody with this name and birth date, or this address, is here already"),
        new("check:tax", false, "Compare the tax facts with the decision"),
        new("check:permit", !one.Permit, one.Permit ? "They need a permit: see it, and until when it is" : "They say that they need no permit"),
        limits is { Day: not null, Week: not null } ? new("check:hours", true, "Within the hours of the day and of the week")
            : new("check:hours", false, "No verified limit of hours: look at the hours yourself"),
        WageFloors.Check(floor),
    ];
}
