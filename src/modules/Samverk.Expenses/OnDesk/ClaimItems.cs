using Samverk.Activities;
using Samverk.Countries;
using Samverk.Desk;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;
using Check = Samverk.Desk.Check;

namespace Samverk.Expenses;

/// <summary>A claim is on the desk until somebody has decided about it.</summary>
internal static class ClaimItems
{
    public const string Kind = "expenses.claim";

    public static async Task AskAdviser(this Tx tx, Claim claim, Activity activity, LegalEntity entity) => await tx.OpenItem(
        new Item(Kind, Kind, claim.Id, claim.Kind is CostKind.Expense ? "Expense {amount}" : "Pay {supplier} {amount}", $"/expenses/{claim.Id}")
        {
            Under = "{activity}: {what}, {supplier}", Member = claim.Member, Checks = await tx.ChecksOf(claim, activity, entity),
            Facts = [("amount", claim.Gross), ("charge", claim.Charge), ("supplier", claim.Content.Supplier), ("what", claim.Content.What), ("activity", activity.Name)],
            IfApproved = "If you approve: the activity bears {charge}, and {amount} is paid out.",
        });

    public static Task LeaveDesk(this Tx tx, Claim claim, string why) => tx.CloseItem(claim.Id, Kind, why);

    public static async Task<IReadOnlyList<Check>> ChecksOf(this Tx tx, Claim claim, Activity activity, LegalEntity entity)
    {
        var alike = await tx.LooksUsed(claim);
        var checks = new List<Check>
        {
            new("check:once", !alike, alike ? "Another claim has the same supplier, day and amount" : "No other claim looks like it"),
            new("check:name", claim.Content.Addressed, claim.Content.Addressed ? "Made out to the cooperative" : "Not made out to the cooperative: VAT is not deducted"),
        };
        var terms = await tx.Terms(entity.Id, tx.Today);
        if (terms.Refusal is null)
        {
            var balances = await tx.Balances(activity, tx.Today);
            var enough = claim.Charge <= (terms.Value.Expenses is ExpenseRule.Collected ? balances.ExpenseAvailable : balances.Booked - balances.Reserved);
            checks.Add(new("check:money", enough, enough ? "The activity has the money" : "Clients have not paid enough for it yet"));
        }

        return checks;
    }
}
