using NodaTime;
using Samverk.Employment;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Tests.Employment;

/// <summary>What tests of absences do with the people of the workshop, whose work is in the week from Monday, 9 March 2026.</summary>
internal static class Absent
{
    public static LocalDate Monday { get; } = new(2026, 3, 9);

    public static async Task<Workshop> Sweden()
    {
        var shop = await Workshop.Fresh();
        await shop.SideIncome();
        await shop.Released("se.absence.certificate", "7");
        return shop;
    }

    public static WorkDay[] Week(LocalDate monday) => [.. Enumerable.Range(0, 5).Select(day => Engaging.Day(monday.PlusDays(day)))];

    /// <summary>Announced, approved, asked for and approved.</summary>
    public static async Task Paid(Workshop shop, IReadOnlyList<WorkDay> days, long gross, string contract = "monthlyPlan")
    {
        var work = await shop.Do(shop.Declares(days[0].Day) with { Days = days, Contract = contract }, shop.Frida);
        await shop.Do(new DecideWork.Command(Guid.CreateVersion7(), work, true, null), shop.Adam);
        await shop.Wage(work, gross);
    }

    public static ReportAbsence.Command Report(Workshop shop, AbsenceKind kind, LocalDate from, LocalDate to) => new(Guid.CreateVersion7(), shop.Tour, shop.Frida.Person, kind, from, to, true);

    public static DecideAbsence.Command Confirm(Id<Absence> absence) => new(Guid.CreateVersion7(), absence, true, null);

    /// <summary>Reported and confirmed.</summary>
    public static async Task<Id<Absence>> Away(Workshop shop, AbsenceKind kind, LocalDate from, LocalDate to)
    {
        var absence = await shop.Do(Report(shop, kind, from, to), shop.Frida);
        await shop.Do(Confirm(absence), shop.Fia);
        return absence;
    }

    public static async Task Again(Workshop shop, Id<PayrollRun> run) => await shop.Do(new ComputeRun.Command(Guid.CreateVersion7(), run, (await shop.Read(run)).Run.PayDay), shop.Fia);
}
