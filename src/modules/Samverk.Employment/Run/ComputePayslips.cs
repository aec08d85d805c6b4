using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;
using Samverk.Wages;

namespace Samverk.Employment;

/// <summary>The payslips of a run: one per person, by the law of the pay day, split over the wages that it pays.</summary>
internal static class ComputePayslips
{
    public static async Task<IReadOnlyList<RunPayslip>> Compute(this Tx tx, PayrollRun run, IReadOnlyList<AskedWage> wages)
    {
        var slips = new List<RunPayslip>();
        foreach (var of in wages.GroupBy(wage => wage.Person)) slips.Add(await tx.Compute(run, of.Key, [.. of.OrderBy(wage => wage.Id.Value)]));
        return slips;
    }

    private static async Task<RunPayslip> Compute(this Tx tx, PayrollRun run, Id<Person> person, IReadOnlyList<AskedWage> wages)
    {
        var currency = wages[0].Gross.Currency;
        var gross = Money.Sum(wages.Select(wage => wage.Gross), currency);
        var (before, inMonth) = await tx.PaidBefore(run.Entity, person, run.PayDay);
        var slip = await Ask(tx, run, person, gross, before, inMonth);
        var nothing = Money.Zero(currency);
        var (tax, employer) = slip.Refusal is null ? (Whole(slip.Value.Tax), Whole(slip.Value.EmployerContributions)) : (nothing, nothing);
        return new RunPayslip(
            Id<Payslip>.Named(run.Id.Value, person.ToString()).Value, run.Id, run.Entity, person, run.PayDay, false, slip.Refusal, gross, tax, employer, new Money(before, currency),
            slip.Refusal is null ? SlipContent.Of("SE", slip.Value) : null, Split(wages, tax, employer));

        Money Whole(decimal amount) => Money.Of(amount, currency, Rounding.HalfAwayFromZero);
    }

    private static async Task<Outcome<Payslip>> Ask(Tx tx, PayrollRun run, Id<Person> person, Money gross, long before, bool inMonth)
    {
        var facts = await tx.TaxFactsOn(run.Entity, person, run.PayDay);
        if (facts.Refusal is { } unknown) return unknown;
        var slip = WageRules.Embedded.Payslip(new PayslipRequest("SE", "salaried", new YearMonth(run.PayDay.Year, run.PayDay.Month), run.PayDay, gross.ToDecimal(), facts.Value.ForEngine())
        {
            Explain = true, YearToDate = new Dictionary<string, decimal>(StringComparer.Ordinal) { ["pay"] = new Money(before, gross.Currency).ToDecimal() },
        });
        if (slip.Refusal is { } refused) return refused;
        // Tables and the relief for the young go by the month as a whole: a second payment would have to change the first.
        return inMonth && (facts.Value.GoesByMonth || slip.Value.AmountOf("se.employer_youth") is not 0)
            ? new Refusal("paid-in-month", ("month", $"{run.PayDay:uuuu-MM}"))
            : slip;
    }

    /// <summary>Tax and contributions over the wages in proportion to gross, to the cent.</summary>
    internal static IReadOnlyList<PayslipPart> Split(IReadOnlyList<AskedWage> wages, Money tax, Money employer)
    {
        var weights = wages.Select(wage => (decimal)wage.Gross.Minor).ToArray();
        var (taxes, employers) = (tax.Allocate(weights), employer.Allocate(weights));
        return [.. wages.Select((wage, at) => new PayslipPart(wage.Id, wage.Activity, wage.Gross, taxes[at], employers[at], wage.Cost))];
    }
}
