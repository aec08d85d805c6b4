using NodaTime;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Expenses;

/// <summary>What a member asks the cooperative to bear, with its receipt.</summary>
/// <param name="Claimed">Gross as it was handed in; null for a draft.</param>
/// <param name="Deductible">The part of the VAT that the entity gets back.</param>
internal sealed record Claim(
    Guid Id, Id<LegalEntity> Entity, Id<Person> Member, ClaimState State, ClaimContent Content, Money Deductible, Money? Claimed, ClaimReceipt? Receipt, LocalDate Created, LocalDate? Submitted)
{
    public CostKind Kind => Content.Kind;

    /// <summary>Of what is paid by a rate; null for what has a receipt.</summary>
    public Journey? Journey { get; init; }

    /// <summary>Of what is to last; null for what is used up.</summary>
    public Lasting? Equipment { get; init; }

    /// <summary>Who sold it, or where the journey went.</summary>
    public string From => Journey?.Route ?? Content.Supplier;

    public Money Gross => Content.Net + Content.Vat;

    /// <summary>What the activity bears.</summary>
    public Money Charge => Gross - Deductible;

    /// <summary>The arrows of a claim (states, 14) and of a direct payment (15). A bank that sends the money back opens a paid one again.</summary>
    public static readonly StateMachine<ClaimState> States = new("expenses.claim", 1,
        (ClaimState.Draft, ClaimState.Submitted), (ClaimState.Submitted, ClaimState.Checked), (ClaimState.Checked, ClaimState.Checked),
        (ClaimState.Checked, ClaimState.Approved), (ClaimState.Checked, ClaimState.Partly), (ClaimState.Checked, ClaimState.Rejected),
        (ClaimState.Approved, ClaimState.Paid), (ClaimState.Partly, ClaimState.Paid), (ClaimState.Paid, ClaimState.Approved),
        (ClaimState.Rejected, ClaimState.Draft));
}

internal enum ClaimState { Draft, Submitted, Checked, Approved, Partly, Rejected, Paid }

/// <summary>What the member writes down from the receipt.</summary>
/// <param name="Number">The receipt's or invoice's; empty where it has none.</param>
/// <param name="Addressed">The receipt is made out to the cooperative: without that its VAT is not deducted.</param>
internal sealed record ClaimContent(
    CostKind Kind, Id<Activity> Activity, LocalDate Date, string Supplier, string Number, string What, Money Net, Money Vat, bool Addressed, ClaimPayTo? PayTo = null);

/// <summary>Where a supplier is paid.</summary>
/// <param name="Reference">The structured reference of the invoice; null where it has none, then its number is written into the payment.</param>
internal sealed record ClaimPayTo(string Iban, string? Bic, string? Reference, LocalDate? Due);

internal sealed record ClaimReceipt(FileHash Hash, string Name);

/// <summary>A claim has been approved and posted: somebody is owed money.</summary>
public sealed record ClaimApproved(Guid Claim) : IEvent
{
    public static string Name => "expenses.claim-approved.v1";
}
