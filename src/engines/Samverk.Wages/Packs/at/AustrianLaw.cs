using System.Collections.Immutable;

namespace Samverk.Wages;

/// <summary>The Austrian values that the formulas look up. Their sources are in the file beside this one.</summary>
internal static class AustrianLaw
{
    public static readonly ParameterSet All = new();

    public static readonly Parameter<AustrianCeiling> Ceiling = All.Add("hbg", value => new AustrianCeiling(value["month"].Number(), value["special_year"].Number()));

    public static readonly Parameter<decimal> Marginal = All.Number("geringfuegigkeit");

    public static readonly Parameter<AustrianBranches>
        Employee = All.Add("sv_dn", value => new AustrianBranches(
            value["kv"].Number(), 0, value["pv"].Number(), value["av"].Number(), 0, value["ak"].Number(), value["wf"].Number())),
        Employer = All.Add("sv_dg", value => new AustrianBranches(
            value["kv"].Number(), value["uv"].Number(), value["pv"].Number(), value["av"].Number(), value["ie"].Number(), 0, value["wf"].Number()));

    public static readonly Parameter<ImmutableArray<PercentRow>> LowPay = All.Add("av_low_income", value => value.Rows(row => new PercentRow(row[0].Bound(), row[1].Number())));

    public static readonly Parameter<ViennaHousing> Vienna = All.Add("wf_wien", value => new ViennaHousing(value["dn"].Number(), value["dg"].Number()));

    public static readonly Parameter<AustrianTariff> Tariff = All.Add("tariff", value => new AustrianTariff(value.Rows(row => (row[0].Number(), row[1].Number()))));

    public static readonly Parameter<decimal>
        TrafficCredit = All.Number("verkehrsabsetzbetrag"),
        FlatExpenses = All.Number("werbungskostenpauschale");

    public static readonly Parameter<ImmutableArray<(decimal Width, decimal Percent)>> Tiers = All.Add("sonderzahlung_tax.tiers", value => value.Rows(row => (row[0].Number(), row[1].Number())));

    /// <summary>The last row ("regular tariff") is no tier.</summary>
    public static readonly Parameter<ImmutableArray<(decimal Width, decimal Percent)>> UpperTiers = All.Add("sonderzahlung_tax.tiers_upper", value =>
        value.Items.Where(row => row[0].Bound() is not null).Select(row => (row[0].Number(), row[1].Number())).ToImmutableArray());

    public static readonly Parameter<decimal>
        SixthExempt = All.Number("sonderzahlung_tax.freigrenze_sechstel"),
        Family = All.Number("db"),
        Municipal = All.Number("kommunalsteuer"),
        Severance = All.Number("bmsvg"),
        Chamber = All.Number("dz"),
        Underground = All.Number("wiener_dienstgeberabgabe_ubahn");
}

/// <param name="Month">Of regular pay.</param>
/// <param name="SpecialYear">Of the special payments of a year together.</param>
internal sealed record AustrianCeiling(decimal Month, decimal SpecialYear)
{
    /// <summary>For a month that is not insured whole.</summary>
    public decimal Days(int days) => days >= 30 ? Month : Month / 30 * days;
}

/// <summary>Per cents of the base by branch: health, accident, pension, unemployment, insolvency, chamber of employees, housing.</summary>
internal sealed record AustrianBranches(decimal Health, decimal Accident, decimal Pension, decimal Unemployment, decimal Insolvency, decimal Chamber, decimal Housing);

internal sealed record ViennaHousing(decimal Employee, decimal Employer);

/// <param name="Rows">Income of the year from, per cent on what lies above.</param>
internal sealed record AustrianTariff(ImmutableArray<(decimal From, decimal Percent)> Rows)
{
    public decimal Of(decimal income)
    {
        var tax = 0m;
        for (var at = 0; at < Rows.Length && income > Rows[at].From; at++)
            tax += (Math.Min(income, at + 1 < Rows.Length ? Rows[at + 1].From : income) - Rows[at].From).PerCent(Rows[at].Percent);
        return tax;
    }
}
