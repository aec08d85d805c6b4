using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>The work begins, or the invitation is over: what nobody has signed by now ends.</summary>
public sealed record EndUnsigned(Id<Engagement> Engagement) : IJob
{
    public static string Name => "employment.end-unsigned.v1";
}

internal sealed class EndsUnsigned : IHandle<EndUnsigned>
{
    public async Task Handle(EndUnsigned happened, Tx tx)
    {
        if (await tx.LockEngagement(happened.Engagement) is not { IsUnsigned: true } one) return;
        if (one.Days.Min(day => day.From) <= tx.Now.InZone(tx.Zone).LocalDateTime) _ = (await tx.End(one, EngagementState.Withdrawn, "not-signed-in-time", "")).Value;
        else if (one.State is EngagementState.Invited && tx.Today > one.ValidUntil) _ = (await tx.End(one, EngagementState.Expired, "expired", "")).Value;
    }
}
