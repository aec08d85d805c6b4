using System.Text.Json;
using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>The payslips of a run many at a time: a run of tens of thousands takes few round trips and little memory.</summary>
internal static class RunFiguresSql
{
    /// <summary>How many payslips are in memory at once.</summary>
    public const int AtOnce = 1_000;

    public static async Task<bool> IsIn(this Tx tx, Id<Person> person, Id<PayrollRun> run) => await tx.Connection.QuerySingleAsync<bool>(
        "select exists (select from employment.payslip where run = @run and person = @person)", new { run = run.Value, person = person.Value });

    public static async Task<RunSums> SumsOf(this Tx tx, Id<PayrollRun> run, Currency currency) =>
        (await tx.SumsOf([run])).TryGetValue(run, out var sums) ? sums : RunSums.None(currency);

    /// <summary>In one round trip; a run without payslips is not in it.</summary>
    public static async Task<IReadOnlyDictionary<Id<PayrollRun>, RunSums>> SumsOf(this Tx tx, IReadOnlyCollection<Id<PayrollRun>> runs) =>
        (await tx.Connection.QueryAsync<SumRow>(
            """
            select run, min(currency)::char(3) as currency, count(*)::int as count, count(refusal)::int as exceptions, sum(gross)::bigint as gross, sum(tax + employee - additions)::bigint as kept, sum(employer)::bigint as employer
            from employment.payslip where run = any(@runs) group by run
            """,
            new { runs = runs.Select(run => run.Value).ToArray() })).ToDictionary(row => new Id<PayrollRun>(row.Run), row => row.ToSums());

    /// <summary>Whether somebody in the run was paid something since it was computed: the year's figures behind it are not the year's any more.</summary>
    public static Task<bool> YearHasMoved(this Tx tx, PayrollRun run) => tx.Connection.QuerySingleAsync<bool>(
        """
        select exists (
            select from employment.payslip slip
            left join lateral (
                select sum(gross)::bigint as gross, count(*) as number from employment.payslip paid
                where paid.person = slip.person and paid.entity = slip.entity and paid.released and paid.pay_day between @year and @end
            ) before on true
            where slip.run = @run and (slip.paid_before <> coalesce(before.gross, 0) or slip.released_before <> before.number)
        )
        """,
        new { run = run.Id.Value, year = new LocalDate(run.PayDay.Year, 1, 1), end = new LocalDate(run.PayDay.Year, 12, 31) });

    public static Task ClearSlips(this Tx tx, Id<PayrollRun> run, Guid? only = null) => tx.Connection.ExecuteAsync(
        "delete from employment.payslip where run = @run and (@only::uuid is null or id = @only)", new { run = run.Value, only });

    /// <summary>Payslips with their parts, in two statements.</summary>
    public static async Task Add(this Tx tx, Id<PayrollRun> run, IReadOnlyList<RunPayslip> slips)
    {
        await tx.Connection.ExecuteAsync(
            """
            insert into employment.payslip (id, run, entity, person, pay_day, currency, released, refusal, facts, gross, tax, employer, paid_before, content, employee, additions, corrects, version, released_before)
            select id, @run, entity, person, pay_day, currency, false, refusal, facts::jsonb, gross, tax, employer, paid_before, content::jsonb, employee, additions, corrects, version,
                (select count(*) from employment.payslip given where given.person = slip.person and given.entity = slip.entity and given.released
                    and given.pay_day between date_trunc('year', slip.pay_day)::date and (date_trunc('year', slip.pay_day) + interval '1 year - 1 day')::date)
            from unnest(@ids, @entities, @people, @days, @currencies, @refusals, @facts, @grosses, @taxes, @employers, @before, @contents, @employees, @additions, @corrected, @versions)
                as slip (id, entity, person, pay_day, currency, refusal, facts, gross, tax, employer, paid_before, content, employee, additions, corrects, version)
            """,
            new
            {
                run = run.Value, ids = Of(slip => slip.Id), entities = Of(slip => slip.Entity.Value), people = Of(slip => slip.Person.Value), days = Of(slip => slip.PayDay),
                currencies = Of(slip => slip.Gross.Currency.Code), refusals = Of(slip => slip.Refusal?.Code), facts = Of(slip => FactsOf(slip.Refusal)), grosses = Of(slip => slip.Gross.Minor),
                taxes = Of(slip => slip.Tax.Minor), employers = Of(slip => slip.Employer.Minor), before = Of(slip => slip.PaidBefore.Minor),
                employees = Of(slip => slip.Employee.Minor), additions = Of(slip => slip.Additions.Minor), corrected = Of(slip => slip.Corrects), versions = Of(slip => slip.Version),
                contents = Of(slip => slip.Content is null ? null : JsonSerializer.Serialize(slip.Content, StoreJson.Options)),
            });
        (Guid Slip, PayslipPart Part)[] parts = [.. slips.SelectMany(slip => slip.Parts.Select(part => (slip.Id, part)))];
        await tx.Connection.ExecuteAsync(
            """
            insert into employment.payslip_part (payslip, wage, activity, gross, tax, employer, forecast, employee, additions, bodies)
            select payslip, wage, activity, gross, tax, employer, forecast, employee, additions, bodies::jsonb
            from unnest(@slips, @wages, @activities, @grosses, @taxes, @employers, @forecasts, @employees, @additions, @bodies)
                as part (payslip, wage, activity, gross, tax, employer, forecast, employee, additions, bodies)
            """,
            new
            {
                slips = Each(one => one.Slip), wages = Each(one => one.Part.Wage.Value), activities = Each(one => one.Part.Activity.Value), grosses = Each(one => one.Part.Gross.Minor),
                taxes = Each(one => one.Part.Tax.Minor), employers = Each(one => one.Part.Employer.Minor), forecasts = Each(one => one.Part.Forecast.Minor),
                employees = Each(one => one.Part.Employee.Minor), additions = Each(one => one.Part.Additions.Minor), bodies = Each(one => BodyRow.Write(one.Part)),
            });

        T[] Of<T>(Func<RunPayslip, T> column) => [.. slips.Select(column)];
        T[] Each<T>(Func<(Guid Slip, PayslipPart Part), T> column) => [.. parts.Select(column)];
    }

    private static string FactsOf(Refusal? refusal) =>
        JsonSerializer.Serialize(refusal?.Facts.ToDictionary(fact => fact.Name, fact => $"{fact.Value}", StringComparer.Ordinal) ?? [], StoreJson.Options);

    private sealed record SumRow(Guid Run, Currency Currency, int Count, int Exceptions, long Gross, long Kept, long Employer)
    {
        public RunSums ToSums() => new(Count, Exceptions, new(Gross, Currency), new(Kept, Currency), new(Employer, Currency));
    }
}

/// <summary>A run in one line.</summary>
/// <param name="Kept">Contributions and tax that employees bear, less the tax-free sums that are paid with the net.</param>
internal sealed record RunSums(int Payslips, int Exceptions, Money Gross, Money Kept, Money Employer)
{
    public Money Net => Gross - Kept;

    public Money Cost => Gross + Employer;

    public static RunSums None(Currency currency) => new(0, 0, Money.Zero(currency), Money.Zero(currency), Money.Zero(currency));
}
