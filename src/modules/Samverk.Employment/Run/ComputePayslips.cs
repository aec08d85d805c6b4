using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;
using Samverk.Wages;

namespace Samverk.Employment;

/// <summary>The payslips of a run: one per person, by the law of the entity's country, split over the wages that it pays.</summary>
internal static class ComputePayslips
{
    public static async Task<IReadOnlyList<RunPayslip>> Compute(this Tx tx, PayrollRun run, IReadOnlyList<AskedWage> wages)
    {
        var setting = await tx.WageSetting((await tx.FindEntity(run.Entity))!);
        var (works, slips) = (await tx.WorkOf(wages.Select(wage => wage.Work)), new List<RunPayslip>());
        foreach (var of in wages.GroupBy(wage => wage.Person)) slips.Add(await tx.Compute(setting, run, of.Key, [.. of.OrderBy(wage => wage.Id.Value)], works));
        return slips;
    }

    private static async Task<RunPayslip> Compute(
        this Tx tx, WageSetting setting, PayrollRun run, Id<Person> person, IReadOnlyList<AskedWage> wages, IReadOnlyDictionary<Guid, Work> works)
    {
        var currency = wages[0].Gross.Currency;
        var gross = Money.Sum(wages.Select(wage => wage.Gross), currency);
        var year = await tx.EarlierPays(setting.Entity, person, run.PayDay);
        var before = Money.Of(year.Sum(pay => pay.Gross), currency, Rounding.HalfAwayFromZero);
        var slip = await Ask(tx, setting, run, person, gross, year, [.. wages.Select(wage => works[wage.Work.Value])]);
        var shares = slip.Then(one => SlipBodies.Of(setting.Facts, setting.Entity.Country, one, run.PayDay));
        var parts = SlipBodies.Split(wages, shares.Refusal is null ? shares.Value : []);
        return new RunPayslip(
            Id<Payslip>.Named(run.Id.Value, person.ToString()).Value, run.Id, run.Entity, person, run.PayDay, false, shares.Refusal, gross, Sum(part => part.Tax), Sum(part => part.Employer), before,
            shares.Refusal is null ? SlipContent.Of(setting.Entity.Country, slip.Value) : null, parts, Sum(part => part.Employee), Sum(part => part.Additions));

        Money Sum(Func<PayslipPart, Money> of) => Money.Sum(parts.Select(of), currency);
    }

    private static async Task<Outcome<Payslip>> Ask(
        Tx tx, WageSetting setting, PayrollRun run, Id<Person> person, Money gross, IReadOnlyList<EarlierPay> year, IReadOnlyCollection<Work> works)
    {
        var question = await setting.Ask(tx, person, works, run.PayDay);
        return question.Then(asked =>
            setting.Rules.Payslip(asked.Request with { Gross = gross.ToDecimal(), Explain = true }, year, asked.Worked).Then(asked.Fit));
    }
}
