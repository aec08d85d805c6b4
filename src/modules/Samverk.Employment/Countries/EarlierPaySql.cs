using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;
using Samverk.Wages;

namespace Samverk.Employment;

internal static class EarlierPaySql
{
    /// <summary>What the entity has paid the person in the calendar year by released payslips, in order.</summary>
    public static async Task<IReadOnlyList<EarlierPay>> EarlierPays(this Tx tx, LegalEntity entity, Id<Person> person, LocalDate payDay)
    {
        if (PayslipOfYear.NeedsLines(entity.Country))
            return
            [
                .. (await tx.PayslipsOf(person)).Where(slip => slip.Entity == entity.Id && slip.PayDay.Year == payDay.Year).OrderBy(slip => slip.PayDay)
                    .Select(slip => new EarlierPay(slip.PayDay, slip.Gross.ToDecimal(), [.. slip.Content!.Lines.Select(line => new EarlierLine(line.Code, line.Base, line.Rate, line.Amount))])),
            ];
        return
        [
            .. (await tx.Connection.QueryAsync<(LocalDate PaidOn, long Gross)>(
                "select pay_day, sum(gross)::bigint from employment.payslip where entity = @entity and person = @person and released and pay_day between @from and @to group by pay_day order by pay_day",
                new { entity = entity.Id.Value, person = person.Value, from = new LocalDate(payDay.Year, 1, 1), to = new LocalDate(payDay.Year, 12, 31) }))
                .Select(pay => new EarlierPay(pay.PaidOn, new Money(pay.Gross, entity.Currency).ToDecimal(), [])),
        ];
    }
}
