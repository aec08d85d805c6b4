using Microsoft.Extensions.Localization;
using Samverk.Ui;

namespace Samverk.Employment;

/// <summary>Policies, incidents and claims in people's words.</summary>
internal static class InsuranceWords
{
    public static string Of(PolicyKind kind, IStringLocalizer text) => kind switch
    {
        PolicyKind.Accident => text["Accident insurance"], PolicyKind.Liability => text["Liability insurance"], PolicyKind.Legal => text["Legal costs insurance"],
        PolicyKind.Equipment => text["Equipment insurance"], PolicyKind.Travel => text["Travel insurance"], _ => text["Other insurance"],
    };

    public static string Of(PolicyCovers covers, IStringLocalizer text) => covers switch
    {
        PolicyCovers.Members => text["members only"], PolicyCovers.Activities => text["these activities only"], _ => text["everybody whom the company employs"],
    };

    public static string Of(PolicyState state, IStringLocalizer text) => state switch
    {
        PolicyState.Offered => text["to be compared"], PolicyState.InForce => text["in force"], PolicyState.Renewed => text["renewed"], PolicyState.Withdrawn => text["withdrawn"], _ => text["ended"],
    };

    public static Meaning MeaningOf(PolicyState state) => state switch { PolicyState.InForce => Meaning.Good, PolicyState.Offered => Meaning.Soon, _ => Meaning.Neutral };

    public static string Of(IncidentState state, IStringLocalizer text) => state switch
    {
        IncidentState.Reported => text["reported"], IncidentState.Told => text["the authority is told"], _ => text["closed"],
    };

    public static Meaning MeaningOf(IncidentState state) => state switch { IncidentState.Reported => Meaning.Soon, IncidentState.Told => Meaning.Agreed, _ => Meaning.Neutral };

    public static string Of(InsuranceClaimState state, IStringLocalizer text) => state switch
    {
        InsuranceClaimState.Reported => text["to be completed"], InsuranceClaimState.Completed => text["ready to be sent"], InsuranceClaimState.Sent => text["sent to the insurer"],
        InsuranceClaimState.Accepted => text["the insurer bears it"], InsuranceClaimState.Refused => text["the insurer has refused it"], InsuranceClaimState.Contested => text["the refusal is contested"],
        InsuranceClaimState.Paid => text["paid"], _ => text["closed"],
    };

    public static Meaning MeaningOf(InsuranceClaimState state) => state switch
    {
        InsuranceClaimState.Accepted or InsuranceClaimState.Paid => Meaning.Good, InsuranceClaimState.Refused => Meaning.Late, InsuranceClaimState.Closed => Meaning.Neutral,
        InsuranceClaimState.Sent => Meaning.Agreed, _ => Meaning.Soon,
    };

    /// <summary>The button that takes a claim there.</summary>
    public static string Verb(InsuranceClaimState to, IStringLocalizer text) => to switch
    {
        InsuranceClaimState.Completed => text["It is complete"], InsuranceClaimState.Sent => text["It was sent"], InsuranceClaimState.Accepted => text["The insurer bears it"],
        InsuranceClaimState.Refused => text["The insurer refuses it"], InsuranceClaimState.Contested => text["Contest the refusal"], InsuranceClaimState.Paid => text["The insurer has paid"],
        _ => text["Close"],
    };

    public static string Step(string happened, IStringLocalizer text) => happened switch
    {
        "entered" => text["Entered"], "paper" => text["The paper was attached"], "in-force" => text["Compared by a second person, in force"], "renewed" => text["Renewed by another policy"],
        "ended" => text["Ended"], "warned" => text["The desk was told that it ends"], "over" => text["It is over"], "reported" => text["Reported"], "file" => text["A file was added"],
        "told" => text["The authority was told"], "closed" => text["Closed"], "claim-completed" => text["Completed"], "claim-sent" => text["Sent to the insurer"],
        "claim-accepted" => text["The insurer bears it"], "claim-refused" => text["Refused by the insurer"], "claim-contested" => text["Contested"], "claim-paid" => text["Paid by the insurer"],
        "claim-closed" => text["Closed"], _ => Words.Step(happened, text),
    };

    public static IReadOnlyList<TimelineStep> Timeline(IReadOnlyList<Samverk.Store.Step> steps, NodaTime.LocalDate today, IStringLocalizer text) =>
        [.. steps.Select(step => new TimelineStep(step.Date.Shown(today), Step(step.Event, text)) { Reason = step.Why.Length is 0 ? null : step.Why })];
}
