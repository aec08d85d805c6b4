using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>
/// A contract of employment for some work, with its signatures (domain/states.md 31). Its text lies in the store under its hash; another text is
/// another contract that replaces this one.
/// </summary>
/// <param name="Template">"se.work".</param>
/// <param name="Hash">SHA-256 of the text in UTF-8.</param>
public sealed record Contract(
    Id<Contract> Id, Id<Work> Work, Id<LegalEntity> Entity, Id<Person> Person, Id<Contract>? Replaces, string Template, int Version, string Language, FileHash Hash, Instant Drafted,
    ContractState State, IReadOnlyList<Signature> Signatures)
{
    public static readonly StateMachine<ContractState> States = new("employment.contract", 1,
        (ContractState.Sent, ContractState.PartSigned), (ContractState.PartSigned, ContractState.Signed), (ContractState.Sent, ContractState.Declined),
        (ContractState.PartSigned, ContractState.Declined), (ContractState.Sent, ContractState.Expired), (ContractState.PartSigned, ContractState.Expired),
        (ContractState.Signed, ContractState.Expired), (ContractState.Sent, ContractState.Replaced), (ContractState.PartSigned, ContractState.Replaced), (ContractState.Signed, ContractState.Replaced));

    public Signature? Of(SignerSide side) => Signatures.SingleOrDefault(one => one.Side == side);
}

/// <summary>PartSigned: one side has signed. Expired: it ended before the work began.</summary>
public enum ContractState { Sent, PartSigned, Signed, Declined, Expired, Replaced }

public enum SignerSide { Company, Worker }

public enum SignedHow { SignIn, Link }

/// <summary>Evidence of one signature.</summary>
/// <param name="Name">As the register has it, or as it was typed.</param>
/// <param name="Key">Which link it was, by the first letters of its hash; null for a sign-in.</param>
/// <param name="Hash">Of exactly what was signed.</param>
public sealed record Signature(SignerSide Side, Id<Person> Person, string Name, SignedHow How, string? Key, FileHash Hash, Instant At);
