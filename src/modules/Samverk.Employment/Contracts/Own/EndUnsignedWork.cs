using Samverk.Activities;
using Samverk.Desk;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>Work begins that has a contract, or needs one.</summary>
public sealed record EndUnsignedWork(Id<Work> Work) : IJob
{
    public static string Name => "employment.end-unsigned-work.v1";
}

/// <summary>A contract that both have not signed when the work begins is over; where the kind must be signed, the work and its wage are over with it.</summary>
internal sealed class EndsUnsignedWork : IHandle<EndUnsignedWork>
{
    public async Task Handle(EndUnsignedWork happened, Tx tx)
    {
        if (await tx.LockWork(happened.Work) is not { State: WorkState.Checked, Late: false } work || await tx.EngagementOf(work.Id) is { IsOver: false }) return;
        if (work.Begins > tx.Now.InZone(tx.Zone).LocalDateTime || await tx.FindEntity(work.Entity) is not { } entity) return;
        var contract = await tx.ContractFor(work.Id);
        if (contract is { State: ContractState.Signed }) return;
        if (contract is not null) _ = (await tx.Move(contract, ContractState.Expired, Unsigned)).Value;
        if (!await tx.NeedsSignatures(work, entity)) return;

        if (await tx.WageFor(work.Id) is { } asked && await tx.LockWage(asked.Id) is { } wage)
        {
            if (wage.Run is not null) return;
            if (wage.State is WageState.Approved)
            {
                _ = await tx.LockActivity(work.Activity);
                _ = (await tx.Move(wage, WageState.Cancelled, Unsigned, "")).Value;
                await tx.SetPosition(new Position(wage.Activity, wage.Id.Value, PositionKind.Reserved, Money.Zero(wage.Cost.Currency), true) { Member = wage.Person.Value });
            }
            else if (wage.State is WageState.Requested) _ = (await tx.Move(wage, WageState.Withdrawn, Unsigned, "")).Value;
        }

        _ = (await tx.Move(work, WorkState.Cancelled, Unsigned, "")).Value;
        await tx.CloseItem(work.Id.Value, OwnContracts.Kind, Unsigned);
    }

    private const string Unsigned = "not-signed-in-time";
}
