using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Activities;

/// <summary>
/// What a module expects to happen to an activity's money: an invoice that goes out, a client that pays, a wage. Modules register theirs as
/// services; nothing is stored, so that every past day's plan can be computed again from what was known on that day.
/// </summary>
public interface IPlannedChange
{
    /// <summary>What was expected on <paramref name="asOf"/>: what lies after it up to <paramref name="to"/>, what is overdue, and what has no date yet. In any order.</summary>
    Task<IReadOnlyList<PlannedChange>> Of(Tx tx, Activity activity, LocalDate asOf, LocalDate to);
}

/// <summary>One expected happening. All amounts in the activity's currency.</summary>
/// <param name="Date">When; before the day that was asked for = overdue; null = nobody has said when.</param>
/// <param name="Amount">What people call its amount: positive comes in, negative goes out.</param>
/// <param name="Words">In the reader's language: "Norrlandsoperan pays invoice 2026-112".</param>
public sealed record PlannedChange(LocalDate? Date, Money Amount, string Words, string? Href)
{
    /// <summary>By what it changes available-for-wages; what is guaranteed counts already and changes nothing.</summary>
    public required Money Wages { get; init; }

    /// <summary>By what it changes available-for-expenses, before that is kept from going below zero.</summary>
    public required Money Expenses { get; init; }
}
