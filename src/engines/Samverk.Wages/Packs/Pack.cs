using Samverk.Kernel;

namespace Samverk.Wages;

/// <summary>
/// The wage law of one country: formulas in code, values in files. To add a country, see the engine's README.
/// </summary>
internal abstract class Pack
{
    /// <summary>Every country that can be computed; a new pack adds its line here and nowhere else.</summary>
    public static readonly IReadOnlyList<Pack> All = [new AustrianPack(), new BelgianPack(), new FrenchPack(), new GermanPack(), new ItalianPack(), new DutchPack(), new SpanishPack(), new SwedishPack()];

    /// <summary>Two capital letters.</summary>
    public abstract string Country { get; }

    public virtual Currency Currency => Currency.EUR;

    /// <summary>The parameters that the formulas know.</summary>
    public abstract ParameterSet Parameters { get; }

    /// <summary>The questions that the pack answers.</summary>
    public abstract IReadOnlyList<Kind> Kinds { get; }

    /// <summary>Regimes of the country that nobody has verified: asking for one is refused by its name.</summary>
    public virtual IReadOnlyList<string> RefusedRegimes => [];

    /// <summary>The payslip of one payment. Facts have been read to the end when it computes.</summary>
    /// <exception cref="RefusedException">What is missing, not verified or invalid.</exception>
    public abstract Payslip Compute(PayslipRequest request, Facts facts, Reckoning reckoning);

    /// <summary>The whole cost of a payment. A country whose cost does not hang on tax leaves the tax out: the search from cost to gross asks often.</summary>
    public virtual decimal CostOf(PayslipRequest request, Facts facts, Reckoning reckoning) => Compute(request, facts, reckoning).Cost;

    /// <summary>The smallest gross of a whole month; less than it is refused, because part of hours or days has other rules. 0 = none.</summary>
    public virtual decimal LeastGross(PayslipRequest request, Reckoning reckoning) => 0;

    /// <summary>What a payment costs at least, where its whole cost may rest on values that nobody has verified: what is too dear even so needs no answer.</summary>
    public virtual decimal LeastCostOf(PayslipRequest request, Facts facts, Reckoning reckoning) => request.Gross;

    /// <summary>Where net falls from one row of a tax table to the next: the last gross of each earlier row, the nearest first.</summary>
    public virtual IEnumerable<decimal> NetPeaksBefore(decimal gross) => [];

    /// <summary>Each gross at which the cost jumps instead of rising, for the search from cost to gross.</summary>
    public virtual IEnumerable<decimal> CostSteps(PayslipRequest request, Reckoning reckoning) => [];
}
