using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Expenses;

/// <summary>A rejected claim becomes a draft again, to be corrected and handed in anew.</summary>
internal sealed class ReopenClaim : IUseCase<ReopenClaim.Command, ClaimState>
{
    public static Access Access => ClaimAccess.Write;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => ClaimAccess.To(command.Claim, tx, actor);

    public async Task<Outcome<ClaimState>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockClaim(command.Claim) is not { } claim) return Refusal.Unknown;
        if (Claim.States.Refuse(claim.State, ClaimState.Draft) is { } notAllowed) return notAllowed;
        await tx.Save(claim with { State = ClaimState.Draft, Claimed = null, Submitted = null }, claim.State, "reopened");
        return ClaimState.Draft;
    }

    public sealed record Command(Guid Request, Guid Claim) : ICommand<Command, ReopenClaim, ClaimState>
    {
        public object Subject => new { Claim };
    }
}
