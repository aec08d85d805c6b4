using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>An invoice has its number and is in the books.</summary>
public sealed record InvoiceIssued(Guid Invoice, Guid Activity) : IEvent
{
    public static string Name => "invoicing.invoice-issued.v1";
}

/// <summary>Money arrived for an invoice.</summary>
/// <param name="Whole">Nothing is open any more.</param>
public sealed record InvoicePaid(Guid Invoice, Guid Payment, bool Whole) : IEvent
{
    public static string Name => "invoicing.invoice-paid.v1";
}

/// <summary>What was open is given up.</summary>
/// <param name="Covered">The guarantee fund bore it.</param>
public sealed record InvoiceWrittenOff(Guid Invoice, bool Covered) : IEvent
{
    public static string Name => "invoicing.invoice-written-off.v1";
}

/// <summary>A payment was taken back: matched by mistake, or returned by the bank. The invoice is open again by it.</summary>
public sealed record InvoiceReopened(Guid Invoice, Guid Payment) : IEvent
{
    public static string Name => "invoicing.invoice-reopened.v1";
}
