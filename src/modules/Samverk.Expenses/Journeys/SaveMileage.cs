using NodaTime;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Expenses;

/// <summary>Writes down a way by one's own vehicle, paid by the kilometre; or changes its draft.</summary>
internal sealed class SaveMileage : IUseCase<SaveMileage.Command, Guid>
{
    public static Access Access => SaveClaim.Access;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.Activity, actor);

    /// <returns>
    /// The claim; what <see cref="JourneyRules.Reckon(Drive, LocalDate, Ground)"/> refuses (<c>parameter-missing</c>, <c>regime-not-verified</c> with the rate's id),
    /// <c>above-tax-free</c>, <c>activity-closed</c>, <c>state-not-allowed</c> once it is handed in.
    /// </returns>
    public async Task<Outcome<Guid>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.FindActivity(command.Activity) is not { } activity) return Refusal.Unknown;
        var journey = JourneyRules.Reckon(command.Drive, command.Date, await tx.GroundOf(activity));
        return journey.Refusal is { } refusal
            ? refusal
            : await tx.DraftJourney(new(command.Claim, CostKind.Mileage, activity, command.Date, command.What, command.Agreed), journey.Value);
    }

    /// <param name="Claim">Made by the caller.</param>
    /// <param name="What">The purpose.</param>
    /// <param name="Agreed">Less than the rate gives, where less was agreed; null = the rate.</param>
    public sealed record Command(Guid Request, Guid Claim, Id<Activity> Activity, LocalDate Date, string What, Drive Drive, Money? Agreed = null) : ICommand<Command, SaveMileage, Guid>
    {
        public object Subject => new { Claim, Activity, Agreed };
    }
}

/// <summary>Writes down days away, paid by the day; or changes its draft.</summary>
internal sealed class SavePerDiem : IUseCase<SavePerDiem.Command, Guid>
{
    public static Access Access => SaveClaim.Access;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => tx.RelationTo(command.Activity, actor);

    /// <returns>The claim; what <see cref="JourneyRules.Reckon(Stay, Ground)"/> refuses, <c>above-tax-free</c>, <c>activity-closed</c>, <c>state-not-allowed</c> once it is handed in.</returns>
    public async Task<Outcome<Guid>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.FindActivity(command.Activity) is not { } activity) return Refusal.Unknown;
        var journey = JourneyRules.Reckon(command.Stay, await tx.GroundOf(activity));
        return journey.Refusal is { } refusal
            ? refusal
            : await tx.DraftJourney(new(command.Claim, CostKind.PerDiem, activity, command.Stay.Back.Date, command.What, command.Agreed), journey.Value);
    }

    /// <param name="Claim">Made by the caller.</param>
    /// <param name="What">The purpose.</param>
    /// <param name="Agreed">Less than the rates give, where less was agreed; null = the rates.</param>
    public sealed record Command(Guid Request, Guid Claim, Id<Activity> Activity, string What, Stay Stay, Money? Agreed = null) : ICommand<Command, SavePerDiem, Guid>
    {
        public object Subject => new { Claim, Activity, Agreed };
    }
}

/// <param name="Date">Of the way; of days away the last one.</param>
internal sealed record JourneyDraft(Guid Claim, CostKind Kind, Activity Activity, LocalDate Date, string What, Money? Agreed);

internal static class DraftJourneys
{
    public static async Task<Outcome<Guid>> DraftJourney(this Tx tx, JourneyDraft draft, Journey journey)
    {
        var there = await tx.LockClaim(draft.Claim);
        if (there is not null && there.Member != tx.Actor.Person) return Refusal.Unknown;
        if (there is not null && there.Kind != draft.Kind) return Refusal.IdUsedForSomethingElse;
        if (there is { State: not ClaimState.Draft }) return new Refusal("state-not-allowed", ("state", there.State));
        if (draft.Activity.RefuseUnlessOpen("activity") is { } closed) return closed;
        var what = JourneyRules.Purpose(draft.What);
        if (what.Refusal is { } noPurpose) return noPurpose;
        var amount = JourneyRules.Asked(journey, draft.Agreed);
        if (amount.Refusal is { } tooMuch) return tooMuch;

        var none = Money.Zero(amount.Value.Currency);
        var claim = new Claim(
            draft.Claim, draft.Activity.Entity, tx.Actor.Person, ClaimState.Draft, new(draft.Kind, draft.Activity.Id, draft.Date, "", "", what.Value, amount.Value, none, false), none, null,
            there?.Receipt, there?.Created ?? tx.Today, null) { Journey = journey };
        await tx.Save(claim, there?.State, "drafted");
        return claim.Id;
    }
}
