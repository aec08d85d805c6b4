using Microsoft.Extensions.Localization;

namespace Samverk.Host;

/// <summary>Nouns and states of the whole house, as a summary of days says them.</summary>
internal static class ClockWords
{
    public static string Noun(this IStringLocalizer text, string noun) => noun switch
    {
        "invoicing.invoice" => text["Invoices"],
        "invoicing.order" => text["Orders"],
        "invoicing.client" => text["Clients"],
        "invoicing.dispute" => text["Disputes"],
        "activities.transfer" => text["Transfers"],
        "activities.delegation" => text["Delegations"],
        "activities.activity" => text["Activities"],
        "members.membership" => text["Memberships"],
        "treasury.line" => text["Bank lines"],
        "desk.case" => text["Cases on the desk"],
        _ => noun,
    };

    public static string StateOf(this IStringLocalizer text, string noun, string state) => (noun, state) switch
    {
        ("invoicing.invoice", "Reminded") => text["reminded"],
        ("invoicing.invoice", "Demanded") => text["formal demand sent"],
        ("invoicing.invoice", "Issued") => text["sent"],
        ("invoicing.invoice", "Paid") => text["paid"],
        ("invoicing.invoice", "PartPaid") => text["paid in part"],
        ("invoicing.invoice", "Scheduled") => text["planned"],
        ("invoicing.invoice", "Credited") => text["credited"],
        ("invoicing.invoice", "WrittenOff") => text["written off"],
        ("invoicing.order", "Active") => text["begun"],
        ("invoicing.order", "Completed") => text["completed"],
        ("invoicing.order", "Expired") => text["not confirmed in time"],
        ("invoicing.order", "Confirming") => text["waiting for the client"],
        ("invoicing.client", "Blocked") => text["blocked, because something is late for too long"],
        ("invoicing.client", "Approved") => text["approved"],
        ("activities.transfer", "Withdrawn") => text["withdrawn"],
        ("activities.delegation", "Expired") => text["not answered in time"],
        ("activities.delegation", "Ended") => text["ended"],
        ("members.membership", "Left") => text["ended"],
        ("desk.case", "Open") => text["new"],
        ("desk.case", "Resolved") => text["done"],
        ("desk.case", "Waiting") => text["waiting for an answer"],
        ("desk.case", "Reopened") => text["open again"],
        _ => state,
    };
}
