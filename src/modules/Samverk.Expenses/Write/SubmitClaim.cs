using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Expenses;

/// <summary>Hands a claim in; an adviser looks at it.</summary>
internal sealed class SubmitClaim : IUseCase<SubmitClaim.Command, ClaimState>
{
    /// <summary>
    /// How many days after its date a receipt may be handed in: the cooperative's own choice, so a setting; without one there is no last day.
    /// </summary>
    public const string LatestDays = "expenses.latest-days";

    public static Access Access => ClaimAccess.Write;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => ClaimAccess.To(command.Claim, tx, actor);

    /// <returns>
    /// Submitted; <c>field-missing</c> without receipt, <c>journey-already-claimed</c> and what the rates of the day refuse for a journey, <c>receipt-already-used</c> with the date where it was the same person, <c>receipt-not-addressed</c>
    /// for a direct payment, <c>deadline-passed</c>, <c>member-left</c>, <c>activity-closed</c>, <c>state-not-allowed</c>.
    /// </returns>
    public async Task<Outcome<ClaimState>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockClaim(command.Claim) is not { } claim || await tx.FindActivity(claim.Content.Activity) is not { } activity) return Refusal.Unknown;
        if (Claim.States.Refuse(claim.State, ClaimState.Submitted) is { } notAllowed) return notAllowed;
        if (claim is { Receipt: null, Journey: null }) return new Refusal("field-missing", ("field", "receipt")) { Field = "receipt" };
        if (activity.RefuseUnlessOpen("activity") is { } closed) return closed;
        if (await tx.HasLeft(activity.Id, claim.Member)) return new Refusal("member-left", ("activity", activity.Name));
        if (claim is { Kind: CostKind.DirectPayment, Content.Addressed: false }) return new Refusal("receipt-not-addressed") { Field = "addressed" };
        if (await tx.Setting<int?>(LatestDays) is { } days && claim.Content.Date.PlusDays(days) is var last && last < tx.Today) return new Refusal("deadline-passed", ("date", last)) { Field = "date" };
        if (claim.Receipt is { } receipt && await tx.UsedBefore(claim) is { } earlier) return Used(earlier, actor, earlier.Receipt?.Hash == receipt.Hash ? "receipt" : "number");
        if (claim.Journey is not null)
        {
            var again = await ByTodaysFacts(tx, claim, activity);
            if (again.Refusal is { } refused) return refused;
            claim = again.Value;
        }

        var submitted = claim with { State = ClaimState.Submitted, Claimed = claim.Gross, Submitted = tx.Today };
        await tx.Save(submitted, claim.State, "submitted");
        await tx.AskAdviser(submitted, activity, (await tx.FindEntity(claim.Entity))!);
        return submitted.State;
    }

    /// <summary>A draft may be old: rates are looked up again, and what the draft asked is kept as far as they still allow it.</summary>
    private static async Task<Outcome<Claim>> ByTodaysFacts(Tx tx, Claim claim, Activity activity)
    {
        if (await tx.RefuseSecond(claim) is { } second) return second;
        var reckoned = await tx.ReckonAgain(claim, activity);
        if (reckoned.Refusal is { } refusal) return refusal;
        var agreed = claim.Content.Net < claim.Journey!.Reckoned.Most ? claim.Content.Net : (Money?)null;
        return JourneyRules.Asked(reckoned.Value, agreed).Then<Claim>(amount => claim with { Journey = reckoned.Value, Content = claim.Content with { Net = amount } });
    }

    /// <summary>Who else has used a receipt is nobody's business; one's own earlier claim is named by its day.</summary>
    public static Refusal Used(Claim earlier, Actor actor, string field) =>
        (earlier.Member == actor.Person ? new Refusal("receipt-already-used", ("date", earlier.Submitted)) : new Refusal("receipt-already-used")) with { Field = field };

    public sealed record Command(Guid Request, Guid Claim) : ICommand<Command, SubmitClaim, ClaimState>
    {
        public object Subject => new { Claim };
    }
}
