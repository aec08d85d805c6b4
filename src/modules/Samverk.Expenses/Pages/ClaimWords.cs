using Microsoft.Extensions.Localization;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Expenses;

/// <summary>States and steps of claims in people's words.</summary>
internal static class ClaimWords
{
    public static string Of(ClaimState state, IStringLocalizer text) => state switch
    {
        ClaimState.Draft => text["not handed in"], ClaimState.Submitted => text["with the cooperative"], ClaimState.Checked => text["checked"],
        ClaimState.Approved => text["approved"], ClaimState.Partly => text["approved in part"], ClaimState.Rejected => text["rejected"], _ => text["paid"],
    };

    public static Meaning MeaningOf(ClaimState state) => state switch
    {
        ClaimState.Paid => Meaning.Good, ClaimState.Approved or ClaimState.Partly => Meaning.Agreed, ClaimState.Rejected => Meaning.Late,
        ClaimState.Draft => Meaning.Neutral, _ => Meaning.Soon,
    };

    public static TimelineStep[] Timeline(ViewClaim.Result claim, Actor me, IStringLocalizer text) => [.. claim.Steps.Select(step => new TimelineStep(step.Date.Shown(claim.Today), Happened(step.Event, text))
    {
        Who = step.Person == me.Person ? text["you"].Value : step.Person == Actor.System.Person ? text["by rule"].Value : claim.Names.GetValueOrDefault(step.Person.Value),
        Reason = step.Why is "" ? null : step.Why, Meaning = MeaningOf(Enum.Parse<ClaimState>(step.State)), Icon = step.State is nameof(ClaimState.Rejected) ? "x" : "check",
    })];

    private static string Happened(string happened, IStringLocalizer text) => happened switch
    {
        "drafted" => text["Written down"], "submitted" => text["Handed in"], "checked" => text["Checked"], "corrected" => text["Checked and corrected"], "approved" => text["Approved and posted"],
        "rejected" => text["Rejected"], "reopened" => text["Taken up again"], "paid" => text["The bank has paid it"], "came-back" => text["The money came back"], _ => happened,
    };
}
