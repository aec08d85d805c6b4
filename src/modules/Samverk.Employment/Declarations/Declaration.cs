using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>Something that an authority has to be told until a legal day (domain/states.md 12).</summary>
/// <param name="Kind">Of the country's pack: "agi".</param>
/// <param name="Name">As the authority calls it.</param>
/// <param name="Wants">What it asks, by the rule of the day on which this became due.</param>
/// <param name="RestsOn">Id and version of that rule.</param>
/// <param name="Work">What begins, where it is told before work; else null.</param>
/// <param name="Deadline">The last day; before work the first hour of that day.</param>
/// <param name="Corrects">The accepted one that this corrects.</param>
/// <param name="Late">The deadline passed before it was sent.</param>
/// <param name="Receipt">The authority's number.</param>
/// <param name="Code">Why the authority has rejected it.</param>
internal sealed record Declaration(
    Guid Id, Id<LegalEntity> Entity, string Kind, string Name, string Authority, IReadOnlyList<string> Wants, string RestsOn, Id<Work>? Work, LocalDate From, LocalDate To, LocalDate Deadline,
    Guid? Corrects, DeclarationState State, bool Late, LocalDate? SentOn, string? Receipt, FileHash? ReceiptFile, string? Code, LocalDate MadeOn)
{
    /// <summary>Late is told before it is done, so it can still be prepared; figures that have moved are prepared again before they are sent.</summary>
    public static readonly StateMachine<DeclarationState> States = new("employment.declaration", 1,
        (DeclarationState.Due, DeclarationState.Prepared), (DeclarationState.Due, DeclarationState.Late), (DeclarationState.Late, DeclarationState.Prepared),
        (DeclarationState.Prepared, DeclarationState.Prepared), (DeclarationState.Prepared, DeclarationState.Sent), (DeclarationState.Sent, DeclarationState.Accepted),
        (DeclarationState.Sent, DeclarationState.Rejected), (DeclarationState.Rejected, DeclarationState.Corrected), (DeclarationState.Corrected, DeclarationState.Corrected),
        (DeclarationState.Corrected, DeclarationState.Sent), (DeclarationState.Accepted, DeclarationState.Cancelled),
        (DeclarationState.Due, DeclarationState.Cancelled), (DeclarationState.Late, DeclarationState.Cancelled), (DeclarationState.Prepared, DeclarationState.Cancelled));

    /// <summary>Nobody has sent it yet, or the authority wants it again.</summary>
    public bool Waits => State is DeclarationState.Due or DeclarationState.Late or DeclarationState.Prepared or DeclarationState.Rejected or DeclarationState.Corrected;

    /// <summary>Its figures are fixed: what was sent, or would be.</summary>
    public bool HasFigures => State is not (DeclarationState.Due or DeclarationState.Late);
}

/// <summary>Prepared: its figures are fixed. Corrected: prepared again after the authority had rejected it.</summary>
internal enum DeclarationState { Due, Late, Prepared, Sent, Accepted, Rejected, Corrected, Cancelled }

/// <summary>What is declared of one person: sums over the payslips of the period; zero before work.</summary>
/// <param name="Contributions">What is owed beside tax: the employer's on top of the gross and the employee's out of it, less sums that are paid with the net.</param>
internal sealed record Declared(Id<Person> Person, Money Gross, Money Tax, Money Contributions, IReadOnlyList<Guid> Payslips);
