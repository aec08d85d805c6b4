using System.Collections.Immutable;

namespace Samverk.Wages;

/// <summary>The French values that the formulas look up. Their sources are in the file beside this one.</summary>
internal static class FrenchLaw
{
    public static readonly ParameterSet All = new();

    public static readonly Parameter<decimal> CeilingMonth = All.Number("ceiling_month"), SmicHour = All.Number("smic_hour");

    public static readonly Parameter<CsgBase> Csg = All.Add("csg_base", value => new CsgBase(value["share_up_to_4_ceilings"].Number(), value["share_above"].Number()));

    public static readonly Parameter<decimal>
        OldAgeCapped = All.Number("employee.old_age_capped"), OldAgeUncapped = All.Number("employee.old_age_uncapped"),
        Pension1 = All.Number("employee.agirc_arrco_t1"), Pension2 = All.Number("employee.agirc_arrco_t2"),
        Balance1 = All.Number("employee.ceg_t1"), Balance2 = All.Number("employee.ceg_t2"), Technical = All.Number("employee.cet"), Apec = All.Number("employee.apec"),
        CsgDeductible = All.Number("employee.csg_deductible"), CsgNonDeductible = All.Number("employee.csg_non_deductible"), Crds = All.Number("employee.crds");

    public static readonly Parameter<ReducedRate> Health = All.Add("employer.health", ReducedRate.Read), Family = All.Add("employer.family", ReducedRate.Read);

    public static readonly Parameter<decimal>
        EmployerOldAgeCapped = All.Number("employer.old_age_capped"), EmployerOldAgeUncapped = All.Number("employer.old_age_uncapped"),
        EmployerPension1 = All.Number("employer.agirc_arrco_t1"), EmployerPension2 = All.Number("employer.agirc_arrco_t2"),
        EmployerBalance1 = All.Number("employer.ceg_t1"), EmployerBalance2 = All.Number("employer.ceg_t2"), EmployerTechnical = All.Number("employer.cet"),
        EmployerApec = All.Number("employer.apec"), Unemployment = All.Number("employer.unemployment"), WageGuarantee = All.Number("employer.ags"),
        Provident = All.Number("employer.provident_executive"), HousingSmall = All.Number("employer.fnal_under_50"), HousingLarge = All.Number("employer.fnal_from_50"),
        Autonomy = All.Number("employer.solidarity_autonomy"), TrainingSmall = All.Number("employer.training_under_11"), TrainingLarge = All.Number("employer.training_from_11"),
        TrainingFixedTerm = All.Number("employer.training_fixed_term"), Apprenticeship = All.Number("employer.apprenticeship_tax"), HousingEffort = All.Number("employer.housing_peec_from_50"),
        Dialogue = All.Number("employer.social_dialogue"), Forfait = All.Number("employer.forfait_social_from_11");

    public static readonly Parameter<ReductionUntil2025> Reduction2025 = All.Add("reduction_2025", value => new ReductionUntil2025(
        value["T_under_50"].Number(), value["T_from_50"].Number(), value["smic"].Number()));

    public static readonly Parameter<SingleReduction> ReductionSingle = All.Add("reduction_rgdu", SingleReduction.Read);

    public static readonly Parameter<LeaveFundFactor> LeaveFund = All.Add("reduction_leave_fund_factor", value => LeaveFundFactor.Read(value));

    public static readonly Parameter<ShowBusiness> Show = All.Add("show_business", ShowBusiness.Read);

    public static readonly Parameter<ImmutableArray<PercentRow>> Neutral = All.Add("withholding_neutral", value => value.Rows(row => new PercentRow(row[0].Bound(), row[1].Number())));
}

internal sealed record CsgBase(decimal UpToFourCeilings, decimal Above);

/// <summary>A rate that was reduced up to a multiple of the minimum wage.</summary>
internal sealed record ReducedRate(decimal Rate, decimal Reduced, decimal UpToMinimumWages)
{
    /// <param name="minimumWage">Of the month and the hours.</param>
    public decimal Of(decimal gross, decimal minimumWage) => gross <= UpToMinimumWages * minimumWage ? Reduced : Rate;

    public static ReducedRate Read(Value value) => value.Has("reduced")
        ? new(value["rate"].Number(), value["reduced"].Number(), value["reduced_up_to_smic"].Number())
        : new(value["rate"].Number(), value["rate"].Number(), 0);
}

/// <summary>Highest coefficient under and from 50 staff; nothing from so many minimum wages on.</summary>
internal sealed record ReductionUntil2025(decimal Small, decimal Large, decimal MinimumWages);

/// <summary>The single degressive reduction from 2026; its exponent is 1.75.</summary>
internal sealed record SingleReduction(decimal Least, decimal Small, decimal Large, decimal MinimumWages)
{
    private const string Exponent = "1.75";

    public static SingleReduction Read(Value value) => value["exponent"].Text() is Exponent
        ? new(value["Tmin"].Number(), value["Tdelta_under_50"].Number(), value["Tdelta_from_50"].Number(), value["smic"].Number())
        : throw value["exponent"].Unreadable(Exponent);
}

internal sealed record LeaveFundFactor(decimal Numerator, decimal Denominator)
{
    public static LeaveFundFactor Read(Value value) => value.Text().Split('/') is [var over, var under]
        && decimal.TryParse(over, System.Globalization.CultureInfo.InvariantCulture, out var numerator)
        && decimal.TryParse(under, System.Globalization.CultureInfo.InvariantCulture, out var denominator) && denominator > 0
            ? new(numerator, denominator)
            : throw value.Unreadable("a fraction");
}

/// <summary>Pairs are employee and employer, per cent.</summary>
internal sealed record ShowBusiness(decimal ArtistShare, (decimal, decimal) ArtistPension1, (decimal, decimal) TechnicianPension1, (decimal, decimal) Pension2)
{
    public static ShowBusiness Read(Value value) => new(value["artist_share"].Number(), Pair(value["agirc_t1_artist"]), Pair(value["agirc_t1_technician"]), Pair(value["agirc_t2"]));

    private static (decimal, decimal) Pair(Value value) => (value[0].Number(), value[1].Number());
}
