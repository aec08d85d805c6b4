using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Expenses;

/// <summary>What claims are called where an activity's postings are shown.</summary>
public static class ClaimDocuments
{
    /// <summary>Told in the reader's language; the page is for those who may open it, which the page itself decides.</summary>
    public static ActivityDocuments Of(Texts texts) => new(async (tx, ids) =>
    {
        var text = texts.Of(typeof(ClaimDocuments).Assembly);
        return (await tx.SelectClaims("id = any(@ids)", new { ids = ids.ToArray() })).ToDictionary(claim => claim.Id, claim => new ActivityDocument(
            claim.Kind switch
            {
                CostKind.DirectPayment => text["Paid directly: {0}", claim.Content.What],
                CostKind.Mileage => text["Mileage: {0}", claim.Content.What],
                CostKind.PerDiem => text["Days away: {0}", claim.Content.What],
                _ => text["Expense: {0}", claim.Content.What],
            },
            tx.Actor.Roles.Any(role => role is Role.Adviser or Role.Finance or Role.Auditor) || claim.Member == tx.Actor.Person ? $"/expenses/{claim.Id}" : null)
        {
            Detail = claim.From,
        });
    });
}
