using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>A payroll run has been released and posted: each person in it is owed the net wage on the pay day.</summary>
/// <param name="Run">The payroll run.</param>
public sealed record WagesReleased(Guid Run, Id<LegalEntity> Entity, LocalDate PayDay, IReadOnlyList<WageOwed> Wages) : IEvent
{
    public static string Name => "employment.wages-released.v1";
}

/// <param name="Payslip">What is paid by it; paid once.</param>
/// <param name="Code">Generated code of the person, the last part of the account that owes it.</param>
public sealed record WageOwed(Guid Payslip, Id<Person> Person, string Code, Money Net);
