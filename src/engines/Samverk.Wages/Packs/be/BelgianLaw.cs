using System.Collections.Immutable;

namespace Samverk.Wages;

/// <summary>The Belgian values that the formulas look up. Their sources are in the files beside this one.</summary>
internal static class BelgianLaw
{
    public static readonly ParameterSet All = new();

    public static readonly Parameter<decimal>
        EmployeeRate = All.Number("social.employee_rate"),
        BlueCollarBase = All.Number("social.blue_collar_base_factor"),
        HolidayQuarterly = All.Number("social.holiday_contribution_quarterly_253"),
        HolidayYearly = All.Number("holiday_contribution_yearly"),
        BonusCap = All.Number("work_bonus_year_cap");

    public static readonly Parameter<EmployerRates> Employer = All.Add("social.employer_rate_category_000", value => new EmployerRates(value["base"].Number(), value["wage_moderation"].Number()));

    public static readonly Parameter<WorkBonusRule> WorkBonus = All.Add("work_bonus", value => new WorkBonusRule(WorkBonusPart.Read(value, "A"), WorkBonusPart.Read(value, "B")));

    public static readonly Parameter<BonusReduction> BonusReduction = All.Add("work_bonus_tax_reduction", value =>
        value.Has("single_part_percent") ? new BonusReduction(value["single_part_percent"].Number(), 0) : new(value["part_a_percent"].Number(), value["part_b_percent"].Number()));

    public static readonly Parameter<WithholdingRule> Withholding = All.Add("withholding", WithholdingRule.Read);

    public static readonly Parameter<Withholding2021> Withholding2021 = All.Add("withholding_2021", value => new Withholding2021(
        value["single"].Number(), value["disabled"].Number(), StepScale.Read(value["1"]), StepScale.Read(value["2"])));

    public static readonly Parameter<SpecialContribution> Special = All.Add("special_contribution", SpecialContribution.Read);

    public static readonly Parameter<StructuralRule> Structural = All.Add("structural_reduction_category1", value => new StructuralRule(
        value["S0"].Number(), value["a"].Number(), value["S1"].Number(), value["b"].Number()));

    public static readonly Parameter<StudentRates> Student = All.Add("student", value => new StudentRates(value["employee"].Number(), value["employer"].Number()));
}

internal enum BelgianFamily { Single, SpouseNoIncome, SpouseOwnIncome }

internal sealed record EmployerRates(decimal Base, decimal WageModeration)
{
    public decimal Total => Base + WageModeration;
}

internal sealed record WorkBonusRule(WorkBonusPart A, WorkBonusPart B);

/// <summary>Whole up to a reference wage, then falling; workers have an amount and a coefficient of their own.</summary>
internal sealed record WorkBonusPart(decimal FullUpTo, decimal ZeroFrom, (decimal Most, decimal Coefficient) Employee, (decimal Most, decimal Coefficient) Worker)
{
    public decimal Of(decimal referenceWage, bool blueCollar, decimal fraction)
    {
        var (most, coefficient) = blueCollar ? Worker : Employee;
        var part = referenceWage <= FullUpTo ? most : referenceWage <= ZeroFrom ? most - Rounded.Cent(coefficient * (referenceWage - FullUpTo)) : 0;
        return Rounded.Cent(Math.Max(0, part) * fraction);
    }

    public static WorkBonusPart Read(Value value, string part) => new(
        value[$"{part}_full_up_to"].Number(), value[$"{part}_zero_from"].Number(),
        (value[$"{part}_max_employee"].Number(), value[$"{part}_coef_employee"].Number()), (value[$"{part}_max_worker"].Number(), value[$"{part}_coef_worker"].Number()));
}

/// <summary>Per cents of the parts of the bonus.</summary>
internal sealed record BonusReduction(decimal PartA, decimal PartB)
{
    public decimal On(decimal partA, decimal partB) => Rounded.Cent(partA.PerCent(PartA) + partB.PerCent(PartB));
}

/// <summary>The key formula of withholding. Amounts in euro a year.</summary>
internal sealed record WithholdingRule(
    decimal MostExpenses, Brackets Scale, decimal Exempt, decimal MostForSpouse, ImmutableArray<decimal> Children, decimal FurtherChild, decimal SingleParent, decimal Disabled)
{
    /// <summary>The reduction for dependent children.</summary>
    public decimal For(int children) => children < Children.Length ? Children[children] : Children[^1] + (FurtherChild * (children - Children.Length + 1));

    public static WithholdingRule Read(Value value) => new(
        value["cost_max"].Number(), new(value["br"].Rows(row => new TaxBracket(row[1].Bound(), row[2].Number() * 100))), value["exempt"].Number(), value["spouse_max"].Number(),
        value["kids"].Numbers(), value["kid_add"].Number(), value["single_parent"].Number(), value["disabled"].Number());
}

/// <summary>The printed scales of 2021: less a month for singles and for the disabled.</summary>
internal sealed record Withholding2021(decimal Single, decimal Disabled, StepScale Scale1, StepScale Scale2);

/// <summary>One amount for each step of the taxable; nothing below the first.</summary>
internal sealed record StepScale(decimal From, decimal Step, ImmutableArray<decimal> Amounts)
{
    public decimal On(decimal taxable) => taxable < From ? 0 : Amounts[(int)Math.Min(decimal.Floor((taxable - From) / Step), Amounts.Length - 1)];

    public static StepScale Read(Value value) => new(value["from"].Number(), value["step"].Number(), value["amounts"].Numbers());
}

/// <summary>The special contribution to social security by family.</summary>
internal sealed record SpecialContribution(ImmutableArray<ImmutableArray<SpecialContribution.Row>> Families)
{
    public decimal On(decimal @base, BelgianFamily family)
    {
        foreach (var row in Families[(int)family])
            if (row.UpTo is not { } bound || @base <= bound)
                return Math.Clamp(Rounded.Cent(row.Constant + (@base - row.Minus).PerCent(row.Percent)), row.Least, row.Most);
        throw new InvalidOperationException("the last row has no bound");
    }

    public static SpecialContribution Read(Value value) => new([.. new[] { "single", "spouse_no_income", "spouse_own_income" }.Select(family => value[family].Rows(Row.Read))]);

    internal readonly record struct Row(decimal? UpTo, decimal Constant, decimal Minus, decimal Percent, decimal Least, decimal Most)
    {
        public static Row Read(Value row)
        {
            var bound = row.Items.Count > 4 ? row[4].Text().Split(' ') : [];
            var amount = bound is [_, var text] ? decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : 0;
            return new(row[0].Bound(), row[1].Number(), row[2].Number(), row[3].Number(), bound is ["min", _] ? amount : 0, bound is ["max", _] ? amount : decimal.MaxValue);
        }
    }
}

/// <summary>Bounds of the quarterly reference wage and their shares.</summary>
internal sealed record StructuralRule(decimal LowBound, decimal LowShare, decimal VeryLowBound, decimal VeryLowShare);

internal sealed record StudentRates(decimal Employee, decimal Employer);
