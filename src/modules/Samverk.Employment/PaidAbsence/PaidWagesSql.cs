using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

internal static class PaidWagesSql
{
    /// <summary>What is paid of each person's wages; who is paid as agreed is not in it.</summary>
    public static async Task<IReadOnlyDictionary<Id<Person>, Outcome<PaidWages>>> PaidWages(
        this Tx tx, WageSetting setting, LocalDate payDay, IReadOnlyCollection<AskedWage> wages, IReadOnlyDictionary<Guid, Work> works)
    {
        var away = await tx.AbsencesOf(wages.Select(wage => wage.Person).Distinct(), works.Values.Min(work => work.FirstDay), works.Values.Max(work => work.LastDay));
        var paid = new Dictionary<Id<Person>, Outcome<PaidWages>>();
        foreach (var own in wages.GroupBy(wage => wage.Person))
        {
            Absence[] mine = [.. away[own.Key].OrderBy(absence => absence.From)];
            AskedWage[] of = [.. own.OrderBy(wage => wage.Id.Value)];
            var (earlier, earned) = mine.Length is 0 ? ([], Money.Zero(setting.Entity.Currency))
                : ((await tx.PayslipsOf(own.Key)).GroupBy(slip => slip.Corrects ?? slip.Id).SelectMany(chain => chain.MaxBy(slip => slip.Version)!.Content!.Pay).ToArray(), (await tx.HolidayOf(setting.Entity, own.Key, payDay)).Earned);
            var pay = PayRules.Pay(new(setting.Facts, setting.Entity.Country, payDay, mine, earlier, earned), of, works);
            if (pay.Refusal is not null || pay.Value.Lines.Count > 0) paid.Add(own.Key, pay);
        }

        return paid;
    }

    /// <summary>
    /// Holiday pay on a person's payslips between two pay days: the gross of those that compensate holiday at once, with what they pay for it; and what
    /// others pay for days that were taken. A corrected payslip says it by its last correction, which repeats all of its lines.
    /// </summary>
    public static async Task<((Money Gross, Money Paid) Compensated, Money Taken)> HolidayPaid(this Tx tx, LegalEntity entity, Id<Person> person, LocalDate from, LocalDate to)
    {
        var (gross, compensated, taken) = await tx.Connection.QuerySingleAsync<(long, decimal, decimal)>(
            """
            with chain as (
                select sum(gross)::bigint as gross, (array_agg(content order by version desc))[1] as content from employment.payslip
                where person = @person and entity = @entity and released and pay_day between @from and @to group by coalesce(corrects, id)
            )
            select coalesce(sum(gross) filter (where compensated is not null), 0)::bigint, coalesce(sum(compensated), 0), coalesce(sum(taken), 0)
            from chain cross join lateral (
                select sum((line ->> 'amount')::numeric) filter (where line ->> 'code' = @Compensation) as compensated, sum((line ->> 'amount')::numeric) filter (where line ->> 'code' = @Holiday) as taken
                from jsonb_array_elements(content -> 'pay') as line
            ) of
            """,
            new { person = person.Value, entity = entity.Id.Value, from, to, PayLine.Compensation, PayLine.Holiday });
        return ((new(gross, entity.Currency), Of(compensated)), Of(taken));

        Money Of(decimal amount) => Money.Of(amount, entity.Currency, Rounding.HalfAwayFromZero);
    }
}
