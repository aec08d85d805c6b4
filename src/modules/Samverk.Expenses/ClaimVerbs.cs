using NodaTime;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Expenses;

/// <summary>Money that an approved claim owes somebody.</summary>
/// <param name="Account">The account of liabilities that owes it.</param>
/// <param name="Person">The member who laid it out; null for a supplier.</param>
/// <param name="Supplier">Who is paid directly; null for a member.</param>
/// <param name="On">The day on which the supplier wants it, or the next one on which expenses are paid; null = as soon as it is approved.</param>
public sealed record ClaimOwed(Id<LegalEntity> Entity, string Account, Money Amount, Id<Person>? Person, OwedSupplier? Supplier, LocalDate? On);

/// <param name="Number">Of the supplier's invoice.</param>
/// <param name="Reference">Structured, in its electronic form.</param>
public sealed record OwedSupplier(string Name, string Iban, string? Bic, string Number, string? Reference);

/// <summary>What rooms above ask of claims and tell them.</summary>
public static class ClaimVerbs
{
    /// <summary>What a claim owes; null unless it is approved and not paid.</summary>
    public static async Task<ClaimOwed?> OwedFor(this Tx tx, Guid id)
    {
        if (await tx.FindClaim(id) is not { State: ClaimState.Approved or ClaimState.Partly } claim) return null;
        if (claim.Content.PayTo is { } to)
            return new(claim.Entity, Account.Supplier(await tx.SupplierCode(to.Iban)), claim.Gross, null,
                new(claim.Content.Supplier, to.Iban, to.Bic, claim.Content.Number, to.Reference), to.Due);
        var code = (await tx.FindPerson(claim.Member))!.Code;
        return new(claim.Entity, Account.Expenses(code), claim.Gross, claim.Member, null, await tx.NextPayDay((await tx.FindEntity(claim.Entity))!));
    }

    /// <summary>
    /// Who bears what the bank keeps of a claim's money: its activity, like every charge on its payments. Null for what is no claim, and where
    /// the activity is closed.
    /// </summary>
    public static async Task<Line?> BearerOf(this Tx tx, Guid id, Money charge) =>
        await tx.FindClaim(id) is { } claim && await tx.LockActivity(claim.Content.Activity) is { State: not (ActivityState.Settled or ActivityState.Archived) } activity
            ? new Line(activity.Account, charge) { Activity = activity.Id.Value, Member = claim.Member.Value }
            : null;

    /// <summary>The bank has confirmed the payment of a claim. Of what is no claim, or paid already, nothing changes.</summary>
    public static async Task MarkClaimPaid(this Tx tx, Guid id)
    {
        if (await tx.LockClaim(id) is { State: ClaimState.Approved or ClaimState.Partly } claim) await tx.Save(claim with { State = ClaimState.Paid }, claim.State, "paid");
    }

    /// <summary>The payment of a claim came back, or was none: it is owed again.</summary>
    public static async Task MarkClaimUnpaid(this Tx tx, Guid id, string why)
    {
        if (await tx.LockClaim(id) is { State: ClaimState.Paid } claim) await tx.Save(claim with { State = ClaimState.Approved }, claim.State, "came-back", why);
    }
}
