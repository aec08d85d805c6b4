using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Desk;

/// <summary>An item on its way over the desk (domain/states.md 24).</summary>
/// <param name="Age">How long it has waited for us: the clock stops while it waits for others.</param>
public sealed record Case(
    Id<Case> Id, Item Item, CaseState State, WaitingFor? WaitingFor, Instant OpenedAt, Duration Age, bool Clean)
{
    public static readonly StateMachine<CaseState> States = new("desk.case", 1,
        (CaseState.Open, CaseState.Waiting), (CaseState.Waiting, CaseState.Open), (CaseState.Open, CaseState.Resolved),
        (CaseState.Resolved, CaseState.Reopened), (CaseState.Reopened, CaseState.Waiting), (CaseState.Reopened, CaseState.Resolved));
}

public enum CaseState { Open, Waiting, Resolved, Reopened }

/// <summary>Whose answer is needed before the staff can go on.</summary>
public enum WaitingFor { Member, Authority, Client }
