using NodaTime;
using Samverk.Activities;
using Samverk.Countries;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>One announcement with its hours, and what may be done with it.</summary>
internal sealed class ReadWork : IUseCase<ReadWork.Query, ReadWork.Result>
{
    public static Access Access => new(
        (Role.Member, Relation.Own), (Role.Member, Relation.Manager), (Role.Adviser, Relation.AdviserOf), (Role.Finance, Relation.None), (Role.Board, Relation.None));

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => tx.RelationTo(query.Work, actor);

    public async Task<Outcome<Result>> Run(Query query, Tx tx, Actor actor)
    {
        if (await tx.FindWork(query.Work) is not { } work || await tx.FindActivity(work.Activity) is not { } activity || await tx.FindEntity(work.Entity) is not { } entity) return Refusal.Unknown;
        var begun = WorkRules.RefuseBegun(work, tx.Now.InZone(tx.Zone).LocalDateTime) is not null;
        var wage = await tx.WageFor(work.Id);
        var adviser = actor.Roles.Contains(Role.Adviser);
        return new Result(
            work, activity.Name, entity.Currency, await tx.PersonName(work.Person) ?? "", begun, DeclareWork.Limits(await tx.Facts(), entity, work.FirstDay) is { Day: not null, Week: not null },
            await tx.FloorOf(entity, work.Contract, work.FirstDay), adviser && work.State is WorkState.Requested && work.Person != actor.Person && work.Author != actor.Person,
            work.State is WorkState.Requested || (work.State is WorkState.Checked && !begun), wage,
            adviser && wage is { State: WageState.Requested } && work.Person != actor.Person && wage.Author != actor.Person,
            adviser || work.Person == actor.Person || (await tx.RelationTo(work.Activity, actor)).HasFlag(Relation.Manager), await tx.ContractFor(work.Id) is not null, await tx.Steps(work.Id.Value), tx.Today);
    }

    public sealed record Query(Id<Work> Work) : IQuery<Query, ReadWork, Result>;

    /// <param name="Begun">The first hour has passed: deciding needs a reason.</param>
    /// <param name="MaySteer">The person, the activity's manager or an adviser: may ask and take back.</param>
    /// <param name="Limited">Verified limits of hours were kept; else an adviser looks.</param>
    /// <param name="Floor">The lowest pay of an hour; null where no table is loaded.</param>
    internal sealed record Result(
        Work Work, string Activity, Currency Currency, string Person, bool Begun, bool Limited, Money? Floor, bool MayDecide, bool MayCancel,
        AskedWage? Wage, bool MayDecideWage, bool MaySteer, bool HasContract, IReadOnlyList<Step> Steps, LocalDate Today);
}
