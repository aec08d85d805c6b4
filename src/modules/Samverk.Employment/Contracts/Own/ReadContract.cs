using NodaTime;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>The contract of some work with its signatures, and those that it has replaced.</summary>
internal sealed class ReadContract : IUseCase<ReadContract.Query, ReadContract.Result>
{
    public static Access Access => new((Role.Member, Relation.Own), (Role.Adviser, Relation.AdviserOf), (Role.Finance, Relation.None));

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => tx.RelationTo(query.Work, actor);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        if (await tx.FindWork(query.Work) is not { } work || await tx.FindEntity(work.Entity) is not { } entity || await tx.FindActivity(work.Activity) is not { } activity) return Refusal.Unknown;
        var contract = await tx.ContractFor(work.Id);
        var open = work.State is WorkState.Checked && (work.Late || WorkRules.RefuseBegun(work, tx.Now.InZone(tx.Zone).LocalDateTime) is null);
        var engaged = await tx.EngagementOf(work.Id) is { IsOver: false };
        return new Result(
            work, activity.Name, entity.Name, await tx.PersonName(work.Person) ?? "", contract, contract is null ? "" : await tx.TextOf(contract) ?? "",
            [.. (await tx.ContractsOf(work.Person)).Where(one => one.Work == work.Id && one.Id != contract?.Id)], await tx.NeedsSignatures(work, entity),
            !engaged && contract?.State is ContractState.PartSigned && work.Person == actor.Person && (open || (work.Late && work.State is WorkState.Paid)),
            !engaged && open && actor.Roles.Contains(Role.Adviser) && work.Person != actor.Person && await tx.WageFor(work.Id) is { State: WageState.Approved }, ContractText.Languages(entity.Country, work.Contract), tx.Today, tx.Zone);
    }

    public sealed record Query(Id<Work> Work) : IQuery<Query, ReadContract, Result>;

    /// <param name="Earlier">What does not count any more, the newest first.</param>
    /// <param name="Needed">Without both signatures the work does not begin.</param>
    internal sealed record Result(
        Work Work, string Activity, string Entity, string Person, Contract? Contract, string Text, IReadOnlyList<Contract> Earlier, bool Needed, bool MaySign, bool MayOffer, IReadOnlyList<string> Languages,
        LocalDate Today, DateTimeZone Zone);
}

/// <summary>A contract as PDF, with who has signed it.</summary>
internal sealed class PrintContract : IUseCase<PrintContract.Query, byte[]>
{
    public static Access Access => ReadContract.Access;

    public static async Task<Relation> Relate(Query query, Tx tx, Actor actor) => await tx.FindContract(query.Contract) is { } contract ? await tx.RelationTo(contract.Work, actor) : Relation.None;

    public async Task<Outcome<byte[]>> Run(Query query, Tx tx, Actor actor) => await tx.FindContract(query.Contract) is { } contract ? await tx.PdfOf(contract) : Refusal.Unknown;

    public sealed record Query(Id<Contract> Contract) : IQuery<Query, PrintContract, byte[]>;
}
