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

    /// <summary>The refusal with the word that stands above the field, not with the field's name in the program.</summary>
    public static Refusal? InWords(this Refusal? refusal, IStringLocalizer text) => refusal is null || refusal.Facts.All(fact => fact.Name is not "field")
        ? refusal
        : new Refusal(refusal.Code, [.. refusal.Facts.Select(fact => (fact.Name, fact.Name is "field" ? Field($"{fact.Value}", text) : fact.Value))]) { Field = refusal.Field };

    private static string Field(string field, IStringLocalizer text) => field switch
    {
        "gross" or "net" => text["Total"], "vat" => text["VAT in it"], "deductible" or "deductibleVat" => text["Deducted"], "date" => text["Date on it"], "supplier" => text["Who sold it?"],
        "number" => text["Its number"], "what" => text["What for?"], "receipt" => text["Receipt or invoice"], "iban" => text["IBAN of the supplier"], "why" => text["Reason of a correction or a no"],
        "from" => text["From"], "to" => text["To"], "kilometres" => text["Kilometres, one way"], "vehicle" => text["With what?"], "place" => text["Place"], "country" => text["Country"],
        "left" => text["Left home or work"], "back" => text["Came back"], "agreed" => text["Only this much"], "months" => text["Months that it will last"], "serial" => text["Serial number"],
        "holder" => text["Who gets it, for which activity?"], "how" => text["What happened?"], "invoice" => text["Number of the invoice"], _ => field,
    };

    /// <summary>"by 3 April, 12 days left": how long a receipt can still be handed in.</summary>
    public static string Countdown(LocalDate lastDay, LocalDate today, IStringLocalizer text) => NodaTime.Period.DaysBetween(today, lastDay) switch
    {
        < 0 => text["The last day to hand it in was {0}.", lastDay.Shown(today)],
        0 => text["Today is the last day to hand it in."],
        1 => text["Hand it in by {0}: one day left.", lastDay.Shown(today)],
        var days => text["Hand it in by {0}: {1} days left.", lastDay.Shown(today), days],
    };

    /// <summary>"handed in by 23 March, it is paid on 25 March: 12 days left": what is needed until when.</summary>
    public static string Payment(ExpensePayment next, LocalDate today, bool handedIn, IStringLocalizer text) =>
        handedIn ? text["Approved in time, it is paid on {0}.", next.On.Shown(today)]
        : NodaTime.Period.DaysBetween(today, next.HandInBy) switch
        {
            0 => text["Handed in today and approved in time, it is paid on {0}.", next.On.Shown(today)],
            1 => text["Handed in by {0} (one day left) and approved in time, it is paid on {1}.", next.HandInBy.Shown(today), next.On.Shown(today)],
            var days => text["Handed in by {0} ({1} days left) and approved in time, it is paid on {2}.", next.HandInBy.Shown(today), days, next.On.Shown(today)],
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
