using Samverk.Kernel;

namespace Samverk.Wages;

/// <summary>The cooperative's share of a client's price without VAT.</summary>
/// <param name="OnTop">False: a share of the price. True: added to the performer's part, of which it is the rate.</param>
public readonly record struct SimulatedFee(Rate Rate, bool OnTop)
{
    /// <summary>The fee in a price, half-up to the cent.</summary>
    public decimal Of(decimal price) => Rounded.Cent(OnTop ? price * Rate.Fraction / (1 + Rate.Fraction) : price * Rate.Fraction);

    /// <summary>The smallest price of which the rest after the fee is at least the cost; the rest never falls when the price rises.</summary>
    /// <exception cref="InvalidOperationException">The fee takes all of the price.</exception>
    public decimal PriceOf(decimal cost)
    {
        if (Rate.Fraction is < 0 or >= 1) throw new InvalidOperationException("no price leaves anything");
        var price = Rounded.Cut(OnTop ? cost * (1 + Rate.Fraction) : cost / (1 - Rate.Fraction), 2);
        while (price > 0 && price - Of(price) >= cost) price -= 0.01m;
        while (price - Of(price) < cost) price += 0.01m;
        return price;
    }
}

/// <summary>From the client's price to the performer's account. All amounts without VAT, in units of the country's currency.</summary>
/// <param name="Fee">What the cooperative keeps.</param>
/// <param name="Available">What the wage may cost.</param>
/// <param name="Remainder">What the cent grid of gross leaves on the activity.</param>
public sealed record Simulation(decimal ClientPrice, decimal Fee, decimal Available, decimal Remainder, Payslip Payslip)
{
    /// <summary>Price → fee → cost → gross → net.</summary>
    /// <param name="request">The person and the employment; its gross is not looked at.</param>
    internal static Outcome<Simulation> Forward(WageRules rules, PayslipRequest request, SimulatedFee fee, decimal price)
    {
        if (price < 0 || decimal.Round(price, 2) != price) return Invalid("clientPrice");
        var kept = fee.Of(price);
        return rules.GrossFromCost(request, price - kept).Then(gross =>
            rules.Payslip(request with { Gross = gross.Gross }).Then<Simulation>(slip => new Simulation(price, kept, price - kept, gross.Remainder, slip)));
    }

    /// <summary>The smallest price that leaves the wanted net: net → gross → cost → price.</summary>
    internal static Outcome<Simulation> Backward(WageRules rules, PayslipRequest request, SimulatedFee fee, decimal net)
    {
        if (net < 0 || decimal.Round(net, 2) != net) return Invalid("net");
        if (fee.Rate.Fraction is < 0 or >= 1) return Invalid("fee");
        return rules.GrossFromNet(request, net).Then(slip => Forward(rules, request, fee, fee.PriceOf(slip.Cost)));
    }

    private static Refusal Invalid(string field) => new("invalid-input", ("field", field), ("problem", "it is negative, too large or has too many decimals")) { Field = field };
}
