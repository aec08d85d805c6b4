using NodaTime;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Treasury;

/// <summary>Something that the cooperative has to pay.</summary>
/// <param name="Id">Of the document that owes it: a claim, a payslip. Paid once.</param>
/// <param name="Account">The account of liabilities that owes it, without the entity's code.</param>
/// <param name="Person">Who gets it, on the account that they have given; null for a supplier, an authority and a client.</param>
/// <param name="Supplier">Where such a one is paid; null for a person, and while nobody has released where an authority is paid.</param>
/// <param name="Number">Of a supplier's invoice; else empty.</param>
internal sealed record Due(Guid Id, Id<LegalEntity> Entity, DueKind Kind, string Account, Money Amount, Id<Person>? Person, DueSupplier? Supplier, string Number, LocalDate On)
{
    /// <summary>The payroll run that owes a net wage.</summary>
    public Guid? Run { get; init; }
    /// <summary>Of what is owed to an authority: the end of the month of the wages. Its day of payment follows by the country's rule.</summary>
    public LocalDate? PeriodEnd { get; init; }
}

internal enum DueKind { Expense, Supplier, NetWage, Authority, Refund, Share }

internal sealed record DueSupplier(string Name, string Iban, string? Bic, string? Reference);

/// <summary>Payments of one company on one day: made by one person, released by another.</summary>
internal sealed record Batch(Guid Id, BankAccount Account, LocalDate On, BatchState State, LocalDate MadeOn, Id<Person> MadeBy, Id<Person>? ReleasedBy, bool HasFile)
{
    public static readonly StateMachine<BatchState> States = new("treasury.batch", 1,
        (BatchState.Made, BatchState.Released), (BatchState.Made, BatchState.Cancelled), (BatchState.Released, BatchState.Rejected));

    /// <summary>What the file and the bank call it: 32 signs.</summary>
    public string MessageId => Id.ToString("N");
}

/// <summary>Released: the file may go to the bank. Rejected: the bank has not taken it.</summary>
internal enum BatchState { Made, Released, Cancelled, Rejected }

/// <summary>One payment of a batch.</summary>
/// <param name="Iban">As it was when the payment was ordered.</param>
internal sealed record Payment(Guid Id, Guid Batch, Due Due, string Name, string Iban, string? Bic, PaymentState State)
{
    /// <summary>A bank that sends the money back opens its due again; a match taken back opens the payment.</summary>
    public static readonly StateMachine<PaymentState> States = new("treasury.payment", 1,
        (PaymentState.Ordered, PaymentState.Released), (PaymentState.Ordered, PaymentState.Cancelled), (PaymentState.Released, PaymentState.Paid),
        (PaymentState.Released, PaymentState.Cancelled), (PaymentState.Paid, PaymentState.Returned), (PaymentState.Paid, PaymentState.Released),
        (PaymentState.Returned, PaymentState.Paid));

    /// <summary>What the bank's statement calls it: 32 signs.</summary>
    public string EndToEndId => Id.ToString("N");
}

/// <summary>Paid: the bank's statement shows it. Returned: the money came back.</summary>
internal enum PaymentState { Ordered, Released, Paid, Returned, Cancelled }
