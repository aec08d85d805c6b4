using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>What a payslip's page asks beside the payslip itself.</summary>
internal static class PayslipSql
{
    /// <returns>Null when nobody was given such a payslip.</returns>
    public static async Task<Id<Person>?> PersonOf(this Tx tx, Guid payslip) =>
        await tx.Connection.QuerySingleOrDefaultAsync<Guid?>("select person from employment.payslip where id = @payslip and released", new { payslip }) is { } person ? new(person) : null;

    /// <summary>The first and last day of the work that it pays.</summary>
    public static Task<(LocalDate From, LocalDate To)> WorkedIn(this Tx tx, Guid payslip) => tx.Connection.QuerySingleAsync<(LocalDate, LocalDate)>(
        """
        select min(day), max(day) from employment.payslip_part join employment.wage on wage.id = wage join employment.work_day on work_day.work = wage.work
        where payslip = @payslip
        """,
        new { payslip });

    /// <summary>The gross of a person's payslips from an entity between two pay days.</summary>
    public static async Task<Money> GrossOf(this Tx tx, LegalEntity entity, Id<Person> person, LocalDate from, LocalDate to) => new(
        await tx.Connection.QuerySingleAsync<long>(
            "select coalesce(sum(gross), 0)::bigint from employment.payslip where person = @person and entity = @entity and released and pay_day between @from and @to",
            new { person = person.Value, entity = entity.Id.Value, from, to }),
        entity.Currency);

    /// <summary>The year's sums from the same entity, up to and with this payslip.</summary>
    public static async Task<ReadPayslip.Year> YearUpTo(this Tx tx, RunPayslip slip)
    {
        var (gross, employee, tax, additions, employer) = await tx.Connection.QuerySingleAsync<(long, long, long, long, long)>(
            """
            select sum(gross)::bigint, sum(employee)::bigint, sum(tax)::bigint, sum(additions)::bigint, sum(employer)::bigint
            from employment.payslip
            where person = @person and entity = @entity and released and pay_day between @year and @PayDay and (
                case when corrects is null then pay_day < @PayDay or paid_before < @before or id = @Id or id = @Corrects
                -- A payslip that somebody has been given never says another sum because of what came later.
                else released_before < @ReleasedBefore or id = @Id or run = @run and pay_day < @PayDay end)
            """,
            new { person = slip.Person.Value, entity = slip.Entity.Value, year = new LocalDate(slip.PayDay.Year, 1, 1), slip.PayDay, before = slip.PaidBefore.Minor, slip.Id, slip.Corrects, slip.ReleasedBefore, run = slip.Run.Value });
        return new(Of(gross), Of(employee), Of(tax), Of(additions), Of(employer), Of(gross - employee - tax + additions));

        Money Of(long minor) => new(minor, slip.Gross.Currency);
    }
}
