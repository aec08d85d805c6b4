using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;
using Samverk.Wages;

namespace Samverk.Employment;

/// <summary>The payslips of a run: one per person, by the law of the pay day, split over the wages that it pays.</summary>
internal static class ComputePayslips
{
    /// <summary>Computes and keeps them; so many at a time that a large run needs no more memory than a small one.</summary>
    public static async Task Compute(this Tx tx, PayrollRun run, IReadOnlyList<AskedWage> wages)
    {
        await tx.ClearSlips(run.Id);
        foreach (var some in wages.GroupBy(wage => wage.Person).Chunk(RunFiguresSql.AtOnce))
        {
            Id<Person>[] people = [.. some.Select(of => of.Key)];
            var before = await tx.PaidBefore(run.Entity, people, run.PayDay);
            var facts = await tx.TaxFactsOn(run.Entity, people, run.PayDay);
            await tx.Add(run.Id, [.. some.Select(of => Compute(run, of.Key, [.. of.OrderBy(wage => wage.Id.Value)], facts.GetValueOrDefault(of.Key), before.GetValueOrDefault(of.Key)))]);
        }
    }

    private static RunPayslip Compute(PayrollRun run, Id<Person> person, IReadOnlyList<AskedWage> wages, TaxFacts? facts, (long Year, bool Month) paid)
    {
        var currency = wages[0].Gross.Currency;
        var gross = Money.Sum(wages.Select(wage => wage.Gross), currency);
        var before = paid.Year;
        var slip = Ask(run, gross, facts, before, paid.Month);
        var nothing = Money.Zero(currency);
        var (tax, employer) = slip.Refusal is null ? (Whole(slip.Value.Tax), Whole(slip.Value.EmployerContributions)) : (nothing, nothing);
        return new RunPayslip(
            Id<Payslip>.Named(run.Id.Value, person.ToString()).Value, run.Id, run.Entity, person, run.PayDay, false, slip.Refusal, gross, tax, employer, new Money(before, currency),
            slip.Refusal is null ? SlipContent.Of("SE", slip.Value) : null, Split(wages, tax, employer));

        Money Whole(decimal amount) => Money.Of(amount, currency, Rounding.HalfAwayFromZero);
    }

    private static Outcome<Payslip> Ask(PayrollRun run, Money gross, TaxFacts? facts, long before, bool inMonth)
    {
        if (facts is null) return new Refusal("tax-facts-missing");
        var slip = WageRules.Embedded.Payslip(new PayslipRequest("SE", "salaried", new YearMonth(run.PayDay.Year, run.PayDay.Month), run.PayDay, gross.ToDecimal(), facts.ForEngine())
        {
            Explain = true, YearToDate = new Dictionary<string, decimal>(StringComparer.Ordinal) { ["pay"] = new Money(before, gross.Currency).ToDecimal() },
        });
        if (slip.Refusal is { } refused) return refused;
        // Tables and the relief for the young go by the month as a whole: a second payment would have to change the first.
        return inMonth && (facts.GoesByMonth || slip.Value.AmountOf("se.employer_youth") is not 0)
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
