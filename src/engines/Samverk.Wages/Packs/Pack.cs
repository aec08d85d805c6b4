using Samverk.Kernel;

namespace Samverk.Wages;

/// <summary>
/// The wage law of one country: formulas in code, values in files. To add a country, see the engine's README.
/// </summary>
internal abstract class Pack
{
    private IReadOnlyList<WageFact>? described;

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

    /// <summary>What its payslips hang on, and whether one of the refused regimes holds: as people are asked.</summary>
    public IReadOnlyList<WageFact> Described => described ??= [.. Asked, Regimes.Asked(RefusedRegimes) with { MayBeOpen = RegimeMayBeOpen }];

    /// <summary>What a payslip of a form of employment reads of them.</summary>
    public virtual IReadOnlyList<WageFact> DescribedFor(string contract) => Described;

    /// <summary>What its payslips hang on.</summary>
    protected abstract IReadOnlyList<WageFact> Asked { get; }

    /// <summary>Whether nobody needs to say that no refused regime holds.</summary>
    protected virtual bool RegimeMayBeOpen => false;

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

    /// <summary>Whether <see cref="YearToDate"/> and <see cref="RefuseBeside"/> look at the lines of earlier payslips; else their gross is enough.</summary>
    public virtual bool NeedsEarlierLines => true;

    /// <summary>The sums of the year that the formulas take, from its earlier payslips.</summary>
    public virtual IReadOnlyDictionary<string, decimal> YearToDate(IReadOnlyList<EarlierPay> year) => new Dictionary<string, decimal>(StringComparer.Ordinal);

    /// <summary>Whether a second payment of the month would have to change the first: the formulas of most countries are those of a month as a whole.</summary>
    public virtual bool GoesByMonth(PayslipRequest request, Payslip slip) => true;

    /// <summary>A regime that this payslip would need beside the earlier ones of its year, or null.</summary>
    public virtual string? RefuseBeside(Payslip slip, IReadOnlyList<EarlierPay> year) => null;

    /// <summary>Whether the month that was worked decides, and not the day of payment, by which law contributions are due.</summary>
    public virtual bool GoesByPeriod => true;
}
