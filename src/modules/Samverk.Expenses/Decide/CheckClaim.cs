using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Expenses;

/// <summary>Whoever checks a claim corrects its figures, with a reason that the member reads.</summary>
internal sealed class CheckClaim : IUseCase<CheckClaim.Command, ClaimState>
{
    public static Access Access => ClaimAccess.Decide;

    public static Task<Relation> Relate(Command command, Tx tx, Actor actor) => ClaimAccess.To(command.Claim, tx, actor);

    /// <returns>
    /// Checked; <c>unknown-kind</c> for a journey, whose kilometres and meals are corrected instead, <c>reason-needed</c>, <c>other-currency</c>, <c>amount-not-positive</c>, <c>amount-too-large</c> beyond what was claimed,
    /// <c>field-invalid</c>, <c>receipt-not-addressed</c> where VAT is deducted without the cooperative's name, <c>state-not-allowed</c>.
    /// </returns>
    public async Task<Outcome<ClaimState>> Run(Command command, Tx tx, Actor actor)
    {
        if (await tx.LockClaim(command.Claim) is not { } claim || await tx.FindActivity(claim.Content.Activity) is not { } activity) return Refusal.Unknown;
        if (Claim.States.Refuse(claim.State, ClaimState.Checked) is { } notAllowed) return notAllowed;
        if (claim.Journey is not null) return new Refusal("unknown-kind", ("kind", claim.Kind));
        if (string.IsNullOrWhiteSpace(command.Why)) return new Refusal("reason-needed") { Field = "why" };
        if (command.Why.Length > 500) return new Refusal("field-invalid", ("field", "why")) { Field = "why" };
        var read = ClaimRules.Check(claim.Content with { Net = command.Net, Vat = command.Vat, Addressed = command.Addressed }, activity.Currency, tx.Today);
        if (read.Refusal is { } wrong) return wrong;
        if (command.Net + command.Vat > claim.Claimed!.Value) return new Refusal("amount-too-large", ("limit", claim.Claimed.Value)) { Field = "net" };
        var entity = (await tx.FindEntity(claim.Entity))!;
        if (command.Deductible.Currency != activity.Currency || command.Deductible.IsNegative || command.Deductible > command.Vat)
            return new Refusal("field-invalid", ("field", "deductible")) { Field = "deductible" };
        if (command.Deductible > ClaimRules.MostDeductible(read.Value, await tx.Facts(), entity.Country)) return new Refusal("receipt-not-addressed") { Field = "deductible" };

        var corrected = claim with { State = ClaimState.Checked, Content = read.Value, Deductible = command.Deductible };
        await tx.Save(corrected, claim.State, "corrected", command.Why.Trim());
        await tx.AskAdviser(corrected, activity, entity);
        return corrected.State;
    }

    /// <param name="Deductible">The part of the VAT that the entity gets back.</param>
    public sealed record Command(Guid Request, Guid Claim, Money Net, Money Vat, Money Deductible, bool Addressed, string Why) : ICommand<Command, CheckClaim, ClaimState>
    {
        public object Subject => new { Claim, Net, Vat, Deductible };
    }
}
