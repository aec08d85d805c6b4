namespace Samverk.Wages;

/// <summary>The lines of a Spanish payslip.</summary>
internal static class SpanishLines
{
    private const string Contributions = "Ley General de la Seguridad Social; orden de cotización of the year";

    private static readonly Parameter[] Base = [SpanishLaw.HighestBase, SpanishLaw.LowestBases];

    public static readonly LineKind
        Pay = new("es.pay", "Pay", Bearer.Pay, LineRounding.Cent, "contract"),
        Tax = new("es.tax", "Income tax withheld (IRPF)", Bearer.Tax, LineRounding.Cent, "Reglamento del IRPF, art. 80 to 89")
        {
            Rests =
            [
                SpanishLaw.Scale, SpanishLaw.WorkReduction, SpanishLaw.Expenses, SpanishLaw.Reductions, SpanishLaw.Minimum, SpanishLaw.Exclusion, SpanishLaw.Limit, SpanishLaw.Rates,
                SpanishLaw.Housing, SpanishLaw.CeutaMelilla,
            ],
        },
        Common = Worker("common", "Common contingencies"),
        Unemployment = Worker("unemployment", "Unemployment"),
        Training = Worker("training", "Vocational training"),
        Equity = Worker("mei", "Intergenerational equity (MEI)"),
        Solidarity = new("es.solidarity", "Solidarity contribution", Bearer.Employee, LineRounding.Cent, Contributions) { Rests = [SpanishLaw.Solidarity, SpanishLaw.HighestBase] },
        EmployerCommon = Employer("common", "Common contingencies, employer"),
        EmployerUnemployment = Employer("unemployment", "Unemployment, employer"),
        EmployerTraining = Employer("training", "Vocational training, employer"),
        EmployerEquity = Employer("mei", "Intergenerational equity (MEI), employer"),
        WageGuarantee = Employer("fogasa", "Wage guarantee fund (FOGASA)"),
        Accident = new("es.employer.work_accident", "Accidents at work", Bearer.Employer, LineRounding.Cent, Contributions) { Rests = Base },
        EmployerSolidarity = new("es.employer.solidarity", "Solidarity contribution, employer", Bearer.Employer, LineRounding.Cent, Contributions) { Rests = [SpanishLaw.Solidarity, SpanishLaw.HighestBase] };

    private static LineKind Worker(string name, string label) => new($"es.worker.{name}", label, Bearer.Employee, LineRounding.Cent, Contributions) { Rests = [SpanishLaw.Worker, .. Base] };

    private static LineKind Employer(string name, string label) => new($"es.employer.{name}", label, Bearer.Employer, LineRounding.Cent, Contributions) { Rests = [SpanishLaw.Employer, .. Base] };
}
