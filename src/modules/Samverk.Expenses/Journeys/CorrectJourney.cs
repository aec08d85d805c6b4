using Samverk.Activities;
using Samverk.Countries;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Expenses;

/// <summary>Whoever checks a journey corrects its kilometres or meals; the rates of its days give the new amount. The member reads why.</summary>
internal sealed class CorrectJourney : IUseCase<CorrectJourney.Command, ClaimState>
{
    public static Access Access => ClaimAccess.Decide;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => ClaimAccess.To(command.Claim, tx, actor);

    /// <returns>
    /// Checked; <c>reason-needed</c>, <c>unknown-kind</c> for what is no journey, <c>amount-too-large</c> beyond what was claimed, and what the rules of a
    /// journey refuse, <c>state-not-allowed</c>.
    /// </returns>
    public async Task<Outcome<ClaimState>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockClaim(command.Claim) is not { } claim || await tx.FindActivity(claim.Content.Activity) is not { } activity) return Refusal.Unknown;
        if (claim.Journey is not { } journey) return new Refusal("unknown-kind", ("kind", claim.Kind));
        if (Claim.States.Refuse(claim.State, ClaimState.Checked) is { } notAllowed) return notAllowed;
        if (string.IsNullOrWhiteSpace(command.Why)) return new Refusal("reason-needed") { Field = "why" };
        if (command.Why.Length > 500) return new Refusal("field-invalid", ("field", "why")) { Field = "why" };

        var changed = claim with
        {
            Journey = journey with
            {
                Drive = journey.Drive is { } drive ? drive with { Kilometres = command.Kilometres ?? drive.Kilometres } : null,
                Stay = journey.Stay is { } stay ? stay with { Meals = command.Meals ?? stay.Meals } : null,
            },
        };
        var reckoned = await tx.ReckonAgain(changed, activity);
        if (reckoned.Refusal is { } wrong) return wrong;
        var amount = JourneyRules.Asked(reckoned.Value, command.Agreed);
        if (amount.Refusal is { } tooMuch) return tooMuch;
        if (amount.Value > claim.Claimed!.Value) return new Refusal("amount-too-large", ("limit", claim.Claimed.Value)) { Field = "agreed" };

        var corrected = changed with { State = ClaimState.Checked, Journey = reckoned.Value, Content = claim.Content with { Net = amount.Value } };
        await tx.Save(corrected, claim.State, "corrected", command.Why.Trim());
        await tx.AskAdviser(corrected, activity, (await tx.FindEntity(claim.Entity))!);
        return corrected.State;
    }

    /// <param name="Kilometres">One way; null = as they are.</param>
    /// <param name="Meals">All of them; null = as they are.</param>
    /// <param name="Agreed">Less than the rates give; null = the rates.</param>
    public sealed record Command(Guid Request, Guid Claim, string Why, decimal? Kilometres = null, IReadOnlyList<MealsOn>? Meals = null, Money? Agreed = null)
        : ICommand<Command, CorrectJourney, ClaimState>
    {
        public object Subject => new { Claim, Kilometres, Agreed };
    }
}
