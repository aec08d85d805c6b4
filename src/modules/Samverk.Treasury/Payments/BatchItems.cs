using Samverk.Desk;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Treasury;

/// <summary>A batch is on the desk of finance until a second person has released it.</summary>
internal static class BatchItems
{
    public const string Kind = "treasury.batch";

    public static Task AskRelease(this Tx tx, Batch batch, LegalEntity entity, Money sum, int payments) => tx.OpenItem(new Item(Kind, Kind, batch.Id, "Release payments of {amount}", $"/payments/{batch.Id}")
    {
        Under = "{entity}, {payments} on {date}", Facts = [("amount", sum), ("entity", entity.Name), ("payments", payments), ("date", batch.On)], FourEyes = true,
        IfApproved = "If you approve: the file for the bank is written, and {amount} can be sent.",
    });

    public static Task CloseRelease(this Tx tx, Batch batch, string why) => tx.CloseItem(batch.Id, Kind, why);
}
