using NodaTime;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Wages;

namespace Samverk.Employment;

/// <summary>What a wage will be by the law of the last day of work, as if it were paid then.</summary>
internal sealed record Forecast(Money Gross, Money Cost, Money Net)
{
    public static async Task<Outcome<Forecast>> Of(Tx tx, Work work, WageBasis basis, Money asked)
    {
        var facts = await tx.TaxFactsOn(work.Entity, work.Person, work.LastDay);
        if (facts.Refusal is { } unknown) return unknown;
        var request = new PayslipRequest("SE", "salaried", new YearMonth(work.LastDay.Year, work.LastDay.Month), work.LastDay, asked.ToDecimal(), facts.Value.ForEngine());
        if (basis is WageBasis.Cost)
        {
            var affordable = WageRules.Embedded.GrossFromCost(request, asked.ToDecimal());
            if (affordable.Refusal is { } notFound) return notFound;
            if (affordable.Value.Gross is 0) return new Refusal("amount-not-positive", ("amount", asked)) { Field = "asked" };
            request = request with { Gross = affordable.Value.Gross };
        }

        return WageRules.Embedded.Payslip(request).Then<Forecast>(slip => new Forecast(Whole(slip.Gross), Whole(slip.Cost), Whole(slip.Net)));

        Money Whole(decimal amount) => Money.Of(amount, asked.Currency, Rounding.HalfAwayFromZero);
    }
}
