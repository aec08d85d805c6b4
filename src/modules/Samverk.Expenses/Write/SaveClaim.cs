using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Expenses;

/// <summary>Writes a claim down or changes its draft. Nobody else sees it before it is handed in.</summary>
internal sealed class SaveClaim : IUseCase<SaveClaim.Command, Guid>
{
    public static Access Access => new((Role.Member, Relation.TeamMember));

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.Content.Activity, actor);

    /// <returns>The claim; what <see cref="ClaimRules.Check"/> refuses, <c>activity-closed</c>, <c>state-not-allowed</c> once it is handed in.</returns>
    public async Task<Outcome<Guid>> Run(Command command, Tx tx, Actor actor)
    {
        var there = await tx.LockClaim(command.Claim);
        if (there is not null && there.Member != actor.Person || await tx.FindActivity(command.Content.Activity) is not { } activity) return Refusal.Unknown;
        if (there is { State: not ClaimState.Draft }) return new Refusal("state-not-allowed", ("state", there.State));
        if (there is { Journey: not null }) return Refusal.IdUsedForSomethingElse;
        if (activity.RefuseUnlessOpen("activity") is { } closed) return closed;
        var read = ClaimRules.Check(command.Content, activity.Currency, tx.Today);
        if (read.Refusal is { } refusal) return refusal;

        var entity = (await tx.FindEntity(activity.Entity))!;
        var claim = new Claim(
            command.Claim, entity.Id, actor.Person, ClaimState.Draft, read.Value, ClaimRules.MostDeductible(read.Value, await tx.Facts(), entity.Country), null, there?.Receipt,
            there?.Created ?? tx.Today, null) { Equipment = there?.Equipment };
        await tx.Save(claim, there?.State, "drafted");
        return claim.Id;
    }

    /// <param name="Claim">Made by the caller.</param>
    public sealed record Command(Guid Request, Guid Claim, ClaimContent Content) : ICommand<Command, SaveClaim, Guid>
    {
        public object Subject => new { Claim, Content.Activity, Content.Net, Content.Vat };
    }
}
