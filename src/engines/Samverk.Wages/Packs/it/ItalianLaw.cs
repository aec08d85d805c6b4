using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Samverk.Wages;

/// <summary>The Italian values that the formulas look up. Their sources are in the files beside this one.</summary>
internal static class ItalianLaw
{
    public static readonly ParameterSet All = new();

    public static readonly Parameter<ItalianRates>
        Employee = All.Add("social.employee", ItalianRates.Read),
        EmployerCommerce = All.Add("social.employer_commerce", ItalianRates.Read);

    public static readonly Parameter<decimal> Ceiling = All.Number("social.ceiling"), FixedTermAddition = All.Number("social.employer_fixed_term"), AdditionalFrom = All.Number("social.additional_from"), Additional = All.Number("social.additional_percent");

    public static readonly Parameter<Brackets> Tax = All.Add("irpf", Brackets.Read);

    public static readonly Parameter<EmploymentDeduction> Employment = All.Add("deduction.employment", EmploymentDeduction.Read);

    public static readonly Parameter<SpouseDeduction> Spouse = All.Add("deduction.spouse", SpouseDeduction.Read);

    public static readonly Parameter<ChildDeduction> Children = All.Add("deduction.children", value => new ChildDeduction(
        value["amount"].Number(), value["base"].Number(), value["step_per_further_child"].Number()));

    public static readonly Parameter<DependantsLimit> Dependants = All.Add("dependants_limit", value => new DependantsLimit(value["general"].Number(), value["up_to_24_years"].Number()));

    public static readonly Parameter<FurtherDeduction> Further = All.Add("further_deduction", value => new FurtherDeduction(
        value["from"].Number(), value["full"].Number(), value["full_to"].Number(), value["fades_to"].Number()));

    public static readonly Parameter<ImmutableArray<PercentRow>> ExemptSum = All.Add("exempt_sum", value => value.Rows(row => new PercentRow(row[0].Bound(), row[1].Number())));

    public static readonly Parameter<IntegrativeAllowance> Allowance = All.Add("integrative_allowance", value => new IntegrativeAllowance(
        value["amount"].Number(), value["to"].Number(), value["conditional_to"].Number(), value["margin"].Number()));

    public static readonly Parameter<FrozenDictionary<string, Surcharge>> Regions = All.Add("regional_surcharge", value =>
        value.Fields.ToFrozenDictionary(region => region.Key, region => Surcharge.Read(region.Value, "exempt"), StringComparer.Ordinal));

    public static readonly Parameter<Severance> Severance = All.Add("tfr", value => new Severance(value["divisor"].Number(), value["contribution_percent"].Number()));
}

/// <summary>Per cents by contract.</summary>
internal sealed record ItalianRates(decimal General, decimal WithCigs, decimal Apprentice)
{
    public decimal Of(string contract, bool cigs) => contract is "apprentice" ? Apprentice : cigs ? WithCigs : General;

    public static ItalianRates Read(Value value) => new(value["general"].Number(), value["with_cigs"].Number(), value["apprentice"].Number());
}

/// <summary>A surcharge of a region or a municipality.</summary>
internal sealed record Surcharge(decimal? ExemptUpTo, Brackets Brackets)
{
    public decimal On(decimal income) => income <= ExemptUpTo ? 0 : Rounded.Cent(Brackets.On(income));

    public static Surcharge Read(Value value, string exempt) => new(value.Has(exempt) ? value[exempt].Number() : null, Brackets.Read(value["brackets"]));
}

