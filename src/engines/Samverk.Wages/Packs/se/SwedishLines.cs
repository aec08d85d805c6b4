namespace Samverk.Wages;

/// <summary>The lines of a Swedish payslip.</summary>
internal static class SwedishLines
{
    private static readonly Parameter[] AnnualFormula =
    [
        SwedishLaw.Annual, SwedishLaw.BurialFee, SwedishLaw.RaisedAllowance, SwedishLaw.WorkCredit, SwedishLaw.WorkCredit66, SwedishLaw.SicknessCredit,
    ];

    public static readonly LineKind
        Pay = new("se.pay", "Pay", Bearer.Pay, LineRounding.Cent, "contract"),
        OneOffPay = new("se.one_off_pay", "One-off payment", Bearer.Pay, LineRounding.Cent, "contract"),
        Benefit = new("se.benefit", "Taxable benefit", Bearer.Benefit, LineRounding.Cent, "inkomstskattelagen 61"),
        Tax = new("se.tax", "Preliminary tax", Bearer.Tax, LineRounding.WholeCut, "skatteförfarandelagen 11; SKV 433")
        {
            Rests = [.. AnnualFormula, SwedishLaw.AmountTables, SwedishLaw.PercentTables, SwedishLaw.NoDecision, SwedishLaw.SideIncome, SwedishLaw.NoTaxBelow],
        },
        NonResidentTax = new("se.sink", "Tax of non-residents", Bearer.Tax, LineRounding.WholeCut, "lagen om särskild inkomstskatt för utomlands bosatta")
        {
            Rests = [SwedishLaw.Sink, SwedishLaw.ForeignArtists, SwedishLaw.NoTaxBelow],
        },
        OneOffTax = new("se.one_off_tax", "Tax on the one-off payment", Bearer.Tax, LineRounding.WholeCut, "SKVFS 2024:23, 2025:21") { Rests = [SwedishLaw.OneOff] },
        Employer = new("se.employer", "Employer contribution", Bearer.Employer, LineRounding.Cent, "socialavgiftslagen 2")
        {
            Rests = [SwedishLaw.Employer, SwedishLaw.Employer1938, SwedishLaw.Employer1937, SwedishLaw.NoEstablishment, SwedishLaw.YearGate],
        },
        EmployerYouth = new("se.employer_youth", "Employer contribution, relief for the young", Bearer.Employer, LineRounding.Cent, "socialavgiftslagen 2")
        {
            Rests = [SwedishLaw.Youth, SwedishLaw.NoEstablishment, SwedishLaw.YearGate],
        },
        PensionTax = new("se.pension_tax", "Tax on pension premiums", Bearer.Employer, LineRounding.Cent, "lagen om särskild löneskatt på pensionskostnader")
        {
            Rests = [SwedishLaw.PensionPremium],
        },
        PensionPremium = new("se.pension_premium", "Pension premium", Bearer.Employer, LineRounding.Cent, "contract");
}
