using System.Collections.Immutable;

namespace Samverk.Wages;

/// <summary>The Spanish values that the formulas look up. Their sources are in the file beside this one.</summary>
internal static class SpanishLaw
{
    public static readonly ParameterSet All = new();

    public static readonly Parameter<Brackets> Scale = All.Add("irpf.scale", Brackets.Read);

    public static readonly Parameter<SpanishWorkReduction> WorkReduction = All.Add("irpf.work_reduction", value => new SpanishWorkReduction(
        value["full"].Number(), value["limit1"].Number(), value["slope1"].Number(), value["limit2"].Number(), value["start2"].Number(), value["slope2"].Number(), value["limit3"].Number()));

    public static readonly Parameter<SpanishExpenses> Expenses = All.Add("irpf.other_expenses", value => new SpanishExpenses(
        value["general"].Number(), value["mobility"].Number(), value["disability_33"].Number(), value["disability_65"].Number()));

    public static readonly Parameter<SpanishReductions> Reductions = All.Add("irpf.reductions", value => new SpanishReductions(
        value["more_than_two_children"].Number(), value["pensioner"].Number(), value["unemployed"].Number()));

    public static readonly Parameter<SpanishMinimum> Minimum = All.Add("irpf.minimum", SpanishMinimum.Read);

    public static readonly Parameter<SpanishExclusion> Exclusion = All.Add("irpf.exclusion_limits", SpanishExclusion.Read);

    public static readonly Parameter<SpanishLimit> Limit = All.Add("irpf.limit43", value => new SpanishLimit(value["percent"].Number(), value["gross_up_to"].Number()));

    public static readonly Parameter<SpanishRates> Rates = All.Add("irpf.minimum_rates", value => new SpanishRates(
        value["contract_under_one_year"].Number(), value["artists"].Number(), value["special_relationship"].Number(), value["max"].Number()));

    public static readonly Parameter<SpanishHousing> Housing = All.Add("irpf.housing_loan", value => new SpanishHousing(
        value["percent"].Number(), value["max"].Number(), value["gross_below"].Number()));

    public static readonly Parameter<decimal> CeutaMelilla = All.Number("irpf.ceuta_melilla_factor"), HighestBase = All.Number("social.base_max_month");

    public static readonly Parameter<ImmutableArray<decimal>> LowestBases = All.Add("social.base_min_month_by_group", value =>
        Enumerable.Range(1, 7).Select(group => value[FormattableString.Invariant($"{group}")].Number()).ToImmutableArray());

    public static readonly Parameter<SpanishContributions>
        Worker = All.Add("social.worker", value => SpanishContributions.Read(value, employer: false)),
        Employer = All.Add("social.employer", value => SpanishContributions.Read(value, employer: true));

    public static readonly Parameter<SpanishSolidarity> Solidarity = All.Add("social.solidarity", SpanishSolidarity.Read);
}

internal sealed record SpanishWorkReduction(decimal Full, decimal Limit1, decimal Slope1, decimal Limit2, decimal Start2, decimal Slope2, decimal Limit3)
{
    public decimal Of(decimal income) =>
        income <= Limit1 ? Full
        : income <= Limit2 ? Rounded.Cent(Full - (Slope1 * (income - Limit1)))
        : income < Limit3 ? Rounded.Cent(Start2 - (Slope2 * (income - Limit2)))
        : 0;
}

internal sealed record SpanishExpenses(decimal General, decimal Mobility, decimal Disability33, decimal Disability65);

internal sealed record SpanishReductions(decimal MoreThanTwoChildren, decimal Pensioner, decimal Unemployed);

internal sealed record SpanishMinimum(
    decimal Taxpayer, decimal Age65, decimal Age75, ImmutableArray<decimal> Children, decimal ChildUnder3, decimal Ascendant65, decimal Ascendant75, decimal Disability33, decimal Disability65)
{
    public static SpanishMinimum Read(Value value) => new(
        value["taxpayer"].Number(), value["age65"].Number(), value["age75"].Number(), value["children"].Numbers(), value["child_under_3"].Number(),
        value["ascendant_65"].Number(), value["ascendant_75"].Number(), value["disability_33"].Number(), value["disability_65"].Number());
}

/// <summary>By family situation (1 to 3) and children (none, one, two or more); null where the situation does not exist.</summary>
internal sealed record SpanishExclusion(ImmutableArray<ImmutableArray<decimal?>> Limits)
{
    public decimal? Of(int situation, int children) => Limits[situation - 1][Math.Min(children, 2)];

    public static SpanishExclusion Read(Value value) => new(
        [.. new[] { "1", "2", "3" }.Select(situation => new[] { "0", "1", "2+" }.Select(children => value[situation].Has(children) ? value[situation][children].Number() : (decimal?)null).ToImmutableArray())]);
}

internal sealed record SpanishLimit(decimal Percent, decimal GrossUpTo);

internal sealed record SpanishRates(decimal UnderOneYear, decimal Artists, decimal SpecialRelationship, decimal Most);

internal sealed record SpanishHousing(decimal Percent, decimal Most, decimal GrossBelow);

/// <summary>Per cents of the base; the wage guarantee fund is the employer's only.</summary>
internal sealed record SpanishContributions(decimal Common, decimal Unemployment, decimal UnemploymentTemporary, decimal Training, decimal Equity, decimal WageGuarantee)
{
    public decimal Total(bool temporary) => Common + UnemploymentOf(temporary) + Training + Equity;

    public decimal UnemploymentOf(bool temporary) => temporary ? UnemploymentTemporary : Unemployment;

    public static SpanishContributions Read(Value value, bool employer) => new(
        value["common"].Number(), value["unemployment"].Number(), value["unemployment_temporary"].Number(), value["training"].Number(), value["mei"].Number(),
        employer ? value["fogasa"].Number() : 0);
}

/// <param name="Bands">Width of a band as per cent of the highest base (null = the rest), per cent due on it.</param>
internal sealed record SpanishSolidarity(ImmutableArray<(decimal? Width, decimal Percent)> Bands)
{
    public decimal On(decimal gross, decimal highest)
    {
        var (due, from) = (0m, highest);
        foreach (var (width, percent) in Bands)
        {
            var to = width is { } share ? Math.Min(gross, from + highest.PerCent(share)) : gross;
            if (to <= from) break;
            due += (to - from).PerCent(percent);
            from = to;
        }

        return Rounded.Cent(due);
    }

    public static SpanishSolidarity Read(Value value) => new(
        [.. value["bands_above_max"].Items.Zip(value["percent"].Numbers(), (band, percent) => (Width(band), percent))]);

    private static decimal? Width(Value band) => band.Text() is var text && text is "rest" ? null
        : text.EndsWith('%') && decimal.TryParse(text[..^1], System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out var width) ? width
        : throw band.Unreadable("a per cent or rest");
}
