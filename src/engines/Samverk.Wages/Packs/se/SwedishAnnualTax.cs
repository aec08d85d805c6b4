using System.Collections.Immutable;

namespace Samverk.Wages;

/// <summary>
/// The year's tax as the tax agency computes its tables (SKV 433): whole kronor, floors where the law drops öre.
/// Columns: 1 pay under 66; 2 pension 66 or older; 3 pay 66 or older; 4 sickness compensation under 66; 5 other pensionable income
/// under 66 without work credit; 6 pension under 66.
/// </summary>
internal readonly record struct SwedishAnnualTax(
    decimal BasicAllowance, decimal Taxable, decimal State, decimal Municipal, decimal Burial, decimal PensionFee, decimal PublicService,
    decimal PensionCredit, decimal WorkCredit, decimal SicknessCredit, decimal EarnedCredit)
{
    public decimal Total => State + Municipal + Burial + PensionFee + PublicService - PensionCredit - WorkCredit - SicknessCredit - EarnedCredit;

    /// <param name="table">29 to 42: municipal tax, church-free, and burial fee together, in whole per cent.</param>
    /// <param name="column">1 to 6.</param>
    /// <param name="income">The year's income in kronor.</param>
    public static SwedishAnnualTax Of(Reckoning reckoning, int table, int column, decimal income)
    {
        var amounts = reckoning.Get(SwedishLaw.Annual);
        var burialRate = reckoning.Get(SwedishLaw.BurialFee);
        var p = amounts.PriceBase;
        income = Rounded.Down(income, 100);

        var allowance = Allowance(reckoning, column, income, p);
        var taxable = Math.Max(0, income - allowance);
        var municipalRate = (table - burialRate) * 0.01m;
        // Inkomstskattelagen 65:5: state tax of 20 per cent above the limit, from a whole 200 kronor on.
        var state = taxable >= amounts.StateLimit + 200 ? decimal.Floor(0.20m * (taxable - amounts.StateLimit)) : 0;
        var municipal = decimal.Floor(taxable * municipalRate);
        var fee = column is 1 or 3 or 5 ? PensionFeeOf(income, amounts) : 0;
        var publicService = Math.Min(decimal.Floor(taxable * 0.01m), decimal.Floor(amounts.IncomeBase.PerCent(amounts.PublicService)));

        // Inkomstskattelagen 67: the pension fee is credited first against state tax, the other credits against municipal tax in their order.
        var pensionCredit = Math.Min(fee, state + municipal);
        var left = municipal - Math.Max(0, pensionCredit - state);
        var work = Take(ref left, Work(reckoning, column, (income, allowance, p, municipalRate)));
        var sickness = Take(ref left, column is 4 ? Sickness(reckoning, (income, allowance, p, municipalRate)) : 0);
        var earned = Take(ref left, Earned(taxable));
        var tax = new SwedishAnnualTax(
            allowance, taxable, state, municipal, decimal.Floor(taxable.PerCent(burialRate)), fee, publicService, pensionCredit, work, sickness, earned);
        if (reckoning.Steps is not null) tax.Explain(reckoning, (income, table, amounts, burialRate));
        return tax;
    }

    private static decimal Take(ref decimal left, decimal credit)
    {
        var taken = Math.Min(left, credit);
        left -= taken;
        return taken;
    }

    /// <summary>Inkomstskattelagen 63:3, and 63:3 a for those who are 66 or older; up to whole hundreds, at most the income.</summary>
    private static decimal Allowance(Reckoning reckoning, int column, decimal income, decimal p)
    {
        var allowance =
            income <= 0.99m * p ? 0.423m * p
            : income <= 2.72m * p ? (0.423m * p) + (0.2m * (income - (0.99m * p)))
            : income <= 3.11m * p ? 0.77m * p
            : income <= 7.88m * p ? (0.77m * p) - (0.1m * (income - (3.11m * p)))
            : 0.293m * p;
        if (column is 2 or 3) allowance += ByRow(reckoning.Get(SwedishLaw.RaisedAllowance), income, p);
        return Rounded.Up(Math.Min(allowance, income), 100);
    }

    /// <summary>Socialavgifter: 7 per cent up to 8.07 income base amounts; to whole hundreds, a rest of 50 goes down.</summary>
    private static decimal PensionFeeOf(decimal income, AnnualAmounts amounts)
    {
        if (income < decimal.Ceiling(0.423m * amounts.PriceBase)) return 0;
        var fee = 0.07m * Math.Min(income, decimal.Floor(8.07m * amounts.IncomeBase));
        var hundreds = Rounded.Down(fee, 100);
        return fee - hundreds <= 50 ? hundreds : hundreds + 100;
    }

    private static decimal Work(Reckoning reckoning, int column, (decimal Income, decimal Allowance, decimal P, decimal Rate) of) => column switch
    {
        1 => decimal.Floor(Math.Max(0, ByRow(reckoning.Get(SwedishLaw.WorkCredit), of.Income, of.P) - of.Allowance) * of.Rate),
        3 => decimal.Floor(ByRow(reckoning.Get(SwedishLaw.WorkCredit66), of.Income, of.P)),
        _ => 0,
    };

    private static decimal Sickness(Reckoning reckoning, (decimal Income, decimal Allowance, decimal P, decimal Rate) of) =>
        decimal.Floor(Math.Max(ByRow(reckoning.Get(SwedishLaw.SicknessCredit), of.Income, of.P) - of.Allowance, 0.045m * of.Income) * of.Rate);

    private static decimal Earned(decimal taxable) => taxable <= 40_000 ? 0 : taxable <= 240_000 ? decimal.Floor(0.0075m * (taxable - 40_000)) : 1_500;

    private static decimal ByRow(ImmutableArray<CreditRow> rows, decimal income, decimal p)
    {
        foreach (var row in rows)
            if (row.UpTo is not { } bound || income <= bound * p)
                return (row.B * p) + (row.K * (income - (row.O * p)));
        throw new InvalidOperationException("the last row of a scale has no bound");
    }

    private void Explain(Reckoning reckoning, (decimal Income, int Table, AnnualAmounts Amounts, decimal BurialRate) of)
    {
        reckoning.Note("Basic allowance", BasicAllowance, ("Income of the year", of.Income), ("Price base amount", of.Amounts.PriceBase));
        reckoning.Note("Taxable income", Taxable, ("Income of the year", of.Income), ("Basic allowance", BasicAllowance));
        reckoning.Note("State tax", State, ("Taxable income", Taxable), ("Limit of state tax", of.Amounts.StateLimit));
        reckoning.Note("Municipal tax", Municipal, ("Taxable income", Taxable), ("Per cent", of.Table - of.BurialRate));
        reckoning.Note("Burial fee", Burial, ("Taxable income", Taxable), ("Per cent", of.BurialRate));
        reckoning.Note("General pension fee", PensionFee, ("Income of the year", of.Income), ("Per cent", 7));
        reckoning.Note("Public service fee", PublicService, ("Taxable income", Taxable), ("Per cent", 1));
        reckoning.Note("Credit for the pension fee", -PensionCredit);
        reckoning.Note("Work credit", -WorkCredit);
        reckoning.Note("Credit for sickness compensation", -SicknessCredit);
        reckoning.Note("Credit for earned income", -EarnedCredit);
        reckoning.Note("Tax of the year", Total);
    }
}
