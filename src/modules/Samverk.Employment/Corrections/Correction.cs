using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>What a correction run computes again, and why. Each pay day of the period counts; a payslip or a person narrows it.</summary>
/// <param name="Why">Read by everybody whose payslip changes.</param>
/// <param name="Grosses">What wages should have been, where a wage was wrong.</param>
public sealed record Correction(
    Id<PayrollRun> Run, CorrectionReason Reason, string Why, Guid? Payslip, Id<Person>? Person, LocalDate From, LocalDate To, IReadOnlyList<CorrectedGross> Grosses)
{
    /// <summary>For absences of a period, those payslips that were found not to know one: an absence of somebody says nothing about anybody else.</summary>
    internal bool OnlyFound => Reason is CorrectionReason.Absence && Payslip is null && Person is null;

    /// <summary>Whether a payslip as it was given is meant by this.</summary>
    internal bool Means(RunPayslip original) => Payslip is { } only ? original.Id == only : (Person is not { } person || person == original.Person) && original.PayDay >= From && original.PayDay <= To;
}

/// <summary>Why closed payslips are computed again.</summary>
public enum CorrectionReason
{
    /// <summary>The law of the period is known differently by now.</summary>
    Parameter,

    /// <summary>The cooperative stands for a value of its own by now.</summary>
    OwnValue,

    /// <summary>Tax facts of the person or facts of the employer were wrong and are put right.</summary>
    Facts,

    /// <summary>The wage itself was another one.</summary>
    Wage,

    /// <summary>An absence became known after the payslip was given, or is none by now.</summary>
    Absence,
}

/// <param name="Gross">What the wage should have been.</param>
public sealed record CorrectedGross(Id<AskedWage> Wage, Money Gross);
