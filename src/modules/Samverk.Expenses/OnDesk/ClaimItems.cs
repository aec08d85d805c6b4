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
        new Item(Kind, Kind, claim.Id, Title(claim.Kind), $"/expenses/{claim.Id}")
        {
            Under = "{activity}: {what}, {supplier}", Member = claim.Member, Checks = await tx.ChecksOf(claim, activity, entity),
            Facts = [("amount", claim.Gross), ("charge", claim.Charge), ("supplier", claim.From), ("what", claim.Content.What), ("activity", activity.Name), ("months", claim.Equipment?.Months ?? 0)],
            IfApproved = claim.Equipment is null
                ? "If you approve: the activity bears {charge}, and {amount} is paid out."
                : "If you approve: {amount} is paid out. From the country's limit for equipment on, the cooperative owns it and the activity bears {charge} over {months} months.",
        });

    private static string Title(CostKind kind) => kind switch
    {
        CostKind.DirectPayment => "Pay {supplier} {amount}", CostKind.Mileage => "Mileage {amount}", CostKind.PerDiem => "Days away {amount}", _ => "Expense {amount}",
    };

    public static Task LeaveDesk(this Tx tx, Claim claim, string why) => tx.CloseItem(claim.Id, Kind, why);

    public static async Task<IReadOnlyList<Check>> ChecksOf(this Tx tx, Claim claim, Activity activity, LegalEntity entity)
    {
        var alike = await tx.LooksUsed(claim);
        var checks = new List<Check>
        {
            new("check:once", !alike, alike ? "Another claim has the same supplier, day and amount" : "No other claim looks like it"),
            claim.Journey is { } journey ? RateOf(journey) : new("check:name", claim.Content.Addressed, claim.Content.Addressed ? "Made out to the cooperative" : "Not made out to the cooperative: VAT is not deducted"),
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

    private static Check RateOf(Journey journey) => journey.Reckoned.Rates.Any(rate => rate.ReleasedOn is not null)
        ? new("check:rate", false, "By a rate that the cooperative stands for itself")
        : new("check:rate", true, "By the rate of the country");
}
