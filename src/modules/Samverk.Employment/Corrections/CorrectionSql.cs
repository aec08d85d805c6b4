using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

internal static class CorrectionSql
{
    public static async Task Save(this Tx tx, Correction correction)
    {
        await tx.Connection.ExecuteAsync(
            "insert into employment.correction (run, reason, why, payslip, person, first_day, last_day) values (@run, @reason, @Why, @Payslip, @person, @From, @To)",
            new { run = correction.Run.Value, reason = correction.Reason.ToString(), correction.Why, correction.Payslip, person = correction.Person?.Value, correction.From, correction.To });
        await tx.Connection.ExecuteAsync(
            "insert into employment.corrected_gross (run, wage, gross) values (@run, @wage, @gross)",
            correction.Grosses.Select(one => new { run = correction.Run.Value, wage = one.Wage.Value, gross = one.Gross.Minor }));
    }

    public static async Task<Correction> CorrectionOf(this Tx tx, Id<PayrollRun> run)
    {
        var row = await tx.Connection.QuerySingleAsync<Row>("select reason, why, payslip, person, first_day, last_day from employment.correction where run = @run", new { run = run.Value });
        var grosses = await tx.Connection.QueryAsync<(Guid Wage, long Gross, Currency Currency)>(
            "select wage, corrected_gross.gross, currency from employment.corrected_gross join employment.wage on wage.id = wage where corrected_gross.run = @run order by wage", new { run = run.Value });
        return new(run, row.Reason, row.Why, row.Payslip, row.Person is { } person ? new(person) : null, row.First_Day, row.Last_Day, [.. grosses.Select(one => new CorrectedGross(new(one.Wage), new(one.Gross, one.Currency)))]);
    }

    /// <summary>Who was given a payslip that is meant, by calendar year.</summary>
    public static async Task<IReadOnlyList<(int Year, Id<Person> Person)>> Concerned(this Tx tx, Id<LegalEntity> entity, Correction correction) =>
        [.. (await tx.Connection.QueryAsync<(int Year, Guid Person)>(
            """
            select distinct extract(year from pay_day)::int, person from employment.payslip
            where entity = @entity and released and corrects is null and pay_day between @From and @To and (@person::uuid is null or person = @person) and (@Payslip::uuid is null or id = @Payslip)
              and (not @found or id in (select payslip from employment.late_absence))
            order by 1, 2
            """,
            new { entity = entity.Value, correction.From, correction.To, person = correction.Person?.Value, correction.Payslip, found = correction.OnlyFound })).Select(row => (row.Year, new Id<Person>(row.Person)))];

    public static async Task Note(this Tx tx, Id<PayrollRun> run, IReadOnlyCollection<RunPayslip> computedAgain) => await tx.Connection.ExecuteAsync(
        "insert into employment.computed_again (run, payslip, person) select @run, payslip, person from unnest(@payslips, @people) as one (payslip, person)",
        new { run = run.Value, payslips = computedAgain.Select(slip => slip.Id).ToArray(), people = computedAgain.Select(slip => slip.Person.Value).ToArray() });

    public static Task ClearComputedAgain(this Tx tx, Id<PayrollRun> run, Id<Person>? only = null) => tx.Connection.ExecuteAsync(
        "delete from employment.computed_again where run = @run and (@only::uuid is null or person = @only)", new { run = run.Value, only = only?.Value });

    public static Task ClearSlipsOf(this Tx tx, Id<PayrollRun> run, Id<Person> person) => tx.Connection.ExecuteAsync(
        "delete from employment.payslip where run = @run and person = @person", new { run = run.Value, person = person.Value });

    /// <summary>What was computed again and is equal to the cent: how many in all, and the first of them with pay day.</summary>
    public static async Task<(int Number, IReadOnlyList<(Guid Payslip, Id<Person> Person, LocalDate PayDay)> First)> EqualIn(this Tx tx, Id<PayrollRun> run, int most)
    {
        const string equal = "from employment.computed_again again join employment.payslip slip on slip.id = again.payslip where again.run = @run and not exists (select from employment.payslip made where made.run = @run and made.corrects = again.payslip)";
        var number = await tx.Connection.QuerySingleAsync<int>($"select count(*)::int {equal}", new { run = run.Value });
        var rows = await tx.Connection.QueryAsync<(Guid Payslip, Guid Person, LocalDate PayDay)>($"select again.payslip, again.person, slip.pay_day {equal} order by slip.pay_day, again.payslip limit @most", new { run = run.Value, most });
        return (number, [.. rows.Select(row => (row.Payslip, new Id<Person>(row.Person), row.PayDay))]);
    }

    /// <summary>Whether somebody in the correction run was given a payslip of the same year since it was computed.</summary>
    public static Task<bool> HasComeBetween(this Tx tx, Id<PayrollRun> run) => tx.Connection.QuerySingleAsync<bool>(
        """
        select exists (
            select from employment.payslip slip where slip.run = @run and slip.released_before <> (
                select count(*) from employment.payslip given
                where given.person = slip.person and given.entity = slip.entity and given.released and extract(year from given.pay_day) = extract(year from slip.pay_day)))
        """,
        new { run = run.Value });

    private sealed record Row(CorrectionReason Reason, string Why, Guid? Payslip, Guid? Person, LocalDate First_Day, LocalDate Last_Day);
}
