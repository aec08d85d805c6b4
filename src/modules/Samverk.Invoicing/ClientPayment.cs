using NodaTime;
using Samverk.Kernel;

namespace Samverk.Invoicing;

/// <summary>Money that arrived for an invoice.</summary>
/// <param name="Id">The bank line or whatever it came from; done once.</param>
/// <param name="Amount">What of the invoice is settled, in its currency.</param>
/// <param name="Reference">The number of the bank line, for people.</param>
public sealed record ClientPayment(Guid Id, Id<Invoice> Invoice, Money Amount, string Reference)
{
    /// <summary>What the bank kept, in the entity's currency: a cost of the activity.</summary>
    public Money? Charge { get; init; }

    /// <summary>Foreign currency: what the bank booked after its charge, in the entity's currency; null else.</summary>
    public Money? Received { get; init; }

    /// <summary>The bank line that pays several invoices: all payments of one line are recorded, or none; null = this one stands alone.</summary>
    public Guid? Together { get; init; }

    /// <summary>The day on which the bank booked it; null = today.</summary>
    public LocalDate? Booked { get; init; }
}
