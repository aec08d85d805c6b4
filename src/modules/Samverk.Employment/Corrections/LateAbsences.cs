using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>Every business day: payslips that do not know an absence, once more, because rules and other corrections change what they lack.</summary>
internal sealed class FollowLateAbsences : IRecur
{
    public static string Kind => "employment.late-absences";

    public async Task Run(Tx tx, LocalDate date)
    {
        foreach (var entity in await tx.Entities())
            if (await tx.LateAbsences(entity.Id) is { Count: > 0 } late) await tx.LookAtAbsences(entity, [.. late.Select(one => one.Person).Distinct()]);
    }
}

/// <summary>A closed payslip, as it was given, that pays other hours than the absences on record leave.</summary>
internal sealed record LateAbsence(Guid Payslip, Id<Person> Person, LocalDate PayDay);

/// <summary>Absences that payroll decides after a payslip was given.</summary>
internal static class LateAbsencesFound
{
    /// <summary>Until the transaction ends no run is computed or released: what is said about an absence is in a payslip, or comes after it.</summary>
    public static async Task HoldPayslips(this Tx tx)
    {
        foreach (var entity in (await tx.Entities()).OrderBy(entity => entity.Id.Value)) await tx.LockPayroll(entity.Id);
    }

    /// <summary>Something was said about an absence of theirs. The caller has <see cref="HoldPayslips"/>.</summary>
    public static async Task LookAtPayslips(this Tx tx, Id<Person> person)
    {
        foreach (var entity in await tx.Entities()) await tx.LookAtAbsences(entity, [person]);
    }

    /// <summary>Compares what closed payslips pay with what the absences that are confirmed now leave, and tells finance what differs. An absence that changes nothing asks for nothing.</summary>
    public static async Task LookAtAbsences(this Tx tx, LegalEntity entity, IReadOnlyCollection<Id<Person>> people)
    {
        var now = await tx.AbsencesNow(await tx.WageSetting(entity), people);
        RunPayslip[] late = [.. people.SelectMany(person => Differing(now, person))];
        await tx.Connection.ExecuteAsync(
            """
            delete from employment.late_absence where entity = @entity and payslip in (select id from employment.payslip where person = any(@people));
            insert into employment.late_absence (payslip, entity, pay_day) select payslip, @entity, day from unnest(@payslips, @days) as one (payslip, day)
            """,
            new { entity = entity.Id.Value, people = people.Select(person => person.Value).ToArray(), payslips = late.Select(slip => slip.Id).ToArray(), days = late.Select(slip => slip.PayDay).ToArray() });
        await tx.TellLateAbsences(entity, await tx.LateAbsences(entity.Id));
    }

    public static async Task<IReadOnlyList<LateAbsence>> LateAbsences(this Tx tx, Id<LegalEntity> entity) =>
        [.. (await tx.Connection.QueryAsync<(Guid Payslip, Guid Person, LocalDate PayDay)>(
            "select payslip, person, late_absence.pay_day from employment.late_absence join employment.payslip on payslip.id = payslip where late_absence.entity = @entity order by late_absence.pay_day, payslip",
            new { entity = entity.Value })).Select(row => new LateAbsence(row.Payslip, new(row.Person), row.PayDay))];

    private static IReadOnlyList<RunPayslip> Differing(AbsencesNow now, Id<Person> person)
    {
        var (late, anew) = (new List<RunPayslip>(), new Dictionary<Guid, IReadOnlyList<PayLine>>());
        foreach (var of in now.Chains[person].Where(chain => chain.Given.Entity == now.Setting.Entity.Id).GroupBy(chain => chain.Given.PayDay.Year))
        {
            var year = now.Year(person, of.Key, anew);
            foreach (var chain in of)
            {
                var paid = year.Touches(chain) ? year.Pay(chain) : new PaidWages([], chain.Pay);
                if (paid.Refusal is not null || paid.Value.Wages.Any(wage => wage.Gross != chain.GrossOf(wage.Id))) late.Add(chain.Given);
                var known = paid.Refusal is null && paid.Value.Wages.Count > 0;
                anew[chain.Given.Id] = paid.Refusal is null ? paid.Value.Lines : chain.Pay;
                year.Add(chain.Given.PayDay, known ? Money.Sum(paid.Value.Wages.Select(wage => wage.Gross), chain.Gross.Currency) : chain.Gross, anew[chain.Given.Id]);
            }
        }

        return late;
    }
}
