using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Expenses;

/// <summary>A claim is approved: the activity bears it and somebody is owed the money, in the same transaction.</summary>
internal sealed class ApproveClaim : IUseCase<ApproveClaim.Command, ClaimState>
{
    public static Access Access => ClaimAccess.Decide;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => ClaimAccess.To(command.Claim, tx, actor);

    /// <returns>
    /// Approved, or partly where less than claimed; what <see cref="ExpenseVerb.PostCost"/> refuses (<c>expense-available-exceeded</c> with what is
    /// available, <c>member-left</c>) and <see cref="EquipmentVerbs.BuysAsset"/>, <c>activity-closed</c>, <c>state-not-allowed</c>.
    /// </returns>
    public async Task<Outcome<ClaimState>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockClaim(command.Claim) is not { } claim || await tx.FindPerson(claim.Member) is not { } member) return Refusal.Unknown;
        if (claim.State is ClaimState.Submitted)
        {
            claim = claim with { State = ClaimState.Checked };
            await tx.Save(claim, ClaimState.Submitted, "checked");
        }

        var to = claim.Gross < claim.Claimed ? ClaimState.Partly : ClaimState.Approved;
        if (Claim.States.Refuse(claim.State, to) is { } notAllowed) return notAllowed;
        if (await Activities.ActivitySql.FindActivity(tx, claim.Content.Activity) is { } activity && activity.RefuseUnlessOpen("activity") is { } closed) return closed;
        var creditor = claim.Content.PayTo is { } supplier ? await tx.SupplierCode(supplier.Iban) : member.Code;
        var cost = new Cost(claim.Id, claim.Content.Activity, claim.Member, claim.Kind, creditor, claim.Content.Net, claim.Content.Vat, claim.Deductible);
        var asset = await tx.BuysAsset(claim, (await tx.FindEntity(claim.Entity))!);
        if (asset.Refusal is { } noLimit) return noLimit;
        var posted = asset.Value ? await tx.BuyThing(cost, claim) : await tx.PostCost(cost);
        if (posted.Refusal is { } refused) return refused;

        await tx.Save(claim with { State = to }, claim.State, "approved");
        await tx.LeaveDesk(claim, "approved");
        await tx.Raise(new ClaimApproved(claim.Id));
        return to;
    }

    public sealed record Command(Guid Request, Guid Claim) : ICommand<Command, ApproveClaim, ClaimState>
    {
        public object Subject => new { Claim };
    }
}
