using Samverk.Kernel;
using Samverk.Members;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>This module's part of a person's data.</summary>
internal sealed class EmploymentOwnData : IOwnData
{
    public async Task<IReadOnlyList<(string File, object Content)>> Of(Id<Person> person, Tx tx) =>
    [
        ("tax-facts", (await tx.TaxFactsOf(person)).Select(facts => new { facts.Entity, facts.ValidFrom, facts.Facts, facts.State }).ToArray()),
        ("work", (await tx.ListWork(person, null, int.MaxValue)).Select(work => new { work.Activity, work.Contract, work.Country, work.Place, work.Role, work.Risk, work.Days, work.State, work.Late }).ToArray()),
        ("payslips", (await tx.PayslipsOf(person)).Where(slip => slip.Corrects is null).Select(slip => new { slip.Entity, slip.PayDay, slip.Gross, slip.Employee, slip.Tax, slip.Additions, slip.Net, slip.Employer, slip.Content!.Lines, slip.Content.Pay }).ToArray()),
        ("absences", (await tx.Absences(person, int.MaxValue)).Select(absence => new { absence.Activity, absence.Kind, absence.From, absence.To, absence.State, absence.CertificateDue, absence.Insurer, absence.Claimed, absence.Refunded }).ToArray()),
        ("salary-plans", (await tx.EveryPlanOf(person)).Select(plan => new { plan.Activity, plan.Cost, plan.From, plan.To, plan.State }).ToArray()),
    ];
}
