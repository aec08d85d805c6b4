using Samverk.Kernel;

namespace Samverk.Host;

/// <summary>
/// The same client money for somebody who works on their own: left = price − costs − contributions − tax. All three are the reader's figures,
/// because no pack has verified rates of self-employment, and a guess would decide somebody's way of living.
/// </summary>
public sealed record OwnBusiness(Money Costs, Money Contributions, Money Tax, Money Left)
{
    internal const string CostsField = "own_costs", ContributionsField = "own_contributions", TaxField = "own_tax";

    internal static bool IsAsked(Simulate.Query query) => new[] { query.OwnCosts, query.OwnContributions, query.OwnTax }.Any(said => !string.IsNullOrWhiteSpace(said));

    /// <returns>The comparison; a refusal of the figure that is missing, negative or no amount: half a comparison misleads.</returns>
    internal static Outcome<OwnBusiness> Of(Money price, Simulate.Query query) =>
        Read(query.OwnCosts, CostsField, price.Currency).Then(costs =>
            Read(query.OwnContributions, ContributionsField, price.Currency).Then(contributions =>
                Read(query.OwnTax, TaxField, price.Currency).Then<OwnBusiness>(tax => new OwnBusiness(costs, contributions, tax, price - costs - contributions - tax))));

    private static Outcome<Money> Read(string? typed, string field, Currency currency)
    {
        if (string.IsNullOrWhiteSpace(typed)) return new Refusal("field-missing") { Field = field };
        var amount = Money.Read(typed, currency);
        if (amount.Refusal is { } unreadable) return unreadable with { Field = field };
        return amount.Value.ToDecimal() is < 0 or > Simulate.Most ? new Refusal("out-of-range", ("least", 0), ("most", Simulate.Most)) { Field = field } : amount.Value;
    }
}
