using System.Text.Json.Nodes;
using Samverk.Countries;
using Samverk.Employment;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Wages;
using NodaTime;

namespace Samverk.Host;

/// <summary>From the client's price, a gross or a wanted net to everything in between, for one month in one country. Keeps nothing.</summary>
internal sealed class Simulate : IUseCase<Simulate.Query, Simulated>
{
    /// <summary>The largest amount that is worth an answer.</summary>
    public const decimal Most = 10_000_000;

    /// <summary>Everybody, also who has not signed in.</summary>
    public static Access Access { get; } = new([.. Enum.GetValues<Role>().Where(role => role is not Role.System).Select(role => (role, Relation.None))]);

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.None);

    public async Task<Outcome<Simulated>> Run(Query query, Tx tx, Actor actor) => Of(query, await tx.Facts(), tx.Today, await tx.WageRules());

    /// <summary>Pure: the same question on the same day with the same facts gives the same answer.</summary>
    /// <param name="law">With the cooperative's own values; null = what the program knows.</param>
    internal static Outcome<Simulated> Of(Query query, FactBook book, LocalDate today, WageRules? law = null)
    {
        if (SimulatorCountry.Find(query.Country) is not { } country) return new Refusal("unknown-kind", ("kind", Short(query.Country))) { Field = "country" };
        var amount = Money.Read(query.Amount, country.Currency);
        if (amount.Refusal is { } unreadable) return unreadable with { Field = "amount" };
        if (amount.Value.ToDecimal() is <= 0 or > Most) return new Refusal("out-of-range", ("least", 1), ("most", Most)) { Field = "amount" };
        var facts = country.Read(query.Facts ?? new Dictionary<string, string>(StringComparer.Ordinal));
        if (facts.Refusal is { } unknown) return unknown;
        return SimulatorPrice.Of(book, country, today, query.Fee).Then(price =>
            VatOf(book, country, today, query.Vat ?? SimulatorVat.Standard).Then(vat =>
                Of(law ?? WageRules.Embedded, country, facts.Value, price, vat, (query.Start, amount.Value.ToDecimal()), today))).Then(one => WithAlone(query, one));
    }

    private static Outcome<Simulated> WithAlone(Query query, Simulated simulated)
    {
        if (!OwnBusiness.IsAsked(query)) return simulated;
        return OwnBusiness.Of(simulated.Price, query).Then<Simulated>(alone => simulated with { Alone = alone });
    }

    private static Outcome<Simulated> Of(
        WageRules law, SimulatorCountry country, JsonObject facts, SimulatorPrice price, (Rate Rate, SimulatedSource? Source) vat, (SimulatorStart Start, decimal Amount) asked, LocalDate today)
    {
        var wage = SimulatedWage.Of(law, country, facts, price.Fee, today, asked.Start, asked.Amount);
        if (wage.Refusal is { } refusal) return Said(refusal, country);
        var (slip, net) = (wage.Value.Slip, In(wage.Value.Price));
        var onTop = net.Times(vat.Rate, Rounding.HalfAwayFromZero);
        return new Simulated(
            country.Code, today, asked.Start, net + onTop, onTop, vat.Rate, vat.Source, net, In(wage.Value.Fee), price, In(slip.Cost), In(slip.EmployerContributions), In(slip.Gross),
            In(slip.EmployeeContributions), In(slip.Tax), In(slip.Additions), In(slip.Net), In(wage.Value.Rest), SimulatedLine.Of(slip));

        Money In(decimal amount) => Money.Of(amount, country.Currency, Rounding.HalfAwayFromZero);
    }

    private static Outcome<(Rate, SimulatedSource?)> VatOf(FactBook book, SimulatorCountry country, LocalDate today, SimulatorVat vat) => vat is SimulatorVat.None
        ? (Rate.Zero, (SimulatedSource?)null)
        : book.Find<Rate>(country.Code, FactNames.VatStandard, today).Then<(Rate, SimulatedSource?)>(fact => (fact.Value, SimulatedSource.Of(fact.Use)));

    /// <summary>
    /// The engine's "invalid" about a field is for programs; here it is beside a field of the form: a figure that no wage reaches belongs to the
    /// amount, an answer that contradicts another stays with its question.
    /// </summary>
    private static Refusal Said(Refusal refusal, SimulatorCountry country) =>
        refusal.Code is not "invalid-input" ? refusal
        : country.Facts.Any(fact => fact.Name == refusal.Field) ? new Refusal("does-not-fit") { Field = refusal.Field }
        : new Refusal("no-wage-reaches") { Field = "amount" };

    private static string Short(string text) => text.Length > 20 ? text[..20] : text;

    /// <param name="Country">Two letters.</param>
    /// <param name="Amount">As people type it, in the country's currency, for one month; of a price without VAT.</param>
    /// <param name="Vat">Null = the standard rate.</param>
    /// <param name="Fee">Per cent of the price; null = the country's confirmed rule.</param>
    /// <param name="Facts">Answers by the names of <see cref="ReadSimulator"/>; what is not said is usual.</param>
    /// <param name="OwnCosts">What working on one's own would cost in the month; said together with the next two, or none of them.</param>
    /// <param name="OwnContributions">Social contributions of the self-employed person for the month.</param>
    /// <param name="OwnTax">Income tax of the self-employed person for the month.</param>
    internal sealed record Query(
        string Country, SimulatorStart Start, string Amount, SimulatorVat? Vat, string? Fee, IReadOnlyDictionary<string, string>? Facts,
        string? OwnCosts = null, string? OwnContributions = null, string? OwnTax = null) : IQuery<Query, Simulate, Simulated>;
}

/// <summary>Whether the client pays VAT on top of the price.</summary>
internal enum SimulatorVat { Standard, None }

/// <summary>
/// paid = vat + price; price = fee + cost + rest; cost = employer + gross; net = gross − employee − tax + additions. To the cent.
/// </summary>
/// <param name="Additions">What the state adds through the payslip; the employer takes it off the tax.</param>
public sealed record Simulated(
    string Country, LocalDate Date, SimulatorStart Start, Money Paid, Money Vat, Rate VatRate, SimulatedSource? VatSource, Money Price, Money Fee, SimulatorPrice FeeRule, Money Cost, Money Employer,
    Money Gross, Money Employee, Money Tax, Money Additions, Money Net, Money Rest, IReadOnlyList<SimulatedLine> Lines)
{
    /// <summary>The same client money on one's own, by the reader's figures; null where none were said.</summary>
    public OwnBusiness? Alone { get; init; }
}
