namespace Samverk.Wages;

/// <summary>The German values that the formulas look up. Their sources are in the file beside this one.</summary>
internal static class GermanLaw
{
    public static readonly ParameterSet All = new();

    public static readonly Parameter<decimal>
        BasicAllowance = All.Number("wage_tax.basic_allowance"),
        Zone1End = All.Number("wage_tax.zone1_end"), Zone1A = All.Number("wage_tax.zone1_a"), Zone1B = All.Number("wage_tax.zone1_b"),
        Zone2End = All.Number("wage_tax.zone2_end"), Zone2A = All.Number("wage_tax.zone2_a"), Zone2B = All.Number("wage_tax.zone2_b"), Zone2C = All.Number("wage_tax.zone2_c"),
        Zone3End = All.Number("wage_tax.zone3_end"), Zone3Rate = All.Number("wage_tax.zone3_rate"), Zone3C = All.Number("wage_tax.zone3_c"),
        Zone4Rate = All.Number("wage_tax.zone4_rate"), Zone4C = All.Number("wage_tax.zone4_c"),
        Class56Limit1 = All.Number("wage_tax.class56_limit1"), Class56Limit2 = All.Number("wage_tax.class56_limit2"), Class56Limit3 = All.Number("wage_tax.class56_limit3"),
        TaxCeilingPension = All.Number("wage_tax.ceiling_pension_year"), TaxCeilingHealth = All.Number("wage_tax.ceiling_health_year"),
        EmployeeLumpSum = All.Number("wage_tax.employee_lump_sum"), PensionLumpSum = All.Number("wage_tax.pension_lump_sum"),
        SpecialExpenses = All.Number("wage_tax.special_expenses_lump_sum"), SingleParent = All.Number("wage_tax.single_parent_relief"),
        ChildFull = All.Number("wage_tax.child_allowance_full"), ChildHalf = All.Number("wage_tax.child_allowance_half"),
        SolidarityFree = All.Number("wage_tax.solidarity_free"), SolidarityRate = All.Number("wage_tax.solidarity_rate"), SolidarityMilder = All.Number("wage_tax.solidarity_milder_rate"),
        ChurchSouth = All.Number("church_tax.rate_BW_BY"), ChurchOther = All.Number("church_tax.rate_other");

    public static readonly Parameter<decimal>
        HealthCeiling = All.Number("si.bbg_kv_month"), PensionCeiling = All.Number("si.bbg_rv_month"),
        Health = All.Number("si.kv_total"), HealthReduced = All.Number("si.kv_reduced"), HealthAdditionalAverage = All.Number("si.kv_zusatz_average"),
        Care = All.Number("si.pv_total"), CareEmployeeSaxony = All.Number("si.pv_employee_saxony"), CareEmployerSaxony = All.Number("si.pv_employer_saxony"),
        Childless = All.Number("si.pv_childless_surcharge"), ChildDiscount = All.Number("si.pv_child_discount"),
        Pension = All.Number("si.rv_total"), Unemployment = All.Number("si.av_total");

    public static readonly Parameter<decimal>
        MinijobLimit = All.Number("minijob.limit"), TransitionEnd = All.Number("minijob.midijob_upper"), FactorF = All.Number("minijob.faktor_f"),
        MinijobHealth = All.Number("minijob.kv_flat"), MinijobPension = All.Number("minijob.rv_flat"), MinijobLeastBase = All.Number("minijob.rv_min_base"),
        MinijobTax = All.Number("minijob.tax_flat"), MinijobIllness = All.Number("minijob.u1"), MinijobMaternity = All.Number("minijob.u2");

    /// <summary>Not in the data of the official example of 2023, which asks for other amounts.</summary>
    public static readonly Parameter<Levy> Insolvency = All.Add("umlagen.u3_insolvenzgeld", value => new Levy(value.Number()));
}

/// <param name="Percent">Of the base.</param>
internal sealed record Levy(decimal Percent);
