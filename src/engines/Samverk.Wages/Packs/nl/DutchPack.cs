namespace Samverk.Wages;

/// <summary>The Netherlands, 2025 and 2026: white tables, special rewards, employer premiums.</summary>
internal sealed class DutchPack : Pack
{
    public override string Country => "NL";

    public override ParameterSet Parameters => DutchLaw.All;

    protected override IReadOnlyList<WageFact> Asked => DutchQuestions.All;

    /// <summary>
    /// Premiums go by the pay and the ceilings of the year so far (voortschrijdend cumulatief rekenen). Month by month is the same while every month
    /// stays below its ceiling or every one reaches it.
    /// </summary>
    public override string? RefuseBeside(Payslip slip, IReadOnlyList<EarlierPay> year)
    {
        var cut = slip.Gross > slip.Lines.Single(line => line.Kind == DutchLines.Health).Base;
        return year.Any(pay => pay.Lines.Any(line => line.Code == DutchLines.Health.Code && pay.Gross > line.Base != cut)) ? "premium_ceiling_of_the_year" : null;
    }

    public override IReadOnlyList<string> RefusedRegimes => 
    [
        "artists_scheme", "foreign_artist", "green_table", "payroll_tax_without_national_insurance", "premiums_of_pension_age", "student_scheme", "thirty_percent_ruling", "non_resident",
    ];

    public override IReadOnlyList<Kind> Kinds { get; } =
    [
        new("nl.table_row", TableRow),
        new("nl.wage_tax", WageTax),
        new("nl.special_rate", SpecialRateOf),
        new("nl.special_tax", SpecialTax),
        new("nl.anonymous", Anonymous),
        new("nl.premiums", Premiums),
        new("nl.payslip", PayslipOf),
    ];

    /// <summary>Contracts: <c>salaried</c>. Year to date: <c>premium_wage</c>, what counted for premiums before this pay.</summary>
    public override Payslip Compute(PayslipRequest request, Facts facts, Reckoning reckoning)
    {
        if (request.Contract is not "salaried") throw Reckoning.NotVerified(request.Contract);
        if (request.YearToDate.Keys.FirstOrDefault(name => name is not "premium_wage") is { } unknown) throw Reckoning.Invalid($"yearToDate.{unknown}", "it is unknown here");
        var pay = DutchPay.Read(facts, request.Gross);
        if (request.YearToDate.TryGetValue("premium_wage", out var before)) pay = pay with { Premiums = pay.Premiums with { PremiumWageBefore = before } };
        return pay.Compute(reckoning);
    }

    private static void TableRow(Facts facts, Reckoning reckoning, Answer answer)
    {
        var (period, table, wage) = (DutchPay.PeriodOf(facts), facts.ChoiceOr("white", "table", "white", "green"), facts.Amount("table_wage"));
        facts.End();
        if (table is "green") throw Reckoning.NotVerified("green_table");
        foreach (var age in Enum.GetValues<DutchAge>())
        {
            var tax = DutchWageTax.Of(reckoning, age, period, wage);
            answer.Object(DutchPay.NameOf(age), row => Write(row, tax));
        }
    }

    private static void WageTax(Facts facts, Reckoning reckoning, Answer answer)
    {
        var (age, period, wage) = (DutchPay.AgeOf(facts), DutchPay.PeriodOf(facts), facts.Amount("wage"));
        facts.End();
        var tax = DutchWageTax.Of(reckoning, age, period, wage);
        answer.Amount("table_wage", tax.TableWage);
        Write(answer, tax);
    }

    private static void Write(Answer answer, DutchWageTax tax)
    {
        answer.Amount("without_credit", tax.Without);
        answer.Amount("with_credit", tax.With);
        answer.Amount("labour_credit", tax.Credited);
    }

    private static void SpecialRateOf(Facts facts, Reckoning reckoning, Answer answer)
    {
        var (age, wage, credit) = (DutchPay.AgeOf(facts), facts.Amount("annual_wage_previous_year"), facts.Flag("credit"));
        facts.End();
        answer.Number("percent", DutchWageTax.SpecialPercent(reckoning, age, wage, credit));
    }

    private static void SpecialTax(Facts facts, Reckoning reckoning, Answer answer)
    {
        var (amount, percent) = (facts.Amount("amount"), facts.Number("percent", 0, 100, 4));
        facts.End();
        answer.Amount("tax", DutchWageTax.Flat(amount, percent));
    }

    private static void Anonymous(Facts facts, Reckoning reckoning, Answer answer)
    {
        var wage = facts.Amount("wage");
        facts.End();
        answer.Amount("tax", DutchWageTax.Flat(wage, reckoning.Get(DutchLaw.Anonymous)));
    }

    private static void Premiums(Facts facts, Reckoning reckoning, Answer answer)
    {
        var (wage, period, premiums) = (facts.Amount("wage"), DutchPay.PeriodOf(facts), DutchPremiums.Read(facts));
        facts.End();
        var @base = premiums.Base(reckoning, period, wage);
        var lines = premiums.On(reckoning, @base);
        answer.Amount("base", @base);
        foreach (var (kind, _, amount) in lines) answer.Amount(kind.Code[3..], amount);
        answer.Amount("employer_total", lines.Sum(line => line.Amount));
    }

    private static void PayslipOf(Facts facts, Reckoning reckoning, Answer answer)
    {
        var slip = DutchPay.Read(facts, facts.Amount("wage")).Compute(reckoning);
        answer.Amount("tax", slip.Tax);
        answer.Amount("net", slip.Net);
        answer.Amount("employer_total", slip.EmployerContributions);
        answer.Amount("cost", slip.Cost);
    }
}
