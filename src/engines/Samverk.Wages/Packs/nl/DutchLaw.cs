using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Samverk.Wages;

/// <summary>The Dutch values that the formulas look up. Their sources are in the file beside this one.</summary>
internal static class DutchLaw
{
    public static readonly ParameterSet All = new();

    public static readonly Parameter<DutchBrackets> Brackets = All.Add("brackets", DutchBrackets.Read);

    public static readonly Parameter<GeneralCredit> General = All.Add("ahk", GeneralCredit.Read);

    public static readonly Parameter<LabourCredits> Labour = All.Add("ark", value => new LabourCredits(LabourCredit.Read(value, value), LabourCredit.Read(value, value["aow"])));

    public static readonly Parameter<FallingCredit> Elderly = All.Add("ouderenkorting", value => new FallingCredit(value["max"].Number(), value["from"].Number(), value["rate"].Number()));

    public static readonly Parameter<decimal>
        TableStep = All.Number("table.step_Lv"),
        LastRow = All.Number("table.Lmax"),
        Anonymous = All.Number("anonymous_rate");

    public static readonly Parameter<FrozenDictionary<string, decimal>>
        PeriodsOfYear = All.Add("table.period_factor", ByName),
        PremiumCeiling = All.Add("premiums.max_premium_wage", ByName),
        ReturnToWork = All.Add("premiums.whk_sector_total", ByName);

    public static readonly Parameter<ImmutableArray<SpecialRate>>
        SpecialUnderAow = All.Add("special_rewards_under_aow", value => value.Rows(SpecialRate.Read)),
        SpecialAow = All.Add("special_rewards_aow", value => value.Rows(SpecialRate.Read));

    public static readonly Parameter<decimal>
        UnemploymentLow = All.Number("premiums.awf_low"), UnemploymentHigh = All.Number("premiums.awf_high"),
        DisabilityLow = All.Number("premiums.aof_low"), DisabilityHigh = All.Number("premiums.aof_high"),
        ChildCare = All.Number("premiums.wko"),
        Health = All.Number("zvw.employer");

    private static FrozenDictionary<string, decimal> ByName(Value value) => value.Fields.ToFrozenDictionary(one => one.Key, one => one.Value.Number(), StringComparer.Ordinal);
}

/// <summary>Age as the tables know it: under pension age; pension age and born in 1946 or later; born in 1945 or earlier.</summary>
internal enum DutchAge { UnderAow, Aow1946, Aow1945 }

internal sealed record DutchBrackets(ImmutableArray<TaxBracket> UnderAow, ImmutableArray<TaxBracket> Aow1946, ImmutableArray<TaxBracket> Aow1945)
{
    public ImmutableArray<TaxBracket> Of(DutchAge age) => age switch { DutchAge.UnderAow => UnderAow, DutchAge.Aow1946 => Aow1946, _ => Aow1945 };

    public static DutchBrackets Read(Value value)
    {
        var later = value["aow_1946"].Rows(Row);
        return new(value["under_aow"].Rows(Row), later, later.SetItem(0, later[0] with { UpTo = value["aow_1945_limit1"].Number() }));
    }

    private static TaxBracket Row(Value row) => new(row[0].Bound(), row[1].Number());
}

/// <summary>An amount that falls by a share of the income above a bound.</summary>
internal sealed record FallingCredit(decimal Most, decimal From, decimal Rate)
{
    public decimal Of(decimal income) => decimal.Ceiling(Math.Max(0, Most - (Rate * Math.Max(0, income - From))));
}

/// <param name="Until">Above this income there is none.</param>
internal sealed record GeneralCredit(FallingCredit UnderAow, FallingCredit Aow, decimal Until)
{
    public decimal Of(DutchAge age, decimal income) => income > Until ? 0 : (age is DutchAge.UnderAow ? UnderAow : Aow).Of(income);

    public static GeneralCredit Read(Value value)
    {
        var from = value["from"].Number();
        return new(new(value["max"].Number(), from, value["rate"].Number()), new(value["aow_max"].Number(), from, value["aow_rate"].Number()), value["to"].Number());
    }
}

internal sealed record LabourCredits(LabourCredit UnderAow, LabourCredit Aow)
{
    public decimal Of(DutchAge age, decimal income) => (age is DutchAge.UnderAow ? UnderAow : Aow).Of(income);
}

/// <summary>Rises in three stretches with the income, then falls.</summary>
internal sealed record LabourCredit(ImmutableArray<decimal> Bounds, ImmutableArray<decimal> Shares, decimal Fall, ImmutableArray<decimal> Reached)
{
    public decimal Of(decimal income) => decimal.Ceiling(
        income <= Bounds[0] ? Shares[0] * income
        : income <= Bounds[1] ? Reached[0] + (Shares[1] * (income - Bounds[0]))
        : income <= Bounds[2] ? Reached[1] + (Shares[2] * (income - Bounds[1]))
        : income > Bounds[3] ? 0
        : Math.Max(0, Reached[2] - (Fall * (income - Bounds[2]))));

    public static LabourCredit Read(Value bounds, Value value) => new(bounds["g"].Numbers(), value["o"].Numbers(), value["a"].Number(), value["m"].Numbers());
}

/// <summary>What is kept from a special reward, by the wage of the year before. Per cents; those of pension age may differ by birth year.</summary>
internal sealed record SpecialRate(decimal From, ByBirth Without, ByBirth Standard, decimal Offset)
{
    public static SpecialRate Read(Value row) => new(row[0].Number(), ByBirth.Read(row[1]), ByBirth.Read(row[2]), row[3].Number());
}

internal readonly record struct ByBirth(decimal Until1945, decimal From1946)
{
    public decimal Of(DutchAge age) => age is DutchAge.Aow1945 ? Until1945 : From1946;

    public static ByBirth Read(Value value) =>
        value.Has("aow_1945") ? new(value["aow_1945"].Number(), value["aow_1946"].Number()) : value.Number() is var same ? new(same, same) : default;
}
