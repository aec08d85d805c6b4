using Dapper;
using NodaTime;
using Samverk.Store;

namespace Samverk.Activities;

/// <summary>Invitations that nobody answered in time; their addresses are forgotten with them.</summary>
internal sealed class ExpireInvitations : IRecur
{
    public static string Kind => "activities.expire-invitations";

    public async Task Run(Tx tx, LocalDate date)
    {
        var late = (await tx.Connection.QueryAsync<Guid>(
            "select id from activities.delegation where state = 'Invited' and valid_until < @date order by id", new { date })).AsList();
        foreach (var id in late)
            if (await tx.LockDelegation(new Kernel.Id<Delegation>(id)) is { State: DelegationState.Invited } delegation)
                await tx.Move(delegation, DelegationState.Expired, null, "expired", "");
    }
}
