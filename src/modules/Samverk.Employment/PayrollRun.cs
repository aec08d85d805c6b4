using NodaTime;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>Wages of one legal entity that are computed, looked at and released together (domain/states.md 11).</summary>
/// <param name="Version">Raised whenever its figures change.</param>
public sealed record PayrollRun(
    Id<PayrollRun> Id, Id<LegalEntity> Entity, LocalDate PayDay, RunState State, int Version, Id<Person> FrozenBy, Id<Person> ComputedBy, Id<Person>? ReleasedBy)
{
    /// <summary>Computes closed payslips again and pays the differences (<see cref="Correction"/>).</summary>
    public bool IsCorrection { get; init; }

    public static readonly StateMachine<RunState> States = new("employment.run", 2,
        (RunState.Open, RunState.Frozen), (RunState.Frozen, RunState.Computed), (RunState.Computed, RunState.Exceptions), (RunState.Exceptions, RunState.Computed),
        (RunState.Computed, RunState.Released), (RunState.Released, RunState.Filed), (RunState.Filed, RunState.Paid), (RunState.Paid, RunState.Filed), (RunState.Paid, RunState.Locked));

    /// <summary>Where a released run goes by what became of its payments; null where it stays.</summary>
    internal static (RunState To, string Event)? Next(RunState state, IReadOnlyDictionary<WagePayment, int> payments)
    {
        var (owed, filed, paid) = (payments.GetValueOrDefault(WagePayment.Owed), payments.GetValueOrDefault(WagePayment.Filed), payments.GetValueOrDefault(WagePayment.Paid));
        return state switch
        {
            RunState.Released when owed is 0 => (RunState.Filed, "payment-file-made"),
            RunState.Filed when owed + filed is 0 => (RunState.Paid, "bank-confirmed"),
            RunState.Paid when owed + filed > 0 => (RunState.Filed, "payment-opened-again"),
            RunState.Paid when paid is 0 => (RunState.Locked, "statements-closed"),
            _ => null,
        };
    }
}

/// <summary>
/// Released: posted. Filed: every net wage of it is in a file for the bank. Paid: the bank's statements show all of them; a payment that comes back
/// opens it again. Locked: those statements are closed.
/// </summary>
public enum RunState { Open, Frozen, Computed, Exceptions, Released, Filed, Paid, Locked }

/// <summary>A person's payslip of one run, or why there is none yet.</summary>
/// <param name="Refusal">Null where it can be paid; then <paramref name="Content"/> says how it came about.</param>
/// <param name="Employer">What comes on top of the gross.</param>
/// <param name="Employee">Contributions that the employee bears.</param>
/// <param name="Additions">Tax-free sums that are paid with the net.</param>
/// <param name="PaidBefore">The year's gross from this entity before this payment.</param>
internal sealed record RunPayslip(
    Guid Id, Id<PayrollRun> Run, Id<LegalEntity> Entity, Id<Person> Person, LocalDate PayDay, bool Released, Refusal? Refusal, Money Gross, Money Tax, Money Employer, Money PaidBefore,
    SlipContent? Content, IReadOnlyList<PayslipPart> Parts, Money Employee, Money Additions)
{
    /// <summary>The payslip, as it was given, that this one corrects: its amounts are differences, its content is the whole payslip as it should have been.</summary>
    public Guid? Corrects { get; init; }

    /// <summary>1 as it was given; corrections go on from there.</summary>
    public int Version { get; init; } = 1;

    /// <summary>How many payslips of the calendar year the person had been given when it was computed.</summary>
    public int ReleasedBefore { get; init; }

    public Money Net => Gross - Kept;

    /// <summary>Contributions and tax that the employee bears, less the tax-free sums that are paid with the net.</summary>
    public Money Kept => Employee + Tax - Additions;

    public Money Cost => Gross + Employer;

    public Money Forecast => Money.Sum(Parts.Select(part => part.Forecast), Gross.Currency);
}

/// <summary>The share of one wage in its payslip: what its activity bears.</summary>
/// <param name="Bodies">What each body gets of it; together with the net they are the cost.</param>
internal sealed record PayslipPart(
    Id<AskedWage> Wage, Id<Activity> Activity, Money Gross, Money Tax, Money Employer, Money Forecast, Money Employee, Money Additions, IReadOnlyList<BodyShare> Bodies)
{
    public Money Net => Gross - Employee - Tax + Additions;

    /// <summary>A correction that changes no amount of this wage.</summary>
    public bool IsNothing => Gross.IsZero && Tax.IsZero && Employer.IsZero && Employee.IsZero && Additions.IsZero && Bodies.All(body => body.Amount.IsZero);

    public Money Cost => Gross + Employer;
}

/// <param name="Body">The last part of the account that owes it.</param>
internal sealed record BodyShare(string Body, Money Amount);
