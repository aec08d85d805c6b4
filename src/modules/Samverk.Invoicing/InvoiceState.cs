using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>Where an invoice stands (domain/states.md, 8).</summary>
public enum InvoiceState { Draft, Scheduled, Withdrawn, Issued, PartPaid, Paid, Reminded, Demanded, Collection, Court, Disputed, Credited, WrittenOff }

public static class InvoiceStates
{
    private static readonly InvoiceState[] Open =
        [InvoiceState.Issued, InvoiceState.PartPaid, InvoiceState.Reminded, InvoiceState.Demanded, InvoiceState.Collection, InvoiceState.Court, InvoiceState.Disputed];

    /// <summary>
    /// Money can arrive, a credit note or a decision can come in every open state; dunning goes one way. A payment that is taken back opens
    /// the invoice again, as far as it was dunned or disputed before.
    /// </summary>
    public static readonly StateMachine<InvoiceState> Machine = new("invoicing.invoice", 2,
    [
        (InvoiceState.Draft, InvoiceState.Scheduled), (InvoiceState.Scheduled, InvoiceState.Draft), (InvoiceState.Draft, InvoiceState.Issued),
        (InvoiceState.Scheduled, InvoiceState.Issued), (InvoiceState.Draft, InvoiceState.Withdrawn), (InvoiceState.Scheduled, InvoiceState.Withdrawn),
        (InvoiceState.Issued, InvoiceState.PartPaid), (InvoiceState.Issued, InvoiceState.Reminded), (InvoiceState.PartPaid, InvoiceState.Reminded),
        (InvoiceState.Reminded, InvoiceState.Demanded), (InvoiceState.Issued, InvoiceState.Demanded), (InvoiceState.PartPaid, InvoiceState.Demanded),
        (InvoiceState.Demanded, InvoiceState.Collection), (InvoiceState.Collection, InvoiceState.Court), (InvoiceState.Paid, InvoiceState.Credited), (InvoiceState.PartPaid, InvoiceState.Issued),
        .. Open.Select(open => (InvoiceState.Paid, open)),
        .. Open.SelectMany(open => new[] { (open, InvoiceState.Paid), (open, InvoiceState.Credited), (open, InvoiceState.WrittenOff) }),
        .. Open.Where(open => open is not InvoiceState.Disputed).SelectMany(open => new[] { (open, InvoiceState.Disputed), (InvoiceState.Disputed, open) }),
    ]);

    /// <summary>What follows from the figures, from how far dunning has come, and from an open dispute.</summary>
    /// <param name="dunned">The state that dunning has reached; null before the first reminder.</param>
    public static InvoiceState Of(InvoiceAccount account, InvoiceState? dunned)
    {
        if (account.WrittenOff.IsPositive) return InvoiceState.WrittenOff;
        if (account.Open.IsZero) return account.Credited + account.CreditedVat == account.Invoice.Gross ? InvoiceState.Credited : InvoiceState.Paid;
        if (account.Disputed) return InvoiceState.Disputed;
        if (dunned is { } state) return state;
        return account.Open + account.Credited + account.CreditedVat < account.Invoice.Gross ? InvoiceState.PartPaid : InvoiceState.Issued;
    }
}
