using NodaTime;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>What was said when a wage was asked for.</summary>
public enum WageBasis { Gross, Cost }

/// <summary>A wage that is asked for announced work. Its id is the document of the reservation and of the posting.</summary>
/// <param name="Asked">As it was asked, gross or cost.</param>
/// <param name="Gross">What is paid: this does not change any more.</param>
/// <param name="Cost">The forecast by the law of the last day of work; the payroll run computes the real one.</param>
/// <param name="Run">The payroll run that has frozen it.</param>
public sealed record AskedWage(
    Id<AskedWage> Id, Id<Work> Work, Id<LegalEntity> Entity, Id<Activity> Activity, Id<Person> Person, Id<Person> Author, WageBasis Basis, Money Asked, Money Gross, Money Cost,
    WageState State, Id<PayrollRun>? Run, LocalDate MadeOn)
{
    public static readonly StateMachine<WageState> States = new("employment.wage", 1,
        (WageState.Requested, WageState.Approved), (WageState.Requested, WageState.Refused), (WageState.Requested, WageState.Withdrawn),
        (WageState.Approved, WageState.Cancelled), (WageState.Approved, WageState.Paid));
}

public enum WageState { Requested, Approved, Refused, Withdrawn, Cancelled, Paid }
