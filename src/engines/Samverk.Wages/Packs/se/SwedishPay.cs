namespace Samverk.Wages;

/// <summary>How tax is kept from a payment.</summary>
internal enum SwedishTaxForm
{
    /// <summary>By the table and column of the tax decision.</summary>
    Table,

    /// <summary>Thirty per cent: not the main employer, or no regular pay.</summary>
    SideIncome,

    /// <summary>Nobody knows a decision: table of the employer's municipality, with a surcharge.</summary>
    NoDecision,

    /// <summary>A person who lives abroad (SINK).</summary>
    NonResident,

    /// <summary>An artist who lives abroad (A-SINK).</summary>
    ForeignArtist,
}

/// <summary>What a Swedish payslip is computed from. Amounts in kronor.</summary>
/// <param name="Table">29 to 42; 0 where the form of tax needs none.</param>
/// <param name="Column">1 to 6.</param>
/// <param name="OneOff">A one-off payment beside the pay, taxed by its own percentage.</param>
/// <param name="AnnualIncome">The year's expected income with the one-off payment.</param>
/// <param name="ExpectedYear">The year's expected sum from this payer, where it may stay below the limit of tax.</param>
/// <param name="PaidBefore">The year's pay before this payment; null = the year is known to reach the limit of contributions, unless less is expected of it.</param>
internal readonly record struct SwedishPay(
    SwedishTaxForm Form, int Table, int Column, int BirthYear, decimal Pay, decimal Benefit = 0, decimal OneOff = 0, decimal AnnualIncome = 0,
    decimal? ExpectedYear = null, decimal? PaidBefore = null, decimal PensionPremium = 0, bool Establishment = true)
{
    private static readonly string[] Forms = ["table", "side_income", "no_decision", "non_resident", "foreign_artist"];

    /// <summary>Reads what the facts say about the person and the payment, to the last field.</summary>
    public static SwedishPay Read(Facts facts, decimal pay, decimal? paidBefore)
    {
        var form = (SwedishTaxForm)Array.IndexOf(Forms, facts.ChoiceOr("table", "withholding", Forms));
        var needsTable = form is SwedishTaxForm.Table or SwedishTaxForm.NoDecision;
        var oneOff = facts.Amount("one_off", 0);
        var needsColumn = needsTable || oneOff > 0;
        var read = new SwedishPay(
            form,
            needsTable ? facts.Whole("table", 29, 42) : facts.Whole("table", 29, 42, 0),
            needsColumn ? facts.Whole("column", 1, 6) : facts.Whole("column", 1, 6, 1),
            facts.Whole("birth_year", 1900, 2100),
            pay,
            facts.Amount("benefit", 0),
            oneOff,
            oneOff > 0 ? facts.Amount("annual_income") : facts.Amount("annual_income", 0),
            facts.AmountOrNull("expected_year"),
            paidBefore,
            facts.Amount("pension_premium", 0),
            facts.Flag("establishment", true));
        facts.End();
        return read;
    }

    /// <param name="taxed">False where only the cost is asked for: it does not hang on the tax.</param>
    public Payslip Compute(Reckoning reckoning, bool taxed = true)
    {
        var slip = new Payslip(Kernel.Currency.SEK, reckoning);
        slip.Add(SwedishLines.Pay, null, null, Pay);
        if (OneOff > 0) slip.Add(SwedishLines.OneOffPay, null, null, OneOff);
        if (Benefit > 0) slip.Add(SwedishLines.Benefit, null, null, Benefit);

        var all = Pay + OneOff + Benefit;
        var due = PaidBefore is { } before ? SwedishEmployer.Due(reckoning, before, all)
            : ExpectedYear is { } year && year < reckoning.Get(SwedishLaw.YearGate) ? 0
            : all;
        if (due > 0)
        {
            if (taxed) AddTax(reckoning, slip);
            SwedishEmployer.Contribute(reckoning, BirthYear, due, Establishment, slip);
        }

        if (PensionPremium > 0)
        {
            var percent = reckoning.Get(SwedishLaw.PensionPremium);
            slip.Add(SwedishLines.PensionPremium, null, null, PensionPremium);
            slip.Add(SwedishLines.PensionTax, PensionPremium, percent, Rounded.Cent(PensionPremium.PerCent(percent)));
        }

        return slip;
    }

    private void AddTax(Reckoning reckoning, Payslip slip)
    {
        var taxed = Pay + Benefit;
        switch (Form)
        {
            case SwedishTaxForm.Table:
                var (tax, percent) = SwedishWithholding.ByTable(reckoning, Table, Column, taxed);
                slip.Add(SwedishLines.Tax, taxed, percent, tax);
                break;
            case SwedishTaxForm.NoDecision:
                var usual = TooSmall(reckoning) ? 0 : SwedishWithholding.ByTable(reckoning, Table, Column, taxed).Tax;
                slip.Add(SwedishLines.Tax, taxed, null, Rounded.Cut(usual + usual.PerCent(reckoning.Get(SwedishLaw.NoDecision))));
                break;
            default:
                var (kind, parameter) = Form switch
                {
                    SwedishTaxForm.SideIncome => (SwedishLines.Tax, SwedishLaw.SideIncome),
                    SwedishTaxForm.NonResident => (SwedishLines.NonResidentTax, SwedishLaw.Sink),
                    SwedishTaxForm.ForeignArtist => (SwedishLines.NonResidentTax, SwedishLaw.ForeignArtists),
                    _ => throw new InvalidOperationException($"{Form}"),
                };
                // A one-off payment is taxed at the same flat rate: only the tables have a percentage of their own for it.
                var rate = reckoning.Get(parameter);
                slip.Add(kind, taxed + OneOff, rate, TooSmall(reckoning) ? 0 : SwedishWithholding.Flat(taxed + OneOff, rate));
                return;
        }

        if (OneOff > 0)
        {
            var percent = SwedishWithholding.OneOffPercent(reckoning, Column, AnnualIncome);
            slip.Add(SwedishLines.OneOffTax, OneOff, percent, SwedishWithholding.Flat(OneOff, percent));
        }
    }

    private bool TooSmall(Reckoning reckoning) => SwedishWithholding.TooSmall(reckoning, Pay + OneOff + Benefit, ExpectedYear);
}
