using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Members;

/// <summary>A part of the cooperative's capital that a person has asked for.</summary>
/// <param name="PaidOn">Null until the money is there.</param>
public sealed record Share(Id<Share> Id, Id<Person> Person, Id<LegalEntity> Entity, Money Amount, LocalDate SubscribedOn, LocalDate? PaidOn)
{
    /// <summary>The arrows of the specification that a slice of cash needs; a payment that comes back opens the claim again.</summary>
    public static readonly StateMachine<ShareState> States = new("members.share", 1,
        (ShareState.Subscribed, ShareState.Paid), (ShareState.Paid, ShareState.Active), (ShareState.Active, ShareState.Noticed), (ShareState.Noticed, ShareState.Active),
        (ShareState.Noticed, ShareState.Redeemable), (ShareState.Redeemable, ShareState.Repaid), (ShareState.Repaid, ShareState.Redeemable));

    public ShareState State { get; init; }

    /// <summary>Its payment is an entry of these books. Else it was there before them: the opening balances hold its money.</summary>
    public bool Posted { get; init; }

    /// <summary>The value that it was redeemed by, what of it is paid back, and from which day on; null before.</summary>
    public Id<ShareValue>? Value { get; init; }

    public Money? Payout { get; init; }

    public LocalDate? PayFrom { get; init; }

    /// <summary>A part of the capital today.</summary>
    public bool IsCapital => State is ShareState.Paid or ShareState.Active or ShareState.Noticed;

    /// <summary>What was lost with the capital.</summary>
    public Money? WrittenDown => Payout is { } payout ? Amount - payout : null;
}

/// <summary>Redeemable: its value is fixed by approved accounts, and the cooperative owes it. Repaid: the bank has shown the payment.</summary>
public enum ShareState { Subscribed, Paid, Active, Noticed, Redeemable, Repaid }

/// <summary>What approved accounts say a share is worth: entered by one person, released by another on or after the day of the assembly.</summary>
/// <param name="YearEnd">The day of the accounts; those whose membership ended in that year are paid by it.</param>
/// <param name="Value">Of one share as the statutes of that day ask for it.</param>
/// <param name="AssemblyOn">The day on which the assembly approves the accounts.</param>
/// <param name="PayFrom">The first day on which a share may be paid back.</param>
/// <param name="Source">Accounts and minutes: "Annual accounts 2024, assembly of 12 June 2025, item 4".</param>
public sealed record ShareValue(
    Id<ShareValue> Id, Id<LegalEntity> Entity, LocalDate YearEnd, Money Value, LocalDate AssemblyOn, LocalDate PayFrom, string Source, ShareValueState State,
    Id<Person> EnteredBy, LocalDate EnteredOn, Id<Person>? DecidedBy = null, LocalDate? DecidedOn = null)
{
    public static readonly StateMachine<ShareValueState> States = new("members.share-value", 1,
        (ShareValueState.Entered, ShareValueState.Released), (ShareValueState.Entered, ShareValueState.Refused));
}

public enum ShareValueState { Entered, Released, Refused }
