using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>What is on record about somebody at one company between two days: all that a certificate may say.</summary>
/// <param name="Work">Approved work that is over, without the days on which the person was away.</param>
/// <param name="Payslips">Closed payslips by their pay day.</param>
internal sealed record OnRecord(IReadOnlyList<WorkOnRecord> Work, IReadOnlyList<RunPayslip> Payslips)
{
    /// <summary>Whether there is anything to certify of this kind.</summary>
    public bool Has(ProofKind kind) => kind is ProofKind.Income ? Payslips.Count > 0 : Work.Count > 0;

    /// <param name="only">The work of one engagement; null = all.</param>
    public static async Task<OnRecord> Of(Tx tx, Id<LegalEntity> entity, Id<Person> person, LocalDate from, LocalDate to, Id<Work>? only)
    {
        var now = tx.Now.InZone(tx.Zone).LocalDateTime;
        var (away, contracts) = (await tx.AbsencesOn(person, from, to), (await tx.ContractsOf(person)).Where(contract => contract.State is ContractState.Signed).ToDictionary(contract => contract.Work));
        var slips = (await tx.PayslipsOf(person)).Where(slip => slip.Entity == entity).ToArray();
        var work = (await tx.ListWork(person, null, int.MaxValue))
            .Where(work => work.Entity == entity && work.State is WorkState.Checked or WorkState.Paid && (only is null || work.Id == only))
            .Select(work => new WorkOnRecord(work, [.. work.Days.Where(Done).OrderBy(day => day.From)], contracts.GetValueOrDefault(work.Id)))
            .Where(work => work.Days.Count > 0).OrderBy(work => work.Days[0].From).ThenBy(work => work.Work.Role, StringComparer.Ordinal);
        var wage = only is { } one ? await tx.WageFor(one) : null;
        return new(
            [.. work],
            [.. slips.Where(slip => slip.PayDay >= from && slip.PayDay <= to && (only is null || (wage is not null && slip.Parts.Any(part => part.Wage == wage.Id)))).OrderBy(slip => slip.PayDay)]);

        // What was announced and not done is no work, whatever the reason.
        bool Done(WorkDay day) => day.Day >= from && day.Day <= to && day.To <= now && !away.Any(absence => day.Day >= absence.From && day.Day <= absence.To);
    }
}

/// <param name="Days">Those that were worked, at least one.</param>
/// <param name="Contract">Signed by both sides; null where there is none.</param>
internal sealed record WorkOnRecord(Work Work, IReadOnlyList<WorkDay> Days, Contract? Contract)
{
    public int Minutes => Days.Sum(day => day.Minutes);
}
