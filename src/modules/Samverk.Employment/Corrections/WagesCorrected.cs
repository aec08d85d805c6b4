using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>A correction run has been released and posted.</summary>
/// <param name="Run">The correction run.</param>
/// <param name="PayDay">On which the differences are paid.</param>
/// <param name="Wages">Who is owed something in addition.</param>
/// <param name="Authorities">What changes for each body and month of the corrected wages.</param>
public sealed record WagesCorrected(Guid Run, Id<LegalEntity> Entity, LocalDate PayDay, IReadOnlyList<WageOwed> Wages, IReadOnlyList<AuthorityDifference> Authorities) : IEvent
{
    public static string Name => "employment.wages-corrected.v1";
}

/// <param name="Account">Of the books, without the entity's code.</param>
/// <param name="PeriodEnd">The last day of the month of the corrected pay.</param>
/// <param name="Amount">Negative where less is owed than was said.</param>
public sealed record AuthorityDifference(string Account, LocalDate PeriodEnd, Money Amount);
