using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Desk;

/// <summary>A value of a share waits on the desk for the second person, who compares it with the accounts and the minutes.</summary>
internal sealed class ShareValueItems : IHandle<ShareValueChanged>
{
    public const string Kind = "members.share-value";

    public async Task Handle(ShareValueChanged happened, Tx tx)
    {
        if (await tx.FindShareValue(happened.Value) is not { } value || await tx.FindEntity(value.Entity) is not { } entity) return;
        if (value.State is not ShareValueState.Entered)
        {
            await tx.CloseItem(happened.Value, Kind, value.State.ToString());
            return;
        }

        var leaving = await tx.SharesToRedeem(value);
        await tx.OpenItem(new Item(Kind, Kind, happened.Value, "Value of a share by the accounts of {year}", "/members/shares#values")
        {
            Under = "{entity}, {value} a share, paid back from {date}",
            Facts =
            [
                ("year", value.YearEnd.Year), ("entity", entity.Name), ("value", value.Value), ("date", value.PayFrom),
                ("amount", Money.Sum(leaving.Select(share => share.Amount), entity.Currency)),
            ],
            FourEyes = true, IfApproved = "If you release it: shares of {amount} of those who have left are valued and owed. Compare it with the accounts and the minutes of the assembly.",
        });
    }
}
