using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>What is left of somebody's holiday: of the year of one payslip, or one's own as it is today, by company.</summary>
internal sealed class ReadHoliday : IUseCase<ReadHoliday.Query, IReadOnlyList<HolidayBalance>>
{
    public static Access Access => new((Role.Member, Relation.Own), (Role.Adviser, Relation.AdviserOf), (Role.Finance, Relation.None));

    public static async Task<Relation> Relate(Query query, Tx tx, Actor actor) =>
        query.Payslip is not { } payslip ? Relation.Own | Relation.AdviserOf : await tx.PersonOf(payslip) is { } person ? await tx.RelationToPerson(person, actor) : Relation.None;

    public async Task<Outcome<IReadOnlyList<HolidayBalance>>> Run(Query query, Tx tx, Actor actor)
    {
        if (query.Payslip is { } payslip)
            return await tx.FindPayslip(payslip) is { } slip && await tx.FindEntity(slip.Entity) is { } entity
                ? Outcome.Of<IReadOnlyList<HolidayBalance>>([await tx.HolidayOf(entity, slip.Person, slip.PayDay)])
                : Refusal.Unknown;
        var (balances, entities) = (new List<HolidayBalance>(), (await tx.PayslipsOf(actor.Person)).Select(slip => slip.Entity).Concat((await tx.Absences(actor.Person, int.MaxValue)).Select(absence => absence.Entity)));
        foreach (var id in entities.Distinct()) balances.Add(await tx.HolidayOf((await tx.FindEntity(id))!, actor.Person, tx.Today));
        return Outcome.Of<IReadOnlyList<HolidayBalance>>([.. balances.OrderBy(one => one.Entity, StringComparer.CurrentCulture)]);
    }

    /// <param name="Payslip">Null = the asker's own, today.</param>
    public sealed record Query(Guid? Payslip) : IQuery<Query, ReadHoliday, IReadOnlyList<HolidayBalance>>;
}
