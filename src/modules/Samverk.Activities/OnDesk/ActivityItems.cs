using Samverk.Desk;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Activities;

/// <summary>What activities ask of the staff; each leaves the desk with the step that answers it.</summary>
internal static class ActivityItems
{
    public const string Request = "activities.request", Transfer = "activities.transfer";

    /// <summary>Somebody wants a new activity, and nobody has said that this person may open it alone.</summary>
    public static Task AskToOpen(this Tx tx, Activity activity, Id<Person> manager, string why) => tx.OpenItem(
        new Item(Request, "activities.activity", activity.Id.Value, "New activity: {activity}", $"/activities/{activity.Id}/change")
        {
            Under = "[{why}]", Facts = [("activity", activity.Name), .. why.Trim() is { Length: > 0 } reason ? [("why", reason)] : (IEnumerable<(string, object)>)[]], Member = manager, IfApproved = "If you approve: orders and invoices can go into it from today.",
        });

    /// <summary>Both teams want it, and it is large.</summary>
    public static Task AskSecondPerson(this Tx tx, Transfer transfer, Activity from, Activity to) => tx.OpenItem(
        new Item(Transfer, Transfer, transfer.Id.Value, "Transfer {amount}", "/transfers/waiting")
        {
            Under = "{from} to {to}: {reason}", Facts = [("amount", transfer.Amount), ("from", from.Name), ("to", to.Name), ("reason", transfer.Reason)], FourEyes = true,
            IfApproved = "If you approve: {amount} moves from {from} to {to} at once.",
        });
}
