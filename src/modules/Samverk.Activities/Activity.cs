using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Activities;

/// <summary>A budget inside the cooperative that its team steers. All its amounts are in its entity's currency.</summary>
/// <param name="Code">Generated, the last part of its accounts; never a name.</param>
/// <param name="Opened">The business date from which it exists.</param>
public sealed record Activity(
    Id<Activity> Id, Id<LegalEntity> Entity, string Code, string Name, Currency Currency, ActivityKind Kind, Id<Activity>? Parent,
    ActivityState State, LocalDate Opened)
{
    public static readonly StateMachine<ActivityState> States = new("activities.activity", 1,
        (ActivityState.Draft, ActivityState.Requested), (ActivityState.Requested, ActivityState.Open),
        (ActivityState.Open, ActivityState.Frozen), (ActivityState.Frozen, ActivityState.Open),
        (ActivityState.Open, ActivityState.Closing), (ActivityState.Open, ActivityState.Settled),
        (ActivityState.Closing, ActivityState.Settled), (ActivityState.Settled, ActivityState.Archived));

    /// <summary>The ledger account that holds what the cooperative owes this activity.</summary>
    public string Account => Ledger.Account.Activity(Code);

    /// <summary>Takes new orders, invoices, wages, costs and transfers.</summary>
    public bool IsOpen => State is ActivityState.Open;

    /// <summary>A refusal that names the activity and its state.</summary>
    public Refusal? RefuseUnlessOpen(string field) => State switch
    {
        ActivityState.Open => null,
        ActivityState.Frozen => new Refusal("activity-frozen", ("activity", Name)) { Field = field },
        _ => new Refusal("activity-closed", ("activity", Name), ("state", State)) { Field = field },
    };
}

/// <summary>Whose it is: one person's, a team's, or one job's (opens with its order and closes by itself).</summary>
public enum ActivityKind { Personal, Shared, Assignment }

public enum ActivityState { Draft, Requested, Open, Frozen, Closing, Settled, Archived }
