using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;
using Samverk.Wages;

namespace Samverk.Employment;

/// <summary>The payslips of a run: one per person, by the law of the entity's country, split over the wages that it pays.</summary>
internal static class ComputePayslips
{
    /// <summary>Computes and keeps them; so many at a time that a large run needs no more memory than a small one.</summary>
    public static async Task Compute(this Tx tx, PayrollRun run, IReadOnlyList<AskedWage> wages)
    {
        var setting = await tx.WageSetting((await tx.FindEntity(run.Entity))!);
        var employer = await tx.EmployerFactsOn(setting.Entity, run.PayDay);
        await tx.ClearSlips(run.Id);
        foreach (var some in wages.GroupBy(wage => wage.Person).Chunk(RunFiguresSql.AtOnce))
        {
            Id<Person>[] people = [.. some.Select(of => of.Key)];
            var works = await tx.WorkOf(some.SelectMany(of => of).Select(wage => wage.Work));
            var years = await tx.EarlierPays(setting.Entity, people, run.PayDay);
            var facts = await tx.TaxFactsOn(run.Entity, people, run.PayDay);
            var paid = await tx.PaidWages(setting, run.PayDay, [.. some.SelectMany(of => of)], works);
            await tx.Add(run.Id, [.. some.Select(of =>
            {
                AskedWage[] own = [.. of.OrderBy(wage => wage.Id.Value)];
                var question = setting.Ask(TaxFactsSql.Known(facts.GetValueOrDefault(of.Key)), employer, [.. own.Select(wage => works[wage.Work.Value])], run.PayDay);
                var pay = paid.GetValueOrDefault(of.Key, PaidWages.AsAgreed(own));
                return Compute(setting, run, of.Key, pay.Refusal is null ? pay.Value : PaidWages.AsAgreed(own), pay.Refusal is { } unpaid ? unpaid : question, [.. years[of.Key]]);
            })]);
        }
    }

    /// <summary>One payslip; nothing is kept.</summary>
    public static RunPayslip Compute(WageSetting setting, PayrollRun run, Id<Person> person, PaidWages pay, Outcome<WageQuestion> question, IReadOnlyList<EarlierPay> year)
    {
        var wages = pay.Wages;
        var currency = wages[0].Gross.Currency;
        var gross = Money.Sum(wages.Select(wage => wage.Gross), currency);
        var before = Money.Of(year.Sum(pay => pay.Gross), currency, Rounding.HalfAwayFromZero);
        var slip = question.Then(asked => OneOff.Ask(asked, gross, pay.Compensation(currency), year.Sum(earlier => earlier.Gross)))
            .Then(asked => setting.Rules.Payslip(asked.Request with { Explain = true }, year, asked.Worked).Then(asked.Fit));
        var shares = slip.Then(one => SlipBodies.Of(setting.Facts, setting.Entity.Country, one, run.PayDay)).Then(found => RefuseDuesOfNothing(gross, found, question.Value.Worked));
        var parts = SlipBodies.Split(wages, shares.Refusal is null ? shares.Value : []);
        return new RunPayslip(
            Id<Payslip>.Named(run.Id.Value, person.ToString()).Value, run.Id, run.Entity, person, run.PayDay, false, shares.Refusal, gross, Sum(part => part.Tax), Sum(part => part.Employer), before,
            shares.Refusal is null ? SlipContent.Of(setting.Entity.Country, slip.Value) with { Pay = pay.Lines } : null, parts, Sum(part => part.Employee), Sum(part => part.Additions));

        Money Sum(Func<PayslipPart, Money> of) => Money.Sum(parts.Select(of), currency);
    }

    /// <summary>Where absence leaves nothing, nothing can be kept for tax or contributions that the law asks all the same: people look at it.</summary>
    private static Outcome<IReadOnlyList<SlipShare>> RefuseDuesOfNothing(Money gross, IReadOnlyList<SlipShare> shares, LocalDate worked) =>
        gross.IsZero && shares.Any(share => !share.Amount.IsZero) ? new Refusal("nothing-to-pay", ("date", worked)) : Outcome.Of(shares);
}
