using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Employment;

internal static class AbsencesNowSql
{
    public static async Task<AbsencesNow> AbsencesNow(this Tx tx, WageSetting setting, IReadOnlyCollection<Id<Person>> people)
    {
        var (absences, chains) = (await tx.EveryAbsenceOf(people), new List<(Id<Person> Person, SlipChain Chain)>());
        foreach (var person in people) chains.AddRange(SlipChain.Of(await tx.PayslipsOf(person)).Select(chain => (person, chain)));
        var wages = (await tx.FindWages(chains.SelectMany(one => one.Chain.Given.Parts).Select(part => part.Wage).Distinct())).ToDictionary(wage => wage.Id);
        var steps = await tx.StepsOf([.. absences.Select(absence => absence.Id.Value)]);
        return new(
            setting, absences.Where(absence => absence.State is not (AbsenceState.Reported or AbsenceState.Refused or AbsenceState.Withdrawn)).ToLookup(absence => absence.Person),
            absences.Select(absence => absence.Id.Value).ToHashSet(),
            absences.Select(absence => (absence.Id.Value, At: steps[absence.Id.Value].LastOrDefault(step => step.Event is "certified")?.At)).Where(one => one.At is not null).ToDictionary(one => one.Value, one => one.At!.Value),
            await tx.SaidAnew([.. wages.Keys]), chains.ToLookup(one => one.Person, one => one.Chain), wages, await tx.WorkOf(wages.Values.Select(wage => wage.Work)));
    }

    /// <summary>Whether payroll has said something about an absence of somebody in the run since it was computed.</summary>
    public static Task<bool> AbsencesHaveMoved(this Tx tx, Id<PayrollRun> run) => tx.Connection.QuerySingleAsync<bool>(
        """
        select exists (
            select from employment.payslip slip join employment.absence away on away.person = slip.person
            where slip.run = @run
              and away.first_day <= (select max(day) from employment.payslip_part join employment.wage on wage.id = wage join employment.work_day on work_day.work = wage.work where payslip = slip.id)
              and exists (
                select from store.step where object = away.id and event in ('certified', 'days-changed', 'taken-back')
                and step.id > (select max(id) from store.step where object = @run and event in ('computed', 'computed-again'))))
        """,
        new { run = run.Value });

    /// <summary>The last word about each wage by a correction that was released with its person in it.</summary>
    private static async Task<IReadOnlyDictionary<Id<AskedWage>, SaidAnew>> SaidAnew(this Tx tx, IReadOnlyCollection<Id<AskedWage>> wages) =>
        (await tx.Connection.QueryAsync<(Guid Wage, long Gross, Currency Currency, Instant At)>(
            """
            select distinct on (said.wage) said.wage, said.gross, wage.currency, opened.at
            from employment.corrected_gross said join employment.wage on wage.id = said.wage join employment.run on run.id = said.run
            join store.step opened on opened.object = run.id and opened.event = 'opened'
            where said.wage = any(@wages) and run.released_by is not null
              and exists (select from employment.computed_again again join employment.payslip_part part on part.payslip = again.payslip where again.run = said.run and part.wage = said.wage)
            order by said.wage, opened.id desc
            """,
            new { wages = wages.Select(wage => wage.Value).ToArray() })).ToDictionary(row => new Id<AskedWage>(row.Wage), row => new SaidAnew(new(row.Gross, row.Currency), row.At));
}
