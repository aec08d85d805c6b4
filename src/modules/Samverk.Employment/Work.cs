using NodaTime;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>One stretch of work. It may go on after midnight.</summary>
/// <param name="Starts">Local time in the cooperative's zone, to the minute.</param>
public sealed record WorkDay(LocalDate Day, LocalTime Starts, int Minutes)
{
    public LocalDateTime From => Day + Starts;

    public LocalDateTime To => From.PlusMinutes(Minutes);
}

/// <summary>Work of a person for an activity, as it is announced before the first hour (domain/states.md 10).</summary>
/// <param name="Author">Who announced it; somebody else approves it.</param>
/// <param name="Contract">A kind of employment of the country: "perAssignment".</param>
/// <param name="Country">Where the work is done.</param>
/// <param name="Late">It had begun when it was announced or approved: a named second person let it pass, with a reason.</param>
public sealed record Work(
    Id<Work> Id, Id<LegalEntity> Entity, Id<Activity> Activity, Id<Person> Person, Id<Person> Author, string Contract, string Country, string Place, string Role, string Risk,
    IReadOnlyList<WorkDay> Days, WorkState State, bool Late, LocalDate MadeOn)
{
    public static readonly StateMachine<WorkState> States = new("employment.work", 1,
        (WorkState.Requested, WorkState.Checked), (WorkState.Requested, WorkState.Refused), (WorkState.Requested, WorkState.Withdrawn),
        (WorkState.Checked, WorkState.Cancelled), (WorkState.Checked, WorkState.Paid));

    public LocalDateTime Begins => Days.Min(day => day.From);

    public LocalDate FirstDay => Days.Min(day => day.Day);

    public LocalDate LastDay => Days.Max(day => day.Day);

    public int Minutes => Days.Sum(day => day.Minutes);
}

public enum WorkState { Requested, Checked, Refused, Withdrawn, Cancelled, Paid }
