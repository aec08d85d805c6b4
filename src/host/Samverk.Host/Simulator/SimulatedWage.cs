using System.Text.Json.Nodes;
using NodaTime;
using Samverk.Kernel;
using Samverk.Wages;

namespace Samverk.Host;

/// <summary>Where the reader starts: the end of the chain that they know.</summary>
public enum SimulatorStart { Price, Gross, Net }

/// <summary>One month from the client's price to the account, whichever end was given. Pure.</summary>
/// <param name="Price">Without VAT; price = fee + cost of the payslip + rest.</param>
/// <param name="Rest">Cents that no gross reaches: they stay on the activity.</param>
internal sealed record SimulatedWage(decimal Price, decimal Fee, decimal Rest, Payslip Slip)
{
    private const decimal Cent = 0.01m, Most = 100_000_000m;

    public static Outcome<SimulatedWage> Of(WageRules rules, SimulatorCountry country, JsonObject facts, SimulatedFee fee, LocalDate paidOn, SimulatorStart start, decimal amount) => start switch
    {
        SimulatorStart.Price => OfPrice(rules, country, facts, fee, paidOn, amount),
        SimulatorStart.Gross => SlipOf(rules, country, facts, paidOn, amount).Then<SimulatedWage>(slip => OfSlip(fee, slip)),
        _ => OfNet(rules, country, facts, paidOn, amount).Then<SimulatedWage>(slip => OfSlip(fee, slip)),
    };

    private static Outcome<SimulatedWage> OfPrice(WageRules rules, SimulatorCountry country, JsonObject facts, SimulatedFee fee, LocalDate paidOn, decimal price)
    {
        var (kept, available) = (fee.Of(price), price - fee.Of(price));
        // Cost does not hang on the expected pay of the year, only tax does; so the search runs with a year that is large enough.
        return rules.GrossFromCost(country.Request(facts, paidOn, 0, available), available)
            .Then(found => SlipOf(rules, country, facts, paidOn, found.Gross))
            .Then<SimulatedWage>(slip => slip.Cost > available
                ? throw new InvalidOperationException($"{country.Code}: cost {slip.Cost} of a gross that {available} was to pay")
                : new SimulatedWage(price, kept, available - slip.Cost, slip));
    }

    private static Outcome<Payslip> OfNet(WageRules rules, SimulatorCountry country, JsonObject facts, LocalDate paidOn, decimal net)
    {
        if (!country.ByYear) return rules.GrossFromNet(country.Request(facts, paidOn, 0, 0) with { Explain = true }, net);

        var least = rules.LeastGross(country.Request(facts, paidOn, 0, 0));
        if (least.Refusal is { } refusal) return refusal;
        if (least.Value > 0 && NetOf(least.Value) > net && SlipOf(rules, country, facts, paidOn, least.Value - Cent).Refusal is { } part) return part;
        var enough = net;
        while (enough < Most && NetOf(enough) < net) enough *= 2;
        if (enough >= Most) return new Refusal("invalid-input", ("field", "net")) { Field = "net" };
        var tooLittle = 0m;
        while (enough - tooLittle > Cent)
        {
            var middle = decimal.Round((enough + tooLittle) / 2, 2, MidpointRounding.ToZero);
            if (NetOf(middle) >= net) enough = middle;
            else tooLittle = middle;
        }

        return SlipOf(rules, country, facts, paidOn, enough);

        // Where the law refuses, the search ends, and the payslip says why.
        decimal NetOf(decimal gross) => gross < least.Value ? 0 : SlipOf(rules, country, facts, paidOn, gross) is { Refusal: null } slip ? slip.Value.Net : decimal.MaxValue;
    }

    private static Outcome<Payslip> SlipOf(WageRules rules, SimulatorCountry country, JsonObject facts, LocalDate paidOn, decimal gross) =>
        rules.Payslip(country.Request(facts, paidOn, gross, gross) with { Explain = true });

    private static SimulatedWage OfSlip(SimulatedFee fee, Payslip slip)
    {
        var price = fee.PriceOf(slip.Cost);
        return new(price, fee.Of(price), price - fee.Of(price) - slip.Cost, slip);
    }
}