/// <summary>TUIR art. 13.</summary>
internal sealed record EmploymentDeduction(
    decimal UpTo15000, decimal Least, decimal LeastFixedTerm, (decimal Amount, decimal More, decimal To, decimal Divisor) Middle, (decimal Amount, decimal To, decimal Divisor) Upper,
    (decimal Above, decimal To) Extra)
{
    private const decimal LowBound = 15_000, Addition = 65;

    public decimal Of(decimal income, int days, bool fixedTerm)
    {
        var deduction =
            income <= LowBound ? Math.Max(UpTo15000 * days / 365, fixedTerm ? LeastFixedTerm : Least)
            : income <= Middle.To ? (Middle.Amount + (Middle.More * Rounded.Cut((Middle.To - income) / Middle.Divisor, 4))) * days / 365
            : income <= Upper.To ? Upper.Amount * Rounded.Cut((Upper.To - income) / Upper.Divisor, 4) * days / 365
            : 0;
        return Rounded.Cent(deduction + (income > Extra.Above && income <= Extra.To ? Addition : 0));
    }

    public static EmploymentDeduction Read(Value value) => new(
        value["to_15000"].Number(), value["min"].Number(), value["min_fixed_term"].Number(),
        (value["to_28000"][0].Number(), value["to_28000"][1].Number(), value["to_28000"][2].Number(), value["to_28000"][3].Number()),
        (value["to_50000"][0].Number(), value["to_50000"][1].Number(), value["to_50000"][2].Number()),
        (value["extra_65"][0].Number(), value["extra_65"][1].Number()));
}

/// <summary>TUIR art. 12: a spouse.</summary>
internal sealed record SpouseDeduction(
    (decimal Amount, decimal Less, decimal To) Low, decimal Middle, ImmutableArray<(decimal From, decimal To, decimal More)> Additions, (decimal Amount, decimal To, decimal Divisor) Upper)
{
    private const decimal MiddleBound = 40_000;

    public decimal Of(decimal income) =>
        income <= Low.To ? Low.Amount - (Low.Less * Rounded.Cut(income / Low.To, 4))
        : income <= MiddleBound ? Middle + Additions.Where(one => income > one.From && income <= one.To).Sum(one => one.More)
        : income <= Upper.To ? Upper.Amount * Rounded.Cut((Upper.To - income) / Upper.Divisor, 4)
        : 0;

    public static SpouseDeduction Read(Value value) => new(
        (value["to_15000"][0].Number(), value["to_15000"][1].Number(), value["to_15000"][2].Number()),
        value["to_40000"].Number(),
        value["plus"].Rows(row => (row[0].Number(), row[1].Number(), row[2].Number())),
        (value["to_80000"][0].Number(), value["to_80000"][1].Number(), value["to_80000"][2].Number()));
}

/// <summary>TUIR art. 12: a child of 21 to 29 years, or a disabled one.</summary>
internal sealed record ChildDeduction(decimal Amount, decimal Base, decimal StepPerFurtherChild)
{
    public decimal Of(decimal income, int children)
    {
        if (children is 0) return 0;
        var limit = Base + (StepPerFurtherChild * (children - 1));
        return income >= limit ? 0 : Amount * children * Rounded.Cut((limit - income) / limit, 4);
    }
}

/// <param name="UpTo24">For children of up to 24 years.</param>
internal sealed record DependantsLimit(decimal General, decimal UpTo24);

internal sealed record FurtherDeduction(decimal Above, decimal Full, decimal FullTo, decimal FadesTo)
{
    public decimal Of(decimal income, int days) =>
        income <= Above ? 0
        : income <= FullTo ? Rounded.Cent(Full * days / 365)
        : income <= FadesTo ? Rounded.Cent(Full * (FadesTo - income) * days / ((FadesTo - FullTo) * 365))
        : 0;
}

internal sealed record IntegrativeAllowance(decimal Amount, decimal To, decimal ConditionalTo, decimal Margin);

internal sealed record Severance(decimal Divisor, decimal Contribution)
{
    public decimal Before(decimal gross) => Rounded.Cent(gross / Divisor);

    /// <summary>What is set aside for the employee.</summary>
    public decimal Of(decimal gross) => Rounded.Cent((gross / Divisor) - gross.PerCent(Contribution));
}
