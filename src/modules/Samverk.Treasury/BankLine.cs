using NodaTime;
using Samverk.Banking;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Treasury;

/// <summary>A line of a bank statement and how far the books have come with it.</summary>
/// <param name="Row">As the bank wrote it.</param>
/// <param name="Value">What it moves on the account, signed; null when it is no whole minor unit of the account's currency: never posted.</param>
/// <param name="Tries">How often it was matched.</param>
public sealed record BankLine(Id<BankLine> Id, BankAccount Account, BankRow Row, LocalDate Booked, Money? Value, LineState State, string? Note, int Tries)
{
    public static readonly StateMachine<LineState> States = new("treasury.line", 1,
        (LineState.Imported, LineState.Matched), (LineState.Imported, LineState.Suggested), (LineState.Imported, LineState.Unknown),
        (LineState.Suggested, LineState.Matched), (LineState.Suggested, LineState.Returned), (LineState.Unknown, LineState.Matched),
        (LineState.Unknown, LineState.Returned), (LineState.Matched, LineState.Unknown), (LineState.Matched, LineState.Reconciled),
        (LineState.Returned, LineState.Unknown), (LineState.Returned, LineState.Reconciled));

    /// <summary>Whether it still waits for somebody.</summary>
    public bool Waits => State is LineState.Suggested or LineState.Unknown;

    /// <summary>The id of what its next matching posts.</summary>
    public Guid Document(int part) => NamedGuid.Of(Id.Value, $"match {Tries + 1} part {part}");
}

/// <summary>How far the books have come with a line. Returned: the money was not ours and goes back.</summary>
public enum LineState { Imported, Matched, Suggested, Unknown, Returned, Reconciled }

/// <summary>What money of a line was used for.</summary>
public enum PartKind
{
    /// <summary>A client's payment.</summary>
    Invoice = 1,

    /// <summary>Money for an invoice that was written off.</summary>
    Recovery,

    /// <summary>More than was owed: stays as the client's credit.</summary>
    ClientCredit,

    /// <summary>An account of liabilities was paid.</summary>
    Payout,

    /// <summary>The books had it already: a payment that was sent from here.</summary>
    Entry,

    /// <summary>An account that two people agreed on.</summary>
    Named,

    /// <summary>The bank took a client's earlier payment back.</summary>
    Return,

    /// <summary>A payment of ours came back: it is owed again.</summary>
    PayoutReturn,
}

/// <summary>A use of a line's money that is in the books.</summary>
/// <param name="Id">The document of its posting.</param>
/// <param name="Value">Of the line's money, signed.</param>
internal sealed record Part(Guid Id, Id<BankLine> Line, PartKind Kind, Money Value, Guid Entry)
{
    public Guid? Invoice { get; init; }

    public Guid? Client { get; init; }

    public string? Account { get; init; }

    /// <summary>Of a return: the payment that it takes back. Kept with the settlement, not with the part.</summary>
    public Guid? Payment { get; init; }
}

/// <summary>The money of a bank line has found its place in the books.</summary>
/// <param name="ByRule">No person had to decide.</param>
public sealed record LineMatched(Guid Line, bool ByRule) : IEvent
{
    public static string Name => "treasury.line-matched.v1";
}

/// <summary>A match was taken back; the line waits again.</summary>
public sealed record LineUnmatched(Guid Line) : IEvent
{
    public static string Name => "treasury.line-unmatched.v1";
}

/// <summary>A statement is closed: bank and books agree.</summary>
public sealed record StatementClosed(Guid Statement) : IEvent
{
    public static string Name => "treasury.statement-closed.v1";
}
