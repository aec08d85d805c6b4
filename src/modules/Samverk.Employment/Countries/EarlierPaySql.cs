using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;
using Samverk.Wages;

namespace Samverk.Employment;

internal static class EarlierPaySql
{
    /// <summary>What the entity has paid each in the calendar year by released payslips, in order.</summary>
    public static async Task<ILookup<Id<Person>, EarlierPay>> EarlierPays(this Tx tx, LegalEntity entity, IReadOnlyCollection<Id<Person>> people, LocalDate payDay)
    {
        if (PayslipOfYear.NeedsLines(entity.Country))
            return (await tx.ReleasedIn(entity.Id, people, payDay.Year)).GroupBy(slip => slip.Corrects ?? slip.Id).ToLookup(chain => chain.First().Person, chain => chain.ToArray().AsEarlier());
        return (await tx.Connection.QueryAsync<(Guid Person, LocalDate PaidOn, long Gross)>(
            """
            select person, pay_day, sum(gross)::bigint from employment.payslip
            where entity = @entity and person = any(@people) and released and pay_day between @from and @to
            group by person, pay_day order by person, pay_day
            """,
            new { entity = entity.Id.Value, people = people.Select(person => person.Value).ToArray(), from = new LocalDate(payDay.Year, 1, 1), to = new LocalDate(payDay.Year, 12, 31) }))
            .ToLookup(pay => new Id<Person>(pay.Person), pay => new EarlierPay(pay.PaidOn, new Money(pay.Gross, entity.Currency).ToDecimal(), []));
    }

    /// <summary>A payslip with its corrections, as it counts in its year: the sums of all, the lines of the last.</summary>
    public static EarlierPay AsEarlier(this IReadOnlyList<RunPayslip> chain)
    {
        var last = chain.MaxBy(slip => slip.Version)!;
        return new(last.PayDay, chain.Sum(slip => slip.Gross.ToDecimal()), [.. last.Content!.Lines.Select(line => new EarlierLine(line.Code, line.Base, line.Rate, line.Amount))]);
    }
}
