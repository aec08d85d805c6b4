using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>A wage of which absence has left nothing.</summary>
public static class WageOfNothing
{
    /// <summary>Nothing leaves the activity and nothing is owed, so nothing is posted; what was reserved for the wages is free again.</summary>
    public static async Task FreeWages(this Tx tx, IReadOnlyList<Wage> wages)
    {
        if (wages.Count is 0) return;
        await tx.SetPositions([.. wages.Select(wage => new Position(wage.Activity, wage.Id, PositionKind.Reserved, Money.Zero(wage.Cost.Currency), true) { Member = wage.Member.Value })]);
    }
}
