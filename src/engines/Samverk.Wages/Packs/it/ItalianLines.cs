namespace Samverk.Wages;

/// <summary>The lines of an Italian payslip.</summary>
internal static class ItalianLines
{
    public static readonly LineKind
        Pay = new("it.pay", "Pay", Bearer.Pay, LineRounding.Cent, "contract"),
        Employee = new("it.social", "Pension and social insurance (INPS)", Bearer.Employee, LineRounding.Cent, "L. 335/1995; INPS circulars of the year")
        {
            Rests = [ItalianLaw.Employee, ItalianLaw.Ceiling, ItalianLaw.AdditionalFrom, ItalianLaw.Additional],
        },
        Tax = new("it.tax", "Income tax (IRPEF), estimate equalised at the end of the year", Bearer.Tax, LineRounding.Cent, "TUIR art. 11 to 13; D.P.R. 600/1973 art. 23")
        {
            Rests = [ItalianLaw.Tax, ItalianLaw.Employment, ItalianLaw.Spouse, ItalianLaw.Children, ItalianLaw.Dependants, ItalianLaw.Further],
        },
        ExemptSum = new("it.exempt_sum", "Tax-free sum", Bearer.Addition, LineRounding.Cent, "L. 207/2024 art. 1 c. 4") { Rests = [ItalianLaw.ExemptSum] },
        Allowance = new("it.integrative_allowance", "Integrative allowance", Bearer.Addition, LineRounding.Cent, "D.L. 3/2020 art. 1") { Rests = [ItalianLaw.Allowance] },
        Employer = new("it.employer_social", "Social insurance, employer (commerce)", Bearer.Employer, LineRounding.Cent, "INPS rates of commerce") { Rests = [ItalianLaw.EmployerCommerce, ItalianLaw.FixedTermAddition, ItalianLaw.Ceiling] },
        Accident = new("it.accident", "Insurance against accidents (INAIL)", Bearer.Employer, LineRounding.Cent, "D.P.R. 1124/1965"),
        SeveranceAccrual = new("it.severance", "Severance pay set aside (TFR)", Bearer.Employer, LineRounding.Cent, "codice civile art. 2120") { Rests = [ItalianLaw.Severance] };
}
