using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>The payslips of a run are out: whoever was engaged and is in it has been paid.</summary>
internal sealed class NotePaid : IHandle<WagesReleased>
{
    public async Task Handle(WagesReleased happened, Tx tx)
    {
        var wages = await tx.WagesIn(new(happened.Run));
        foreach (var one in await tx.EngagementsWith(wages.Where(wage => wage.State is WageState.Paid).Select(wage => wage.Id)))
            if (one.State is EngagementState.Engaged) _ = (await tx.Move(one, EngagementState.Paid, "paid", "")).Value;
    }
}
