using Samverk.Activities;
using Samverk.Desk;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;
using Check = Samverk.Desk.Check;

namespace Samverk.Employment;

/// <summary>What employment asks of the staff; each leaves the desk with the step that answers it. No tax fact is ever written on the desk.</summary>
internal static class EmploymentItems
{
    public const string TaxFacts = "employment.tax-facts", EmployerFacts = "employment.employer-facts", Work = "employment.work", LateWork = "employment.late-work", Wage = "employment.wage", Run = "employment.run";

    public static Task AskToCheck(this Tx tx, DatedTaxFacts facts, LegalEntity entity) => tx.OpenItem(
        new Item(TaxFacts, TaxFacts, facts.Id.Value, "Tax facts", $"/tax-facts/{facts.Person}")
        {
            Under = "for {entity}, from {date}", Facts = [("entity", entity.Name), ("date", facts.ValidFrom)], Member = facts.Person, FourEyes = true,
            IfApproved = "If you approve: you have seen the decision of the tax agency, and wages are computed by these facts.",
        });

    public static Task AskToCheck(this Tx tx, EmployerFacts facts, LegalEntity entity) => tx.OpenItem(
        new Item(EmployerFacts, EmployerFacts, facts.Id.Value, "Facts of the employer", $"/employer-facts/{entity.Id}")
        {
            Under = "for {entity}, from {date}", Facts = [("entity", entity.Name), ("date", facts.ValidFrom)], FourEyes = true,
            IfApproved = "If you approve: you have seen the notice, and wages are computed by these facts.",
        });

    /// <summary>Announced work waits for an adviser.</summary>
    public static Task AskAdviser(this Tx tx, Work work, Activity activity, (int? Day, int? Week) limits, Money? floor) => tx.OpenItem(
        new Item(Work, Work, work.Id.Value, "Work from {from} to {to}", $"/work/{work.Id}")
        {
            Under = "{activity}, {hours}", Facts = [("from", work.FirstDay), ("to", work.LastDay), ("activity", activity.Name), ("hours", Hours(work.Minutes))],
            Member = work.Person, FourEyes = true,
            Checks =
            [
                new Check("check:start", !work.Late, work.Late ? "It had begun when it was entered" : "It is announced before it begins"),
                new Check("check:overlap", true, "No other work of this person at these hours"),
                limits is { Day: not null, Week: not null } ? new Check("check:hours", true, "Within the hours of the day and of the week")
                    : new Check("check:hours", false, "No verified limit of hours: look at the hours yourself"),
                WageFloors.Check(floor),
            ],
            IfApproved = "If you approve: a wage can be asked for this work.",
        });

    /// <summary>A wage waits for an adviser.</summary>
    public static Task AskAdviser(this Tx tx, AskedWage wage, Activity activity, Money? floor) => tx.OpenItem(
        new Item(Wage, Wage, wage.Id.Value, "Wage {gross}", $"/work/{wage.Work}")
        {
            Under = "{activity} pays {cost}", Facts = [("gross", wage.Gross), ("cost", wage.Cost), ("activity", activity.Name)], Member = wage.Person, FourEyes = true,
            Checks =
            [
                new Check("check:money", true, "{activity} has enough for it"),
                WageFloors.Check(floor),
            ],
            IfApproved = "If you approve: {cost} are reserved on {activity} and paid by the next payroll run after the work.",
        });

    /// <summary>Work was let pass after it had begun: the board sees it.</summary>
    public static Task TellBoard(this Tx tx, Work work) => tx.OpenItem(
        new Item(LateWork, Work, work.Id.Value, "Work approved after it had begun", $"/work/{work.Id}") { Under = "from {from} to {to}", Facts = [("from", work.FirstDay), ("to", work.LastDay)] });

    public static Task CloseLate(this Tx tx, Id<Work> work) => tx.CloseItem(work.Value, LateWork, "noted");

    /// <summary>"7:30": for staff in every language.</summary>
    internal static string Hours(int minutes) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{minutes / 60}:{minutes % 60:00} h");

    /// <summary>A run without exceptions waits for a second person.</summary>
    public static Task AskRelease(this Tx tx, PayrollRun run, RunSums sums) => tx.OpenItem(
        new Item(Run, Run, run.Id.Value, "Payroll of {date}", run.IsCorrection ? $"/payroll/corrections/{run.Id}" : $"/payroll/{run.Id}")
        {
            Under = "Payslips: {number}; {cost} in all",
            Facts = [("date", run.PayDay), ("number", sums.Payslips), ("cost", sums.Cost)], FourEyes = true,
        });

    public static Task CloseRun(this Tx tx, Id<PayrollRun> run) => tx.CloseItem(run.Value, Run);
}
