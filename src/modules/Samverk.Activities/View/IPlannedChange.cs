using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Activities;

/// <summary>
/// What a module expects to change an activity's salary-available: a planned wage, an order of which the guarantee is not valid. An order
/// that is guaranteed counts already and changes nothing when it is invoiced. Modules register theirs as services; nothing is stored.
/// </summary>
public interface IPlannedChange
{
    /// <summary>Changes after today up to <paramref name="to"/>, in any order, in the activity's currency.</summary>
    Task<IReadOnlyList<PlannedChange>> Of(Tx tx, Activity activity, LocalDate to);
}

/// <param name="Amount">Positive brings money, negative takes it.</param>
/// <param name="Words">For the team: "Wage April".</param>
public sealed record PlannedChange(LocalDate Date, Money Amount, string Words, string? Href);
