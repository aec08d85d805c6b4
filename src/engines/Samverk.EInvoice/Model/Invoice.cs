using NodaTime;

namespace Samverk.EInvoice;

/// <summary>
/// An invoice or credit note in the terms of EN 16931-1 (BT = business term, BG = group of terms). It holds what a document says, right or
/// wrong, so that the rules can judge it: a term that is absent is null. Amounts are in units of <see cref="Currency"/>.
/// </summary>
public sealed record Invoice
{
    /// <summary>BT-24, the specification that the document follows.</summary>
    public string? Specification { get; init; }

    /// <summary>BT-23, the business process.</summary>
    public string? Process { get; init; }

    /// <summary>BT-1.</summary>
    public string? Number { get; init; }

    /// <summary>BT-2.</summary>
    public LocalDate? IssueDate { get; init; }

    /// <summary>BT-3, a code of UNTDID 1001 (<see cref="DocumentType"/>).</summary>
    public string? Type { get; init; }

    /// <summary>BT-5, ISO 4217.</summary>
    public string? Currency { get; init; }

    /// <summary>BT-6, the currency of the seller's VAT return where it is another one.</summary>
    public string? AccountingCurrency { get; init; }

    /// <summary>BT-7, the day on which VAT is due.</summary>
    public LocalDate? TaxPointDate { get; init; }

    /// <summary>BT-8, when VAT is due, as a code of UNTDID 2005: 3 issue, 35 delivery, 432 payment.</summary>
    public string? TaxPointCode { get; init; }

    /// <summary>BT-9.</summary>
    public LocalDate? DueDate { get; init; }

    /// <summary>BT-10; in Germany the Leitweg-ID of a public buyer.</summary>
    public string? BuyerReference { get; init; }

    /// <summary>BT-11.</summary>
    public string? ProjectReference { get; init; }

    /// <summary>BT-12.</summary>
    public string? ContractReference { get; init; }

    /// <summary>BT-13, the buyer's order.</summary>
    public string? OrderReference { get; init; }

    /// <summary>BT-14, the seller's order.</summary>
    public string? SalesOrderReference { get; init; }

    /// <summary>BT-15.</summary>
    public string? ReceivingAdviceReference { get; init; }

    /// <summary>BT-16.</summary>
    public string? DespatchAdviceReference { get; init; }

    /// <summary>BT-17.</summary>
    public string? TenderReference { get; init; }

    /// <summary>BT-18, the object that is invoiced.</summary>
    public Identifier? InvoicedObject { get; init; }

    /// <summary>BT-19, where the buyer books it.</summary>
    public string? BuyerAccountingReference { get; init; }

    /// <summary>BT-20.</summary>
    public string? PaymentTerms { get; init; }

    /// <summary>BG-1.</summary>
    public Items<Note> Notes { get; init; } = [];

    /// <summary>BG-3.</summary>
    public Items<PrecedingInvoice> PrecedingInvoices { get; init; } = [];

    /// <summary>BG-4.</summary>
    public Party Seller { get; init; } = Party.Nobody;

    /// <summary>BG-7.</summary>
    public Party Buyer { get; init; } = Party.Nobody;

    /// <summary>BG-10, who is paid instead of the seller.</summary>
    public Payee? Payee { get; init; }

    /// <summary>BG-11.</summary>
    public TaxRepresentative? TaxRepresentative { get; init; }

    /// <summary>BG-13 and BG-15.</summary>
    public Delivery? Delivery { get; init; }

    /// <summary>BG-14.</summary>
    public InvoicingPeriod? Period { get; init; }

    /// <summary>BG-16.</summary>
    public PaymentInstructions? Payment { get; init; }

    /// <summary>BG-20.</summary>
    public Items<DocumentAllowance> Allowances { get; init; } = [];

    /// <summary>BG-21.</summary>
    public Items<DocumentAllowance> Charges { get; init; } = [];

    /// <summary>BG-22.</summary>
    public DocumentTotals Totals { get; init; } = DocumentTotals.None;

    /// <summary>BG-23.</summary>
    public Items<VatSubtotal> VatBreakdown { get; init; } = [];

    /// <summary>BG-24.</summary>
    public Items<SupportingDocument> Attachments { get; init; } = [];

    /// <summary>BG-25.</summary>
    public Items<InvoiceLine> Lines { get; init; } = [];
}
