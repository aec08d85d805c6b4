using Microsoft.Extensions.Localization;
using NodaTime;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Employment;

/// <summary>How far an engagement is, in people's words.</summary>
internal static class EngagementWords
{
    public static string Of(EngagementState state, bool sent, IStringLocalizer text) => state switch
    {
        EngagementState.Invited => text["invited"], EngagementState.Identified => text["has said who they are"],
        EngagementState.Ready => sent ? text["has not signed yet"] : text["with an adviser"], EngagementState.Contracted => text["signed, not declared yet"],
        EngagementState.Engaged => text["engaged"], EngagementState.Paid => text["paid"], EngagementState.Expired => text["expired"], _ => text["withdrawn"],
    };

    public static Meaning MeaningOf(EngagementState state) => state switch
    {
        EngagementState.Engaged or EngagementState.Paid => Meaning.Good, EngagementState.Expired or EngagementState.Withdrawn => Meaning.Neutral,
        EngagementState.Contracted => Meaning.Late, EngagementState.Invited => Meaning.Soon, _ => Meaning.Agreed,
    };

    public static string Step(string happened, IStringLocalizer text) => happened switch
    {
        "invited" => text["Invited"], "identified" => text["Said who they are"], "facts-given" => text["Gave account and tax facts"], "contracted" => text["Signed the contract"],
        "declared" => text["Declared before it begins"], "not-signed-in-time" => text["Not signed when it began: withdrawn"], "expired" => text["Nobody took the invitation up"],
        "declined" => text["Declined by the person"], _ => Words.Step(happened, text),
    };

    public static IReadOnlyList<TimelineStep> Timeline(IReadOnlyList<Step> steps, LocalDate today, IStringLocalizer text) =>
        [.. steps.Select(step => new TimelineStep(step.Date.Shown(today), Step(step.Event, text)) { Reason = step.Why.Length is 0 ? null : step.Why })];
}
