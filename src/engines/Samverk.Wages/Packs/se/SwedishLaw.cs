using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;

namespace Samverk.Wages;

/// <summary>The Swedish values that the formulas look up. Their sources are in the files beside this one.</summary>
internal static class SwedishLaw
{
    public static readonly ParameterSet All = new();

    public static readonly Parameter<AnnualAmounts> Annual = All.Add("annual_formula", value => new AnnualAmounts(
        value["pbb"].Number(), value["ibb"].Number(), value["state"].Number(), value["public_service_ibb"].Number()));

    public static readonly Parameter<decimal> BurialFee = All.Number("annual_formula.burial_fee_percent");

    public static readonly Parameter<ImmutableArray<CreditRow>>
        RaisedAllowance = All.Add("annual_formula.raised_basic_allowance_66", Rows),
        WorkCredit = All.Add("annual_formula.work_credit_under_66", Rows),
        WorkCredit66 = All.Add("annual_formula.work_credit_66", Rows),
        SicknessCredit = All.Add("annual_formula.sickness_credit", Rows);

    public static readonly Parameter<FrozenDictionary<int, ImmutableArray<PercentColumn>>> PercentTables = All.Add("percent_tables", value =>
        value.Fields.ToFrozenDictionary(table => int.Parse(table.Key, CultureInfo.InvariantCulture), table => table.Value.Rows(PercentColumn.Read)));

    /// <summary>The agency's own amounts, where an operator puts them in place of the formula; no file of ours has them.</summary>
    public static readonly Parameter<FrozenDictionary<int, ImmutableArray<AmountRow>>> AmountTables = All.Add("amount_tables", value =>
        value.Fields.ToFrozenDictionary(table => int.Parse(table.Key, CultureInfo.InvariantCulture), table => table.Value.Rows(AmountRow.Read)));

    public static readonly Parameter<FrozenDictionary<int, ImmutableArray<PercentRow>>> OneOff = All.Add("one_off", value =>
        value.Fields.ToFrozenDictionary(
            column => int.Parse(column.Key, CultureInfo.InvariantCulture),
            column => column.Value.Rows(row => new PercentRow(row[0].Bound(), row[1].Number()))));

    public static readonly Parameter<decimal> SideIncome = All.Number("side_income"), Sink = All.Number("sink"), ForeignArtists = All.Number("a_sink_artists");

    public static readonly Parameter<decimal> NoDecision = All.Add("no_decision", value => value["surcharge_percent"].Number());

    public static readonly Parameter<NoTaxBelow> NoTaxBelow = All.Add("no_tax_below", value => new NoTaxBelow(value["payment"].Number(), value["year"].Number()));

    public static readonly Parameter<decimal>
        Employer = All.Number("employer.standard"),
        Employer1938 = All.Number("employer.born_1938_1958"),
        Employer1937 = All.Number("employer.born_1937_or_earlier"),
        YearGate = All.Number("employer.annual_gate"),
        PensionPremium = All.Number("employer.slp_pension");

    public static readonly Parameter<YouthRelief> Youth = All.Add("employer.youth", YouthRelief.Read);

    public static readonly Parameter<NoEstablishment> NoEstablishment = All.Add("employer.no_PE", value => new NoEstablishment(
        value["standard"].Number(), value["1938-1958"].Number(), value["youth"].Number()));

    public static readonly Parameter<decimal> HolidayPercent = All.Number("holiday.percent_rule"), HolidaySupplement = All.Number("holiday.supplement");

    public static readonly Parameter<SickPayRule> SickPay = All.Add("sick_pay", value => new SickPayRule(
        value["percent"].Number(), value["days"].Whole(), value["waiting_deduction_percent_of_average_week"].Number()));

    private static ImmutableArray<CreditRow> Rows(Value value) => value.Rows(row =>
        new CreditRow(row[0].Bound(), row[1].Number(), row[2].Number(), row.Items.Count > 3 ? row[3].Number() : 0));
}

/// <param name="PriceBase">Price base amount of the year, in kronor.</param>
/// <param name="IncomeBase">Income base amount of the year, in kronor.</param>
/// <param name="StateLimit">Taxable income from which state tax is due.</param>
/// <param name="PublicService">The fee's ceiling is this per cent of the income base amount.</param>
internal sealed record AnnualAmounts(decimal PriceBase, decimal IncomeBase, decimal StateLimit, decimal PublicService);

/// <summary>For incomes up to <paramref name="UpTo"/> price base amounts: b × base amount + k × (income − o × base amount).</summary>
internal readonly record struct CreditRow(decimal? UpTo, decimal B, decimal K, decimal O);

/// <summary>For incomes up to <paramref name="UpTo"/> kronor: this per cent.</summary>
internal readonly record struct PercentRow(decimal? UpTo, decimal Percent);

/// <summary>No tax is kept where the payment, or the year's expected sum from this payer, is below.</summary>
internal sealed record NoTaxBelow(decimal Payment, decimal Year);

/// <summary>Contributions of an employer without permanent establishment, in per cent.</summary>
internal sealed record NoEstablishment(decimal Standard, decimal Born1938To1958, decimal Youth);

/// <summary>Per cent of the pay, days that the employer pays, and the deduction in per cent of an average week's sick pay.</summary>
internal sealed record SickPayRule(decimal Percent, int Days, decimal WaitingDeduction);

/// <summary>
/// One column of a percentage table in short form: per cent from 80,001 on, then each income after which it is one more
/// (an income twice: two more). The official columns never fall.
/// </summary>
internal sealed record PercentColumn(int First, ImmutableArray<int> Rises)
{
    public static PercentColumn Read(Value value)
    {
        var numbers = value.Rows(item => item.Whole());
        if (numbers.IsEmpty || !numbers.Skip(1).Zip(numbers.Skip(2)).All(pair => pair.First <= pair.Second)) throw value.Unreadable("a percentage and rising incomes");
        return new(numbers[0], numbers[1..]);
    }

    /// <param name="income">Whole kronor, above 80,000.</param>
    public int At(int income)
    {
        var (low, high) = (0, Rises.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Rises[middle] < income) low = middle + 1;
            else high = middle;
        }

        return First + low;
    }
}

/// <summary>A row of a table of amounts: its last krona and the tax of columns 1 to 6.</summary>
internal sealed record AmountRow(int To, ImmutableArray<int> Tax)
{
    public static AmountRow Read(Value value)
    {
        var numbers = value.Rows(item => item.Whole());
        return numbers.Length is 7 ? new(numbers[0], numbers[1..]) : throw value.Unreadable("an income and six amounts");
    }
}

/// <summary>The lower contribution for the young, on the first part of the month's pay.</summary>
/// <param name="FirstBorn">Birth years as they are in 2026; each later year moves them by one.</param>
internal sealed record YouthRelief(decimal Percent, decimal MonthCap, int FirstBorn, int LastBorn, NodaTime.LocalDate From, NodaTime.LocalDate To)
{
    public static YouthRelief Read(Value value)
    {
        var born = value["born_2026"].Text().Split('-');
        return born.Length is 2
            && int.TryParse(born[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && int.TryParse(born[1], NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            ? new(value["rate"].Number(), value["cap_month"].Number(), first, last, value["from"].Date(), value["to"].Date())
            : throw value["born_2026"].Unreadable("two years");
    }

    public bool Covers(int birthYear, NodaTime.LocalDate date) =>
        date >= From && date <= To && birthYear - (date.Year - 2026) is var born && born >= FirstBorn && born <= LastBorn;
}
