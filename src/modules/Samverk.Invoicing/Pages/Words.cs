using Microsoft.Extensions.Localization;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Invoicing;

/// <summary>States and steps of clients and orders in people's words.</summary>
internal static class Words
{
    public static string Of(ClientState state) => state switch
    {
        ClientState.New or ClientState.Checking => "being checked", ClientState.Approved => "checked", ClientState.Refused => "not accepted", ClientState.Watch => "watched",
        ClientState.PrepayOnly => "pays in advance", ClientState.Blocked => "cannot be used now", _ => "merged with another",
    };

    public static Meaning MeaningOf(ClientState state) => state switch
    {
        ClientState.Approved => Meaning.Good, ClientState.Blocked or ClientState.Refused => Meaning.Late, ClientState.Watch or ClientState.PrepayOnly => Meaning.Soon, _ => Meaning.Neutral,
    };

    public static string Of(OrderState state) => state switch
    {
        OrderState.Draft => "draft", OrderState.Checking => "with an adviser", OrderState.Confirming => "with the client", OrderState.ChangesAsked => "changes asked",
        OrderState.Active => "active", OrderState.Completed => "completed", OrderState.Cancelled => "cancelled", OrderState.Rejected => "rejected",
        OrderState.Declined => "refused by the client", OrderState.Expired => "expired", _ => "withdrawn",
    };

    public static Meaning MeaningOf(OrderState state) => state switch
    {
        OrderState.Active or OrderState.Completed => Meaning.Good, OrderState.Checking or OrderState.Confirming => Meaning.Agreed, OrderState.ChangesAsked => Meaning.Soon,
        OrderState.Rejected or OrderState.Declined or OrderState.Expired => Meaning.Late, _ => Meaning.Neutral,
    };

    /// <summary>What happened, as a sentence.</summary>
    public static string Of(string happened) => happened switch
    {
        "entered" => "Entered", "check-asked" => "An adviser is asked to check it", "checked" => "Checked", "refused" => "Not accepted", "merged" => "Merged with another client",
        "watched" => "Watched from now on", "prepay-only" => "Pays in advance from now on", "blocked" => "Blocked", "released" => "Free again", "unblocked" => "Block lifted by two persons",
        "overdue-too-long" => "Blocked, because something is overdue for too long", "overdue" => "Watched, because something is overdue", "paid" => "Everything overdue is paid",
        "drafted" => "Written", "submitted" => "Handed in; an adviser checks it", "straight-through" => "Every check passed; sent to the client", "approved" => "Approved; sent to the client",
        "changes-asked" => "The adviser asks for changes", "rejected" => "Rejected", "client-accepts" => "The client has accepted", "activated-without-confirmation" => "Active by an own contract",
        "client-asks-changes" => "The client asks for changes", "client-refuses" => "The client has refused", "valid-until-passed" => "The client did not answer in time", "withdrawn" => "Withdrawn",
        "cancelled" => "Ended by agreement", "completed" => "Completed", "series" => "Made by its series", "series-stopped" => "The series stopped here; an adviser looks at it",
        _ => happened,
    };

    public static IReadOnlyList<TimelineStep> Timeline(
        IReadOnlyList<Step> steps, Actor me, LocalDate today, IStringLocalizer text, IReadOnlyDictionary<Guid, string> names) =>
        [.. steps.Select(step => new TimelineStep(step.Date.Shown(today), text[Of(step.Event)])
        {
            Who = By(step.Person, me, text, names),
            Reason = step.Why.Length is 0 ? null : step.Event is "series-stopped" ? text[step.Why].Value : text.Spoken(step.Why),
            Icon = step.State is nameof(OrderState.Rejected) or nameof(OrderState.Declined) or nameof(ClientState.Blocked) or nameof(ClientState.Refused) ? "x" : "check",
        })];

    /// <summary>Who did it, as this reader calls them; null where nobody may know.</summary>
    public static string? By(Id<Person> person, Actor me, IStringLocalizer text, IReadOnlyDictionary<Guid, string> names) =>
        person == me.Person ? text["you"].Value : person == Actor.Visitor.Person ? text["the client"].Value : person == Actor.System.Person ? text["by rule"].Value : names.GetValueOrDefault(person.Value);

    public static IReadOnlyList<Choice> Countries(IStringLocalizer text) =>
        [.. new[] { "SE", "BE", "DE", "FR", "NL", "AT", "ES", "IT", "DK", "FI", "NO", "PL", "IE", "PT", "LU", "EE", "LV", "LT", "CZ", "GB", "CH", "US" }.Select(code => new Choice(code, text[$"country {code}"]))];

    public static string Of(SignerRule rule, IStringLocalizer text) => rule is SignerRule.InOrder ? text["all, one after the other"] : text["one of them is enough"];
}
