using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Expenses;

/// <summary>A claim is rejected with a reason; the member may correct it and hand it in again.</summary>
internal sealed class RejectClaim : IUseCase<RejectClaim.Command, ClaimState>
{
    public static Access Access => ClaimAccess.Decide;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => ClaimAccess.To(command.Claim, tx, actor);

    /// <returns>Rejected; <c>reason-needed</c>, <c>state-not-allowed</c>.</returns>
    public async Task<Outcome<ClaimState>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockClaim(command.Claim) is not { } claim) return Refusal.Unknown;
        if (string.IsNullOrWhiteSpace(command.Why)) return new Refusal("reason-needed") { Field = "why" };
        if (command.Why.Length > 500) return new Refusal("field-invalid", ("field", "why")) { Field = "why" };
        if (claim.State is ClaimState.Submitted)
        {
            claim = claim with { State = ClaimState.Checked };
            await tx.Save(claim, ClaimState.Submitted, "checked");
        }

        if (Claim.States.Refuse(claim.State, ClaimState.Rejected) is { } notAllowed) return notAllowed;
        await tx.Save(claim with { State = ClaimState.Rejected }, claim.State, "rejected", command.Why.Trim());
        await tx.LeaveDesk(claim, "rejected");
        return ClaimState.Rejected;
    }

    public sealed record Command(Guid Request, Guid Claim, string Why) : ICommand<Command, RejectClaim, ClaimState>
    {
        public object Subject => new { Claim };
    }
}
